#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace herd::places {

/// A Nearby Search response as a host has sent it.
struct LegacyResponse {
    std::string status;         // empty if it is none that the format could have: A-Z and _, at most 64 bytes
    std::string error_message;  // may be empty
    std::optional<std::size_t> result_count;  // of what is left; nothing: there are no `results`
    std::string body;                         // its own bytes, less the results that are too many
};

/// Reads a response, and cuts it to `bound` results. What is left of it has the bytes that it had: the
/// order of keys, white space, the format of numbers.
/// Errors: in words, if the body is no JSON object of UTF-8, is nested more than 64 deep, has no text as
///         `status`, has `results` that are no array of objects, or has one of the two twice.
Result<LegacyResponse, std::string> parse_legacy_response(std::string_view body, std::size_t bound);

}  // namespace herd::places
