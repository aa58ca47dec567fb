#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/time.hpp"
#include "control/client/event_stream.hpp"
#include "http/secret.hpp"

namespace herd::control {

/// Where a control API is, and what one puts up with.
struct ApiAddress {
    std::string url = "http://127.0.0.1:8100";  // as `http::parse_base_url` takes it; perhaps with a path
    http::Secret token;                         // empty: none
    nanoseconds timeout = std::chrono::seconds(10);
    std::size_t longest_answer = std::size_t{64} << 20;  // bytes
};

/// Why there is no answer that one could use.
enum class ApiFault {
    no_connection,  // nobody listens there
    timeout,        // it took too long
    broken,         // the connection was lost, or what came is no answer of an API
    refused,        // the API says no
};

struct ApiError {
    ApiFault fault = ApiFault::broken;
    int status = 0;   // of HTTP, if refused
    std::string why;  // a sentence without its full stop, of printable characters
};

/// A request. Shape: `path` begins with a slash and is percent-encoded; a `body` is JSON, empty: none.
struct ApiRequest {
    std::string method = "GET";
    std::string path;
    std::string body;
};

/// Asks the control API of a herd. Blocks. Each request has a connection of its own, so that a herd which was
/// started again makes no difference.
class ApiClient {
public:
    explicit ApiClient(ApiAddress address);

    const ApiAddress& address() const { return address_; }

    /// The body of an answer of success. The timeout is for all of the exchange.
    Result<std::string, ApiError> ask(const ApiRequest& request) const;
    Result<std::string, ApiError> get(const std::string& path) const { return ask({"GET", path, {}}); }

    /// Hands the events of a stream to `on_event` until that says false, or the stream ends (an error).
    /// Shape: `last_event_id` is where to go on, empty: nowhere. Units: the timeout is for a silence.
    Result<void, ApiError> follow(const std::string& path, const std::string& last_event_id,
                                  const EventStream::OnEvent& on_event) const;

private:
    ApiAddress address_;
    std::string origin_;
    std::string prefix_;  // of paths
};

}  // namespace herd::control
