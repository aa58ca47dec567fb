#include "control/client/client.hpp"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <thread>
#include <utility>

#include <httplib.h>

#include "control/client/problem.hpp"

namespace herd::control {
namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

// An error's own text; what is longer is not told.
constexpr std::size_t longest_problem = 65536;
constexpr std::size_t longest_event = std::size_t{1} << 20;

/// Ends an exchange that takes too long. (The library's time-outs are for each read and each write.)
class Watchdog {
public:
    Watchdog(httplib::Client& client, nanoseconds timeout)
        : client_(client), thread_([this, timeout](const std::stop_token& over) { watch(over, timeout); }) {}

    bool has_barked() const { return has_barked_; }

private:
    void watch(const std::stop_token& over, nanoseconds timeout) {
        auto deadline = steady_clock::now() + timeout;
        for (;;) {
            std::unique_lock lock(mutex_);
            changed_.wait_until(lock, over, deadline, [] { return false; });
            if (over.stop_requested()) return;
            has_barked_ = true;
            // Once does not suffice: there may be no connection yet that it could end.
            client_.stop();
            deadline = steady_clock::now() + milliseconds(20);
        }
    }

    httplib::Client& client_;
    std::atomic<bool> has_barked_ = false;
    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::jthread thread_;
};

// Shape: `silence` is for each read and each write, `timeout` for the connection.
void set_up(httplib::Client& client, nanoseconds timeout, nanoseconds silence) {
    const auto to_patience = [](nanoseconds time) {
        return std::max(std::chrono::duration_cast<microseconds>(time), microseconds(1000));
    };
    client.set_connection_timeout(to_patience(timeout));
    client.set_read_timeout(to_patience(silence));
    client.set_write_timeout(to_patience(silence));
    client.set_tcp_nodelay(true);
    client.set_url_encode(false);
    client.set_follow_location(false);
}

httplib::Request make_request(const ApiRequest& asked, const std::string& prefix, const http::Secret& token) {
    httplib::Request request;
    request.method = asked.method;
    request.path = prefix + asked.path;
    request.body = asked.body;
    request.set_header("User-Agent", "herd");
    if (!asked.body.empty()) request.set_header("Content-Type", "application/json");
    if (!token.empty()) request.set_header("Authorization", "Bearer " + std::string(token.reveal()));
    return request;
}

ApiError make_error(httplib::Error error, const std::string& origin) {
    switch (error) {
        case httplib::Error::Connection:
            return {ApiFault::no_connection, 0, "nobody listens at " + origin};
        case httplib::Error::ConnectionTimeout:
            return {ApiFault::no_connection, 0, "nobody answers at " + origin};
        case httplib::Error::SSLConnection:
        case httplib::Error::SSLLoadingCerts:
        case httplib::Error::SSLServerVerification:
            return {ApiFault::no_connection, 0, origin + " speaks no TLS that can be trusted"};
        default:
            return {ApiFault::broken, 0, "what listens at " + origin + " gives no answer of HTTP to the end"};
    }
}

bool is_success(int status) {
    return status >= 200 && status < 300;
}

/// The body of an answer, up to a limit.
struct Body {
    std::string text;
    std::size_t limit;
    bool is_overlong = false;

    bool take(const char* data, std::size_t size) {
        is_overlong = size > limit - text.size();
        if (!is_overlong) text.append(data, size);
        return !is_overlong;
    }
};

}  // namespace

ApiClient::ApiClient(ApiAddress address) : address_(std::move(address)) {
    const auto scheme = address_.url.find("://");
    const auto path = address_.url.find('/', scheme == std::string::npos ? 0 : scheme + 3);
    origin_ = address_.url.substr(0, path);
    if (path != std::string::npos) prefix_ = address_.url.substr(path);
    while (prefix_.ends_with('/')) prefix_.pop_back();
}

Result<std::string, ApiError> ApiClient::ask(const ApiRequest& asked) const {
    httplib::Client client(origin_);
    // So that it is the watchdog that ends what takes too long.
    set_up(client, address_.timeout, address_.timeout + std::chrono::seconds(1));
    auto request = make_request(asked, prefix_, address_.token);
    Body body{{}, address_.longest_answer};
    request.content_receiver = [&body](const char* data, std::size_t size, std::uint64_t, std::uint64_t) {
        return body.take(data, size);
    };
    httplib::Response response;
    auto error = httplib::Error::Success;
    bool is_late = false;
    {
        const Watchdog watchdog(client, address_.timeout);
        client.send(request, response, error);
        is_late = watchdog.has_barked();
    }
    if (body.is_overlong) {
        return unexpected(ApiError{ApiFault::broken, 0,
                                   "the answer is longer than " + std::to_string(body.limit) + " bytes"});
    }
    if (error != httplib::Error::Success) {
        if (is_late) return unexpected(ApiError{ApiFault::timeout, 0, origin_ + " has not answered in time"});
        return unexpected(make_error(error, origin_));
    }
    if (is_success(response.status)) return std::move(body.text);
    return unexpected(
        ApiError{ApiFault::refused, response.status,
                 format_problem(response.status, response.get_header_value("Content-Type"), body.text)});
}

Result<void, ApiError> ApiClient::follow(const std::string& path, const std::string& last_event_id,
                                         const EventStream::OnEvent& on_event) const {
    httplib::Client client(origin_);
    set_up(client, address_.timeout, address_.timeout);
    auto request = make_request({"GET", path, {}}, prefix_, address_.token);
    request.set_header("Accept", "text/event-stream");
    if (!last_event_id.empty()) request.set_header("Last-Event-ID", last_event_id);
    int status = 0;
    std::string content_type;
    request.response_handler = [&](const httplib::Response& head) {
        status = head.status;
        content_type = head.get_header_value("Content-Type");
        return true;
    };
    bool has_ended = false;
    EventStream stream(longest_event, [&](const StreamEvent& event) {
        has_ended = !on_event(event);
        return !has_ended;
    });
    Body problem{{}, longest_problem};
    request.content_receiver = [&](const char* data, std::size_t size, std::uint64_t, std::uint64_t) {
        return is_success(status) ? stream.on_bytes({data, size}) : problem.take(data, size);
    };
    httplib::Response response;
    auto error = httplib::Error::Success;
    client.send(request, response, error);
    if (has_ended) return {};
    if (status > 0 && !is_success(status)) {
        return unexpected(
            ApiError{ApiFault::refused, status, format_problem(status, content_type, problem.text)});
    }
    if (stream.is_overlong())
        return unexpected(ApiError{ApiFault::broken, 0, "an event of the stream is too long"});
    if (status == 0) return unexpected(make_error(error, origin_));
    return unexpected(ApiError{ApiFault::broken, 0, origin_ + " has ended the stream"});
}

}  // namespace herd::control
