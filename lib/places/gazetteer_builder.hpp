#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/geo.hpp"
#include "places/gazetteer.hpp"

namespace herd::places {

/// A place to be added; the texts have no NUL byte in them.
struct GazetteerEntry {
    std::string_view id;
    std::string_view name;
    LatLng at;
    std::string_view type;
    std::string_view vicinity;
    std::uint32_t population = 0;
};

/// Collects places, and lays out an image with its index. Coordinates are rounded to 1e-7 degrees.
class GazetteerBuilder {
public:
    void add(const GazetteerEntry& entry);

    std::size_t size() const { return records_.size(); }

    /// The image; the builder is empty afterwards. Same places in the same order, same image.
    std::vector<std::byte> build();

private:
    std::uint32_t store(std::string_view text);
    std::uint32_t store_once(std::string_view text);

    std::vector<GazetteerRecord> records_;
    std::string text_;
    struct TextHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };

    std::unordered_map<std::string, std::uint32_t, TextHash, std::equal_to<>>
        shared_;  // many places have one vicinity
};

}  // namespace herd::places
