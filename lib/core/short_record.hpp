#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/time.hpp"
#include "core/client_time.hpp"
#include "core/location_code.hpp"
#include "core/roster.hpp"

namespace herd::core {

/// A record in one cache line, from which its texts come back byte for byte: as nearly all records are.
/// Shape:  little endian, without gaps, since its first bytes are what servers send and hash.
/// Source: docs/protocol.md, "Frames"
struct alignas(64) ShortRecord {
    static constexpr std::size_t client_limit = 28;  // bytes
    static constexpr std::size_t head_bytes = 32;    // up to the client

    std::int64_t receipt = 0;  // nanoseconds of POSIX time
    std::uint64_t seconds = 0;
    std::uint32_t nanos = 0;
    std::uint32_t lat = 0;
    std::uint32_t lng = 0;
    std::uint8_t lat_shape = 0;
    std::uint8_t lng_shape = 0;
    std::uint8_t decimals = 0;  // of the client's time
    std::uint8_t client_size = 0;
    std::array<char, client_limit> client{};  // zeros behind it
    ServerIndex origin = 0;

    LocationCode location() const { return {lat, lng, lat_shape, lng_shape}; }
    ClientTime client_time() const { return {seconds, nanos}; }
    std::string_view client_text() const { return {client.data(), client_size}; }
    /// Shape: at most `client_limit` bytes.
    void set_client(std::string_view text);
};

/// The longest time's text: `999999999999999999.123456789`. Units: bytes.
inline constexpr std::size_t time_text_limit = 28;

/// Writes the time's text to `out`, where there is room for the longest one; returns its end.
char* format_time(const ShortRecord& record, char* out);

/// Whether it says what a client may say: what came from elsewhere is not to be trusted. The client is for
/// the caller to check.
bool is_valid(const ShortRecord& record);

/// All of it but the server's place in the roster; `origin` is the hash of that server's name.
std::uint64_t hash_record(const ShortRecord& record, std::uint64_t origin);

}  // namespace herd::core
