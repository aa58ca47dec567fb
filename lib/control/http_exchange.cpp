#include "control/http_exchange.hpp"

#include <algorithm>
#include <chrono>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

#include <httplib.h>

#include "base/time.hpp"
#include "control/problem.hpp"
#include "control/request.hpp"
#include "control/request_head.hpp"
#include "control/status.hpp"

namespace herd::control {
namespace {

constexpr auto idle_patience = std::chrono::seconds(60);   // between two requests
constexpr auto head_patience = std::chrono::seconds(5);    // from its first byte to its last
constexpr auto body_patience = std::chrono::seconds(10);   // the same
constexpr auto write_patience = std::chrono::seconds(30);  // for an answer
constexpr auto stream_patience = std::chrono::seconds(5);  // for a piece of a stream
constexpr std::size_t requests_a_connection = 100'000;
constexpr auto finish_patience = std::chrono::milliseconds(500);

SteadyTime after(nanoseconds duration) {
    return SteadyTime(std::chrono::steady_clock::now()) + duration;
}

/// One request and its answer, as the library reads and writes them: the head that has come already, as much
/// of a body as was announced, and nothing of the request behind it.
class ExchangeStream final : public httplib::Stream {
public:
    ExchangeStream(ClientSocket& socket, std::string_view head, std::size_t body)
        : socket_(socket), head_(head), body_(body) {}

    bool is_readable() const override { return true; }
    bool is_writable() const override { return !is_failed_ && !socket_.is_lost(); }

    ssize_t read(char* bytes, size_t size) override {
        if (!head_.empty()) {
            size = std::min(size, head_.size());
            std::memcpy(bytes, head_.data(), size);
            head_.remove_prefix(size);
            return static_cast<ssize_t>(size);
        }
        if (body_ == 0) return 0;
        size = socket_.read(bytes, std::min(size, body_), read_deadline_);
        body_ -= size;
        return static_cast<ssize_t>(size);
    }

    ssize_t write(const char* bytes, size_t size) override {
        is_failed_ = is_failed_ || !socket_.write({bytes, size}, write_deadline_);
        return is_failed_ ? -1 : static_cast<ssize_t>(size);
    }

    void get_remote_ip_and_port(std::string&, int&) const override {}
    void get_local_ip_and_port(std::string&, int&) const override {}
    socket_t socket() const override { return socket_.number(); }

    void set_write_deadline(SteadyTime deadline) { write_deadline_ = deadline; }

    /// Whether the connection is where the next request begins, once what nobody has read is gone.
    bool skip_body() {
        char bytes[4096];
        while (body_ > 0) {
            if (read(bytes, sizeof bytes) <= 0) return false;
        }
        return !is_failed_;
    }

private:
    ClientSocket& socket_;
    std::string_view head_;
    std::size_t body_;  // bytes that are to come
    SteadyTime read_deadline_ = after(body_patience);
    SteadyTime write_deadline_ = after(body_patience + write_patience);
    bool is_failed_ = false;
};

Result<Request, Problem> read_request(const httplib::Request& from) {
    Request request;
    request.method = from.method;
    const auto question = std::min(from.target.find('?'), from.target.size());
    request.path = from.target.substr(0, question);
    if (question < from.target.size()) {
        auto query = parse_query(std::string_view(from.target).substr(question + 1));
        if (!query) return unexpected(Problem{400, query.error(), {}, {}});
        request.query = std::move(*query);
    }
    for (const auto& header : from.headers) request.headers.push_back({header.first, header.second});
    request.body = from.body;
    return request;
}

/// The library's server, for one connection: it accepts nothing, and is handed each request.
class Exchange final : private httplib::Server {
public:
    Exchange(ClientSocket& socket, Crowd::Seat& seat, const Desk& desk)
        : socket_(socket), seat_(seat), desk_(desk) {
        // What it takes for the end of the service, if there is none.
        svr_sock_ = socket.number();
        set_payload_max_length(largest_body);
        // What the answers say of the connection; how long it lasts is decided here.
        set_keep_alive_timeout(idle_patience.count());
        set_keep_alive_max_count(requests_a_connection);
        set_pre_routing_handler([this](const httplib::Request& asked, httplib::Response& answer) {
            return refuse(asked, answer) ? HandlerResponse::Handled : HandlerResponse::Unhandled;
        });
        const auto reply = [this](const httplib::Request& asked, httplib::Response& answer) {
            this->reply(asked, answer);
        };
        Get("/", reply);
        Post("/", reply);
        Put("/", reply);
        Patch("/", reply);
        Delete("/", reply);
        Options("/", reply);
        set_error_handler(HandlerWithResponse([this](const httplib::Request&, httplib::Response& answer) {
            if (is_answered_) return HandlerResponse::Unhandled;
            // The library has refused it: where it stopped reading is unknown.
            is_last_ = true;
            const int status = answer.status;
            write(desk_.refuse(Problem{status, "the request is not one of HTTP/1.1", {}, {}}), answer);
            return HandlerResponse::Handled;
        }));
    }

