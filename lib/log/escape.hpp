#pragma once

#include <string>
#include <string_view>

namespace herd::log {

/// Appends the inside of a JSON string that holds `text`. Besides what JSON asks for, everything is escaped
/// that some reader takes for an end of line or a terminal for an order: DEL, U+0080..U+009F, U+2028, U+2029.
/// Each byte that is no UTF-8 is U+FFFD. Returns whether there was none such.
bool append_json_escaped(std::string_view text, std::string& out);

/// Appends `text` for people: printable ASCII and UTF-8 as they are, `\` as `\\`, every byte of anything else
/// (also of what `append_json_escaped` escapes) as \xNN.
void append_text_escaped(std::string_view text, std::string& out);

/// Appends two lower-case hexadecimal digits for each byte.
void append_hex(std::string_view bytes, std::string& out);

}  // namespace herd::log
