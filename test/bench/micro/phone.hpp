#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace herd::bench {

/// A phone and where it is, all in one piece of memory, so that going through many costs what is measured
/// little.
struct Phone {
    char name_text[20];
    char location_text[21];

    std::string_view name() const { return {name_text, sizeof name_text}; }
    std::string_view location() const { return {location_text, sizeof location_text}; }
};

/// Where phones are.
enum class Spread {
    world,  // anywhere on the sphere
    city,   // within 20 km of Los Angeles
};

/// So many phones, the same ones each time.
std::vector<Phone> make_phones(std::size_t count, Spread spread);

}  // namespace herd::bench
