#pragma once

#include <cstddef>
#include <string_view>

#include "base/result.hpp"
#include "control/problem.hpp"

namespace herd::control {

/// What has to be known of a request before a library reads it.
struct RequestHead {
    std::size_t content_length = 0;
};

// Units: bytes.
inline constexpr std::size_t longest_head = 32768;
inline constexpr std::size_t longest_request_line = 8192;
inline constexpr std::size_t longest_header = 8000;  // the library takes no longer ones
inline constexpr std::size_t most_headers = 100;
inline constexpr std::size_t largest_body = std::size_t{1} << 20;

/// Looks at the head of a request, its request line and headers.
/// Shape:  `text` ends with an empty line.
/// Errors: 400 for control characters, folded headers, and lengths that are none or contradict each other;
///         411 for a body without a length; 413, 414 and 431 for what is too long.
Result<RequestHead, Problem> parse_request_head(std::string_view text);

}  // namespace herd::control
