#pragma once

#include <string>
#include <string_view>

namespace herd::places {

/// What a piece of HTML says: without tags and comments, with its entities decoded, white space as single
/// blanks. Shape:  UTF-8 whatever `html` is, and no control characters; entities that are not of XML's five,
/// and
///         references to characters that there are not, stay as they are.
std::string format_html_text(std::string_view html);

}  // namespace herd::places
