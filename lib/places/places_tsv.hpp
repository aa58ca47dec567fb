#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "places/gazetteer_builder.hpp"

namespace herd::places {

/// What a user's file of places holds.
struct PlacesTsv {
    GazetteerBuilder places;
    std::vector<std::string> attributions;  // HTML
};

/// One thing that is wrong with a file of places.
struct TsvFault {
    std::size_t line = 0;  // from 1; 0 where no line is to blame
    std::string why;
    friend bool operator==(const TsvFault&, const TsvFault&) = default;
};

/// The faults of a file: the first of them, and how many more there are.
struct TsvFaults {
    std::vector<TsvFault> first;
    std::size_t more = 0;
};

inline constexpr std::size_t tsv_line_limit = 4096;       // bytes
inline constexpr std::size_t tsv_faults_limit = 20;       // that are told
inline constexpr std::size_t tsv_attributions_limit = 8;  // each answer carries them

/// Reads lines of `id name lat lon type vicinity population`, separated by tabs.
/// Shape:  empty lines and lines that start with # are passed over, but `# attribution: HTML`; lines end with
/// LF or CR LF; a byte order mark is
///         passed over too. Vicinity may be empty, population too (0); a type that is not known is
///         `point_of_interest`.
/// Errors: every fault, in the order of the lines.
/// Source: docs/places.md
Result<PlacesTsv, TsvFaults> parse_places_tsv(std::string_view text);

}  // namespace herd::places
