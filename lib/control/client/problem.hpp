#pragma once

#include <string>
#include <string_view>

namespace herd::control {

/// What an answer that is no success says, as one sentence for people: the detail of a problem document and
/// what it lists as errors, or else the beginning of its text, or else the status.
/// Shape:  one printable line, whatever a host has sent.
/// Source: RFC 9457
std::string format_problem(int status, std::string_view content_type, std::string_view body);

}  // namespace herd::control
