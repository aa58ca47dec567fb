#pragma once

#include <string>
#include <string_view>

namespace herd {

/// Text from a file as one line for people can carry it: control characters escaped as `\n` or `\x1b`.
/// Shape:  `text` is UTF-8; the answer is, too.
std::string format_escaped(std::string_view text);

/// The head of `text`, escaped; at most 64 bytes of it.
std::string format_excerpt(std::string_view text);

/// `format_excerpt` between single quotes.
std::string format_quoted(std::string_view text);

/// One part of a dotted key as TOML writes it: bare where that suffices, else between double quotes.
std::string format_key_part(std::string_view key);

}  // namespace herd
