#pragma once

#include <string>
#include <string_view>

namespace herd::checker {

/// A JSON document as a WHATSAT shows it: each run of newlines is one, and there is none at its end.
std::string squeeze_document(std::string_view document);

}  // namespace herd::checker