    /// Answers the next request; false, if there is none or it was the last one.
    bool serve() {
        seat_.wait();
        if (!socket_.await_input(after(idle_patience))) return false;
        std::string text;
        switch (socket_.read_head(text, longest_head, after(head_patience))) {
            case ClientSocket::Head::complete:
                break;
            case ClientSocket::Head::ended:
                return false;
            case ClientSocket::Head::late:
                return refuse(Problem{408, "the request has not come in time", {}, {}});
            case ClientSocket::Head::too_long:
                return refuse(
                    Problem{431,
                            "a request has at most " + std::to_string(longest_head) + " bytes of headers",
                            {},
                            {}});
        }
        const auto head = parse_request_head(text);
        if (!head) return refuse(head.error());
        ExchangeStream stream(socket_, text, head->content_length);
        stream_ = &stream;
        is_answered_ = false;
        bool is_closed = false;
        is_last_ = ++served_ == requests_a_connection;
        const bool is_good = process(*this, stream, is_closed);
        return is_good && !is_closed && !is_last_ && stream.skip_body();
    }

private:
    /// Later versions of the library want to be told who is at either end.
    template <class Server>
    static bool process(Server& server, httplib::Stream& stream, bool& is_closed) {
        const auto set_up = [](httplib::Request& request) {
            // Routes are found by the target; what the library does with the path would take regular
            // expressions to it. It serves no ranges, and compresses nothing: that would take longer than all
            // else.
            request.path = "/";
            request.ranges.clear();
            request.headers.erase("Accept-Encoding");
        };
        if constexpr (requires { server.process_request(stream, false, is_closed, set_up); }) {
            return server.process_request(stream, false, is_closed, set_up);
        } else {
            return server.process_request(stream, std::string(), 0, std::string(), 0, false, is_closed,
                                          set_up);
        }
    }

    bool refuse(const httplib::Request& asked, httplib::Response& answer) {
        const auto request = read_request(asked);
        const auto refusal =
            request ? desk_.refuse(*request) : std::optional<Response>(desk_.refuse(request.error()));
        if (refusal) write(*refusal, answer);
        return refusal.has_value();
    }

    /// Refuses what the library is not to see, and ends the connection.
    bool refuse(const Problem& problem) {
        const auto response = desk_.refuse(problem);
        std::string text = "HTTP/1.1 " + std::to_string(response.status) + " " +
                           std::string(format_status(response.status)) +
                           "\r\nConnection: close\r\nContent-Type: " + response.type +
                           "\r\nContent-Length: " + std::to_string(response.body.size()) + "\r\n";
        for (const auto& header : response.headers) text += header.name + ": " + header.value + "\r\n";
        text += "\r\n" + response.body;
        if (socket_.write(text, after(stream_patience))) socket_.finish(after(finish_patience));
        return false;
    }

    void reply(const httplib::Request& asked, httplib::Response& answer) {
        seat_.work();
        auto request = read_request(asked);
        auto response = request ? desk_.answer(std::move(*request)) : desk_.refuse(request.error());
        stream_->set_write_deadline(after(write_patience));
        write(std::move(response), answer);
    }

    void write(Response response, httplib::Response& answer) {
        is_answered_ = true;
        if (response.stream && !seat_.begin_stream()) {
            response =
                desk_.refuse(Problem{503,
                                     "there are as many streams of events as there may be; end one of them",
                                     {},
                                     {{"Retry-After", "5"}}});
        }
        answer.status = response.status;
        for (const auto& header : response.headers) answer.set_header(header.name, header.value);
        if (response.stream) {
            is_last_ = true;
            answer.set_chunked_content_provider(
                response.type, [this, stream = std::move(response.stream)](size_t, httplib::DataSink& sink) {
                    const auto send = [&](std::string_view piece) {
                        stream_->set_write_deadline(after(stream_patience));
                        return sink.write(piece.data(), piece.size());
                    };
                    // The library does not look whether anybody reads.
                    return stream_->is_writable() && stream(send);
                });
        } else if (!response.type.empty()) {
            answer.set_content(response.body, response.type);
        }
    }

    ClientSocket& socket_;
    Crowd::Seat& seat_;
    const Desk& desk_;
    ExchangeStream* stream_ = nullptr;  // of the request that is being served
    std::size_t served_ = 0;
    bool is_answered_ = false;
    bool is_last_ = false;
};

}  // namespace

void serve_http(ClientSocket& socket, Crowd::Seat& seat, const Desk& desk) {
    Exchange exchange(socket, seat, desk);
    while (exchange.serve()) {
    }
}

}  // namespace herd::control
