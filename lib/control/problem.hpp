#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "control/response.hpp"
#include "http/message.hpp"

namespace herd::control {

/// Why a request was not done, for people and programs. Source: RFC 9457
struct Problem {
    int status = 500;
    std::string detail;                 // a sentence: what is wrong, where, and what would do
    std::vector<std::string> errors;    // each thing that is wrong, if there may be several
    std::vector<http::Header> headers;  // that the status asks for, e.g. Allow
};

/// The problem as an answer. `path` is what was asked for, if that is known.
Response make_response(const Problem& problem, std::string_view path);

}  // namespace herd::control
