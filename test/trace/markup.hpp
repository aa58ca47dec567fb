#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace herd::test {

/// What is wrong with an XML document, as far as pictures go: elements that are not closed in order, letters
/// that XML or UTF-8 does not allow, entities that it does not know. Empty: nothing.
std::string check_xml(std::string_view text);

/// How often `part` is in `text`.
std::size_t count(std::string_view text, std::string_view part);

}  // namespace herd::test
