#include "places/gazetteer.hpp"

#include <cmath>
#include <cstring>
#include <numbers>

namespace herd::places {

UnitVector unit_vector(LatLng at) {
    constexpr double radians = std::numbers::pi / 180;
    const double parallel = std::cos(at.lat * radians);
    return {parallel * std::cos(at.lng * radians), parallel * std::sin(at.lng * radians),
            std::sin(at.lat * radians)};
}

std::optional<Gazetteer> Gazetteer::from_image(std::span<const std::byte> image) {
    GazetteerHeader header;
    if (image.size() < sizeof header) return std::nullopt;
    std::memcpy(&header, image.data(), sizeof header);
    if (std::memcmp(header.magic, gazetteer_magic, sizeof gazetteer_magic) != 0) return std::nullopt;

    const std::size_t nodes = sizeof header;
    const std::size_t records = nodes + header.count * sizeof(GazetteerNode);
    const std::size_t text = records + header.count * sizeof(GazetteerRecord);
    if (image.size() != text + header.text_size) return std::nullopt;
    if (header.text_size == 0 || image.back() != std::byte{0}) return std::nullopt;

    Gazetteer gazetteer;
    const auto* start = static_cast<const void*>(image.data());
    const auto* bytes = static_cast<const char*>(start);
    gazetteer.nodes_ = {static_cast<const GazetteerNode*>(static_cast<const void*>(bytes + nodes)),
                        header.count};
    gazetteer.records_ = {static_cast<const GazetteerRecord*>(static_cast<const void*>(bytes + records)),
                          header.count};
    gazetteer.text_ = bytes + text;
    return gazetteer;
}

LatLng Gazetteer::location(std::size_t place) const {
    // The quotient is the double that is nearest to the decimal number.
    return {records_[place].lat_e7 / 1e7, records_[place].lng_e7 / 1e7};
}

}  // namespace herd::places
