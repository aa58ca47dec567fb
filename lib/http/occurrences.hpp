#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace herd::http {

/// A part of a text.
struct Extent {
    std::size_t begin = 0;
    std::size_t end = 0;
    friend bool operator==(const Extent&, const Extent&) = default;
};

/// Where a text holds a word: as it is, percent-encoded as in a URL, or escaped as in JSON, all of it or
/// single characters. An empty word is nowhere. Shape: in order; what overlaps is one extent. Takes time in
/// proportion to both, whatever they hold.
std::vector<Extent> find_occurrences(std::string_view text, std::string_view word);

}  // namespace herd::http
