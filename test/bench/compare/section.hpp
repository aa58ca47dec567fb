#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace herd::bench {

/// A document in which what stands between `<!-- begin NAME -->` and `<!-- end NAME -->` is `text`.
/// Errors: the document has no such section.
Result<std::string, std::string> replace_section(std::string_view document, std::string_view name,
                                                 std::string_view text);

}  // namespace herd::bench
