#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "replay/movement.hpp"

namespace herd::replay {

/// Adds what a table of movement has, with a header: `id,lat,lon,time`, in any order, also by other usual
/// names. Shape:  `name` is how errors call the text; `client` is who moved if there is no column for that.
/// Errors: the first thing that is wrong, as `NAME:LINE: why`.
/// Source: RFC 4180, and `;` or a tab instead of commas
Result<void, std::string> read_csv(std::string_view text, const std::string& name, const std::string& client,
                                   Movement& movement);

}  // namespace herd::replay
