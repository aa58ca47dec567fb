#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.hpp"

namespace herd::control {

/// Sends a piece of a body; false, if the client is gone or does not read.
using Send = std::function<bool(std::string_view)>;

/// What a client is answered.
struct Response {
    int status = 200;
    std::string type;  // of the body; empty: there is none
    std::string body;
    std::vector<http::Header> headers;
    /// The rest of the body, which goes on until it returns false: it is called again and again, waits for
    /// something to send, but not for long, and sends it.
    std::function<bool(const Send&)> stream;
};

/// An answer in JSON.
Response make_json_response(std::string json, int status = 200);
/// An answer in plain text.
Response make_text_response(std::string text, int status = 200);

}  // namespace herd::control
