#include "places/embed/packed_places.hpp"

#include <cstdint>
#include <stdexcept>

namespace herd::places {
namespace {

constexpr std::string_view magic = "herd places 1\n";

class Reader {
public:
    Reader(std::string_view packed, GazetteerBuilder& builder) : packed_(packed), builder_(builder) {}

    void read() {
        if (take(magic.size()) != magic) fail("this is not a file of packed places");
        for (auto groups = number(); groups > 0; --groups) read_towns();
        for (auto groups = number(); groups > 0; --groups) read_airports();
        if (offset_ != packed_.size()) fail("there is more than the places");
    }

private:
    void read_towns() {
        const auto type = text();
        const auto vicinity = text();
        std::uint64_t id = 0;
        for (auto towns = number(); towns > 0; --towns) {
            id += number();
            const auto name = text();
            const LatLng at = position();
            const auto population = static_cast<std::uint32_t>(number());
            builder_.add({"gn:" + std::to_string(id), name, at, type, vicinity, population});
        }
    }

    void read_airports() {
        const auto type = text();
        for (auto airports = number(); airports > 0; --airports) {
            const std::string id = "iata:" + std::string(text());
            const auto name = text();
            const LatLng at = position();
            builder_.add({id, name, at, type, text(), 0});
        }
    }

    std::string_view take(std::size_t size) {
        if (size > packed_.size() - offset_) fail("the file ends too early");
        offset_ += size;
        return packed_.substr(offset_ - size, size);
    }

    std::uint64_t number() {
        std::uint64_t value = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            const auto byte = static_cast<unsigned char>(take(1).front());
            value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
            if (byte < 0x80) return value;
        }
        fail("a number is too long");
    }

    std::string_view text() {
        const std::string_view text = take(number());
        if (text.find('\0') != std::string_view::npos) fail("a text has a NUL byte in it");
        return text;
    }

    LatLng position() {
        lat_ += zigzag();
        lng_ += zigzag();
        const LatLng at{static_cast<double>(lat_) / 1e5, static_cast<double>(lng_) / 1e5};
        if (!(at.lat >= -90 && at.lat <= 90 && at.lng >= -180 && at.lng <= 180))
            fail("a place is not on the Earth");
        return at;
    }

    std::int64_t zigzag() {
        const std::uint64_t value = number();
        // Wider differences would not lead to the Earth; the limit keeps sums in range.
        if (value > 1'000'000'000) fail("a place is not on the Earth");
        const auto half = static_cast<std::int64_t>(value >> 1);
        return (value & 1) != 0 ? -half - 1 : half;
    }

    [[noreturn]] void fail(const char* why) const {
        throw std::runtime_error(why + (" (byte " + std::to_string(offset_) + ")"));
    }

    std::string_view packed_;
    GazetteerBuilder& builder_;
    std::size_t offset_ = 0;
    std::int64_t lat_ = 0;
    std::int64_t lng_ = 0;
};

}  // namespace

Result<void, std::string> read_packed_places(std::string_view packed, GazetteerBuilder& builder) {
    try {
        Reader(packed, builder).read();
        return {};
    } catch (const std::runtime_error& error) {
        return unexpected(std::string(error.what()));
    }
}

}  // namespace herd::places
