#pragma once

#include <string>
#include <string_view>

namespace herd::places {

/// Appends a JSON string, quotes and all. `<`, `>` and `&` are escaped, so that it may stand in HTML; control
/// bytes are too. Bytes that are no UTF-8 become U+FFFD, one for each maximal part of a broken sequence.
void append_json_text(std::string_view text, std::string& out);

/// Appends a number as `%.16g` in the C locale, whatever the locale is; `null` if it is not finite.
void append_json_number(double number, std::string& out);

}  // namespace herd::places
