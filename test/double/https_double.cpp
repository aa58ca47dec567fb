#include "double/https_double.hpp"

#include <atomic>
#include <chrono>
#include <filesystem>
#include <future>
#include <mutex>
#include <set>
#include <stdexcept>
#include <sys/socket.h>
#include <utility>

#include <httplib.h>

#include "double/header.hpp"
#include "double/listener.hpp"
#include "double/openssl.hpp"
#include "support/patience.hpp"

namespace herd::test {
namespace {

std::unique_ptr<httplib::Server> make_server(const std::optional<Certificate>& certificate) {
    if (!certificate) return std::make_unique<httplib::Server>();
    return std::make_unique<httplib::SSLServer>(parse_certificate(certificate->chain).get(),
                                                parse_key(certificate->key).get());
}

http::Request to_request(const httplib::Request& received) {
    http::Request request;
    request.method = received.method == "POST" ? http::Method::post : http::Method::get;
    request.target = received.target;
    for (const auto& [name, value] : received.headers) request.headers.push_back({name, value});
    request.body = received.body;
    return request;
}

void send_answer(const Answer& answer, httplib::Response& response) {
    response.status = answer.status;
    for (const http::Header& header : answer.headers) response.set_header(header.name, header.value);
    const std::string& type = answer.content_type;
    const std::string& body = answer.body;
    if (body.empty()) {
        response.set_content(body, type);
    } else if (answer.chunked) {
        response.set_chunked_content_provider(type, [text = body](std::size_t, httplib::DataSink& sink) {
            const std::size_t half = text.size() / 2;
            if (half > 0) sink.write(text.data(), half);
            sink.write(text.data() + half, text.size() - half);
            sink.done();
            return true;
        });
    } else {
        // As content it would be compressed with all the might of Brotli, which takes longer than anything
        // else here.
        response.set_content_provider(
            body.size(), type,
            [text = body](std::size_t offset, std::size_t length, httplib::DataSink& sink) {
                return sink.write(text.data() + offset, length);
            });
    }
}

/// Ends the connections that a server on a port has.
void end_connections(std::uint16_t port) {
    for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) {
        const int number = std::stoi(entry.path().filename());
        if (own_port(number) == port) ::shutdown(number, SHUT_RDWR);
    }
}

}  // namespace

struct HttpsDouble::Parts {
    Parts(Script given, const Options& options)
        : script(std::move(given)), is_secure(options.certificate), server(make_server(options.certificate)) {
        server->new_task_queue = [threads = options.threads] { return new httplib::ThreadPool(threads); };
        server->set_tcp_nodelay(true);
        server->set_keep_alive_max_count(1'000'000);
        server->set_keep_alive_timeout(patience.count());
        server->set_socket_options([this](auto socket) {
            const int on = 1;
            ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
            listener = socket;
        });
        const auto handle = [this](const httplib::Request& request, httplib::Response& response) {
            note(request.remote_port);
            send_answer(script(to_request(request)), response);
        };
        server->Get(".*", handle);
        server->Post(".*", handle);
        const bool is_bound = options.port == 0 ? server->bind_to_any_port(options.address) > 0
                                                : server->bind_to_port(options.address, options.port);
        if (!is_bound) throw std::runtime_error("the double has no port");
        port = own_port(listener);
        // Its own queue of connections holds five.
        ::listen(listener, SOMAXCONN);
        ended = std::async(std::launch::async, [this] { server->listen_after_bind(); });
        if (!eventually([this] { return server->is_running(); }))
            throw std::runtime_error("out of patience: the double does not start");
    }

    ~Parts() {
        server->stop();
        // It waits for its clients, those that have only just come included.
        do end_connections(port);
        while (ended.wait_for(std::chrono::milliseconds(1)) != std::future_status::ready);
    }

    void note(int client) {
        const std::lock_guard lock(mutex);
        ++requests;
        clients.insert(client);
    }

    const Script script;
    const bool is_secure;
    const std::unique_ptr<httplib::Server> server;
    int listener = -1;
    std::uint16_t port = 0;
    std::mutex mutex;  // of the rest
    std::size_t requests = 0;
    std::set<int> clients;  // their ports
    std::future<void> ended;
};

HttpsDouble::HttpsDouble(Script script, Options options)
    : parts_(std::make_unique<Parts>(std::move(script), options)) {}

HttpsDouble::~HttpsDouble() = default;

std::uint16_t HttpsDouble::port() const {
    return parts_->port;
}

std::string HttpsDouble::base_url() const {
    return (parts_->is_secure ? "https://localhost:" : "http://localhost:") + std::to_string(port());
}

std::size_t HttpsDouble::requests() const {
    const std::lock_guard lock(parts_->mutex);
    return parts_->requests;
}

std::size_t HttpsDouble::connections() const {
    const std::lock_guard lock(parts_->mutex);
    return parts_->clients.size();
}

std::string header(const http::Request& request, std::string_view name) {
    for (const http::Header& header : request.headers) {
        if (is_same_name(header.name, name)) return header.value;
    }
    return {};
}

std::string parameter(const http::Request& request, std::string_view name) {
    const std::size_t question = request.target.find('?');
    if (question == std::string::npos) return {};
    httplib::Params parameters;
    httplib::detail::parse_query_text(request.target.substr(question + 1), parameters);
    const auto found = parameters.find(std::string(name));
    return found == parameters.end() ? std::string() : found->second;
}

}  // namespace herd::test
