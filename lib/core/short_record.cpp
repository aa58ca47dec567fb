#include "core/short_record.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstring>

#include "base/take_digits.hpp"
#include "core/hash.hpp"

namespace herd::core {
namespace {

constexpr std::uint32_t nanos_in_one_second = 1'000'000'000;

static_assert(sizeof(ShortRecord) == 64);
static_assert(offsetof(ShortRecord, client) == ShortRecord::head_bytes);
static_assert(offsetof(ShortRecord, origin) == ShortRecord::head_bytes + ShortRecord::client_limit);
static_assert(std::endian::native == std::endian::little, "servers of other machines could not agree");

/// Copies a text as its first and its last bytes, so many of each, which may overlap.
template <std::size_t Size>
void copy_ends(std::string_view text, char* out) {
    std::memcpy(out, text.data(), Size);
    std::memcpy(out + text.size() - Size, text.data() + text.size() - Size, Size);
}

}  // namespace

void ShortRecord::set_client(std::string_view text) {
    client_size = static_cast<std::uint8_t>(text.size());
    client = {};
    // Sizes differ from client to client, and to ask the library for each costs more than to copy.
    if (text.size() >= 16) {
        copy_ends<16>(text, client.data());
    } else if (text.size() >= 8) {
        copy_ends<8>(text, client.data());
    } else {
        std::copy(text.begin(), text.end(), client.begin());
    }
}

char* format_time(const ShortRecord& record, char* out) {
    char digits[20];
    char* from = digits + sizeof digits;
    std::uint64_t seconds = record.seconds;
    do {
        *--from = static_cast<char>('0' + seconds % 10);
        seconds /= 10;
    } while (seconds != 0);
    const auto size = static_cast<std::size_t>(digits + sizeof digits - from);
    std::memcpy(out, from, size);
    out += size;
    if (record.decimals == 0) return out;
    *out++ = '.';
    std::uint32_t fraction = record.nanos / powers_of_ten[9 - record.decimals];
    for (char* digit = out + record.decimals; digit != out; fraction /= 10) {
        *--digit = static_cast<char>('0' + fraction % 10);
    }
    return out + record.decimals;
}

bool is_valid(const ShortRecord& record) {
    return is_valid(record.location()) && record.seconds < client_seconds_limit &&
           record.nanos < nanos_in_one_second && record.decimals <= 9 &&
           (record.decimals == 9 || record.nanos % powers_of_ten[9 - record.decimals] == 0);
}

std::uint64_t hash_record(const ShortRecord& record, std::uint64_t origin) {
    return hash_bytes({reinterpret_cast<const char*>(&record), offsetof(ShortRecord, origin)}, origin);
}

}  // namespace herd::core
