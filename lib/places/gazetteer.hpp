#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "base/geo.hpp"
#include "places/place_types.hpp"

namespace herd::places {

static_assert(std::endian::native == std::endian::little,
              "a gazetteer is little endian, and read where it lies");

/// A point of the unit sphere as a node of a k-d tree, laid out in an array without pointers: the node of a
/// range is its middle element, and what lies before and behind is less and greater along `axis`.
struct GazetteerNode {
    float position[3];
    std::uint32_t axis;  // 0..2; of no meaning in ranges of at most `gazetteer_leaf` elements
};

/// Ranges as short as this have no order.
inline constexpr std::size_t gazetteer_leaf = 8;

/// One place. Texts are offsets of NUL-terminated strings.
/// Units:  coordinates in 1e-7 degrees (1 cm).
struct GazetteerRecord {
    std::int32_t lat_e7;
    std::int32_t lng_e7;
    std::uint32_t id;
    std::uint32_t name;
    std::uint32_t vicinity;
    std::uint32_t population;
    PlaceTypeIndex type;
};

/// What an image begins with; nodes, as many records and then the texts follow.
struct GazetteerHeader {
    char magic[8];
    std::uint32_t count;
    std::uint32_t text_size;
};
inline constexpr char gazetteer_magic[8] = {'h', 'e', 'r', 'd', 'g', 'a', 'z', '1'};

/// The point on the unit sphere.
struct UnitVector {
    double x, y, z;
};
UnitVector unit_vector(LatLng at);

/// Places and their spatial index, viewed in an image that somebody else keeps. Nothing is read before it is
/// asked for.
class Gazetteer {
public:
    /// Shape:  `image` is what `GazetteerBuilder` built, aligned to 4 bytes.
    /// Errors: nothing, if sizes do not add up.
    static std::optional<Gazetteer> from_image(std::span<const std::byte> image);

    std::size_t size() const { return nodes_.size(); }
    const GazetteerNode& node(std::size_t place) const { return nodes_[place]; }
    const GazetteerRecord& record(std::size_t place) const { return records_[place]; }

    LatLng location(std::size_t place) const;
    std::string_view id(std::size_t place) const { return text_ + records_[place].id; }
    std::string_view name(std::size_t place) const { return text_ + records_[place].name; }
    std::string_view vicinity(std::size_t place) const { return text_ + records_[place].vicinity; }
    const PlaceType& type(std::size_t place) const { return place_type(records_[place].type); }

private:
    Gazetteer() = default;

    std::span<const GazetteerNode> nodes_;
    std::span<const GazetteerRecord> records_;
    const char* text_ = nullptr;
};

}  // namespace herd::places
