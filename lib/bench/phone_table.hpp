#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/geo.hpp"

namespace herd::bench {

/// What the clients of a herd are like.
struct Phones {
    std::size_t count = 1;
    std::size_t name_length = 20;    // bytes
    std::optional<LatLng> around{};  // within some 20 km; nothing: anywhere on Earth
    std::uint64_t seed = 1;
};

/// The clients of a herd, each with the IAMAT line that it says next or has said last, ready to be sent.
///
/// Lines are of one length, and times and what moves of locations stand at the same places in all of them, so
/// that a line is made by copying digits into it.
class PhoneTable {
public:
    /// What follows the client: ` +34.068930-118.445127 1479413884.392014450\n`
    static constexpr std::size_t tail_length = 1 + 21 + 1 + 20 + 1;

    /// The least length of names that tells so many clients apart.
    static std::size_t least_name_length(std::size_t count);

    /// Shape: names are long enough. The same phones make the same table.
    explicit PhoneTable(const Phones& phones);

    std::size_t size() const { return size_; }
    std::string_view line(std::size_t phone) const { return {text_.data() + phone * stride_, stride_}; }
    std::string_view client(std::size_t phone) const { return line(phone).substr(6, name_length_); }
    std::string_view tail(std::size_t phone) const { return line(phone).substr(6 + name_length_); }

    /// Lets a phone move by some steps, 100 m at most, and say so at `time`.
    /// Shape: as of `ClientClock`.
    void move(std::size_t phone, std::string_view time);

    /// Has the line at hand soon.
    void prefetch(std::size_t phone) const;

private:
    std::size_t size_;
    std::size_t name_length_;
    std::size_t stride_;
    std::string text_;
};

/// Times for clients: each greater than those before it, by a nanosecond.
class ClientClock {
public:
    /// Units: `start` in nanoseconds since 1970, until 2286.
    explicit ClientClock(std::uint64_t start);

    /// `1479413884.392014450`. Lasts until the next call.
    std::string_view tick();

private:
    std::string text_;
};

}  // namespace herd::bench
