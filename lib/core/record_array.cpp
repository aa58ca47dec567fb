#include "core/record_array.hpp"

#include <bit>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <new>
#include <optional>
#include <sys/mman.h>
#include <utility>

#include "base/assert.hpp"
#include "core/hash.hpp"
#include "core/location.hpp"

namespace herd::core {
namespace {

constexpr std::size_t line_bytes = 64;
constexpr std::uint8_t kept_elsewhere = std::numeric_limits<std::uint8_t>::max();

/// How a time is written: the number of its decimals. Nothing, if its seconds begin with a needless zero.
std::optional<std::uint8_t> find_decimals(std::string_view time) {
    const std::size_t point = time.find('.');
    const std::size_t digits = point == std::string_view::npos ? time.size() : point;
    if (digits > 1 && time.front() == '0') return std::nullopt;
    return static_cast<std::uint8_t>(time.size() - digits - (point == std::string_view::npos ? 0 : 1));
}

char* format_decimals(std::uint32_t nanos, std::size_t decimals, char* out) {
    for (std::size_t i = decimals; i < 9; ++i) nanos /= 10;
    for (char* digit = out + decimals; digit != out; nanos /= 10)
        *--digit = static_cast<char>('0' + nanos % 10);
    return out + decimals;
}

char* format_seconds(std::uint64_t seconds, char* out) {
    char digits[20];
    char* from = digits + sizeof digits;
    do {
        *--from = static_cast<char>('0' + seconds % 10);
        seconds /= 10;
    } while (seconds != 0);
    const auto size = static_cast<std::size_t>(digits + sizeof digits - from);
    std::memcpy(out, from, size);
    return out + size;
}

/// The texts of a record that a line has no room for.
struct Elsewhere {
    char* texts;  // client, location and time
    std::uint32_t client_size;
    std::uint32_t location_size;
    std::uint32_t time_size;

    std::size_t size() const { return std::size_t{client_size} + location_size + time_size; }
    std::string_view client() const { return {texts, client_size}; }
    std::string_view location() const { return {texts + client_size, location_size}; }
    std::string_view time() const { return {texts + client_size + location_size, time_size}; }
};

}  // namespace

struct alignas(line_bytes) RecordArray::Cell {
    std::int64_t receipt;
    std::uint64_t seconds;
    std::uint32_t nanos;
    std::uint32_t lat;  // the location's code; none if kept elsewhere
    std::uint32_t lng;
    std::uint8_t lat_shape;
    std::uint8_t lng_shape;
    std::uint8_t decimals;        // of the time
    std::uint8_t client_size;     // or `kept_elsewhere`
    std::array<char, 28> client;  // zeros behind it; or an `Elsewhere`
    ServerIndex origin;

    LocationCode location() const { return {lat, lng, lat_shape, lng_shape}; }
    bool is_elsewhere() const { return client_size == kept_elsewhere; }
    Elsewhere elsewhere() const {
        Elsewhere there;
        std::memcpy(&there, client.data(), sizeof there);
        return there;
    }
    std::string_view client_text() const {
        if (is_elsewhere()) return elsewhere().client();
        return {client.data(), client_size};
    }
    std::uint64_t hash(std::uint64_t origin_hash) const;
};

/// All of the line but the server's place in the roster, which may be another one in another process.
std::uint64_t RecordArray::Cell::hash(std::uint64_t origin_hash) const {
    static_assert(sizeof(Cell) == line_bytes && offsetof(Cell, client) == 32 && offsetof(Cell, origin) == 60);
    static_assert(std::endian::native == std::endian::little, "processes with other digests could not agree");
    const char* const bytes = reinterpret_cast<const char*>(this);
    if (!is_elsewhere()) return hash_bytes({bytes, offsetof(Cell, origin)}, origin_hash);
    const Elsewhere there = elsewhere();
    const std::uint64_t parts[] = {there.client_size, there.location_size, there.time_size,
                                   hash_bytes({bytes, offsetof(Cell, client)}, origin_hash)};
    return hash_bytes({there.texts, there.size()},
                      hash_bytes({reinterpret_cast<const char*>(parts), sizeof parts}));
}

RecordArray::RecordArray() = default;

RecordArray::~RecordArray() {
    for (RecordId id = 0; id < size_; ++id) {
        if (cell(id).is_elsewhere()) std::free(cell(id).elsewhere().texts);
    }
}

RecordArray::Cell& RecordArray::cell(RecordId id) const {
    const std::uint64_t place = std::uint64_t{id} + (1U << first_chunk_bits);
    const auto chunk = static_cast<unsigned>(std::bit_width(place)) - 1;
    return chunks_[chunk - first_chunk_bits][place - (std::uint64_t{1} << chunk)];
}

/// The line of a record; texts that are kept elsewhere are still the record's own.
RecordArray::Cell RecordArray::make_cell(const Record& record) {
    Cell cell{};
    cell.receipt = record.receipt.time_since_epoch().count();
    cell.seconds = record.client_time.seconds;
    cell.nanos = record.client_time.nanos;
    cell.origin = record.origin;
    const auto code =
        record.location_code ? std::optional(record.location_code) : encode_location(record.location);
    const auto decimals = find_decimals(record.time);
    if (!code || !decimals || record.client.size() > cell.client.size()) {
        cell.client_size = kept_elsewhere;
        return cell;
    }
    cell.lat = code->lat;
    cell.lng = code->lng;
    cell.lat_shape = code->lat_shape;
    cell.lng_shape = code->lng_shape;
    cell.decimals = *decimals;
    cell.client_size = static_cast<std::uint8_t>(record.client.size());
    std::memcpy(cell.client.data(), record.client.data(), record.client.size());
    return cell;
}

std::size_t RecordArray::cost(const Record& record) {
    if (!make_cell(record).is_elsewhere()) return sizeof(Cell);
    return sizeof(Cell) + record.client.size() + record.location.size() + record.time.size();
}

std::size_t RecordArray::cost(RecordId id, const Record& record) const {
    const std::size_t before = sizeof(Cell) + (cell(id).is_elsewhere() ? cell(id).elsewhere().size() : 0);
    const std::size_t after = cost(record);
    return after > before ? after - before : 0;
}

namespace {

Elsewhere copy_texts(const Record& record) {
    Elsewhere there{nullptr, static_cast<std::uint32_t>(record.client.size()),
                    static_cast<std::uint32_t>(record.location.size()),
                    static_cast<std::uint32_t>(record.time.size())};
    there.texts = static_cast<char*>(std::malloc(there.size()));
    if (!there.texts) throw std::bad_alloc();
    char* to = there.texts;
    for (const std::string_view text : {record.client, record.location, record.time}) {
        std::memcpy(to, text.data(), text.size());
        to += text.size();
    }
    return there;
}

}  // namespace

RecordId RecordArray::add(const Record& record) {
    HERD_ASSERT(size_ < std::numeric_limits<RecordId>::max() - (1U << first_chunk_bits));
    const auto id = static_cast<RecordId>(size_);
    const std::uint64_t place = std::uint64_t{id} + (1U << first_chunk_bits);
    if (std::has_single_bit(place)) {
        chunks_[static_cast<unsigned>(std::bit_width(place)) - 1 - first_chunk_bits] =
            ZeroedArray<Cell>(place);
    }
    ++size_;
    bytes_ += sizeof(Cell);
    replace(id, record);
    return id;
}

void RecordArray::replace(RecordId id, const Record& record) {
    Cell next = make_cell(record);
    Cell& now = cell(id);
    char* old = nullptr;
    if (now.is_elsewhere()) {
        old = now.elsewhere().texts;
        bytes_ -= now.elsewhere().size();
    }
    if (next.is_elsewhere()) {
        const Elsewhere there = copy_texts(record);
        std::memcpy(next.client.data(), &there, sizeof there);
        bytes_ += there.size();
    }
    now = next;
    std::free(old);
}

Record RecordArray::read(RecordId id, Texts& texts) const {
    Record record = stamps(id);
    const Cell& kept = cell(id);
    if (kept.is_elsewhere()) {
        record.location = kept.elsewhere().location();
        record.time = kept.elsewhere().time();
        return record;
    }
    static_assert(coded_location_limit + sizeof "999999999999999999.123456789" <= std::tuple_size_v<Texts>);
    char* const location = texts.data();
    char* const time = format_location(kept.location(), location);
    char* end = format_seconds(kept.seconds, time);
    if (kept.decimals != 0) {
        *end++ = '.';
        end = format_decimals(kept.nanos, kept.decimals, end);
    }
    record.location = {location, static_cast<std::size_t>(time - location)};
    record.time = {time, static_cast<std::size_t>(end - time)};
    return record;
}

Record RecordArray::stamps(RecordId id) const {
    const Cell& kept = cell(id);
    return {kept.client_text(),
            {},
            {},
            {kept.seconds, kept.nanos},
            WallTime(nanoseconds(kept.receipt)),
            kept.origin,
            kept.location()};
}

bool RecordArray::is_same(RecordId id, const Record& record) const {
    const Cell& kept = cell(id);
    if (!kept.is_elsewhere()) {
        const Cell other = make_cell(record);
        return std::memcmp(&kept, &other, sizeof kept) == 0;
    }
    const Elsewhere there = kept.elsewhere();
    return there.client() == record.client && there.location() == record.location &&
           there.time() == record.time && WallTime(nanoseconds(kept.receipt)) == record.receipt &&
           kept.origin == record.origin;
}

std::string_view RecordArray::client(RecordId id) const {
    return cell(id).client_text();
}

LatLng RecordArray::at(RecordId id) const {
    const Cell& kept = cell(id);
    // Only valid locations are kept, so this one parses again.
    return kept.is_elsewhere() ? *parse_location(kept.elsewhere().location())
                               : decode_location(kept.location());
}

std::uint64_t RecordArray::hash(RecordId id, std::uint64_t origin) const {
    return cell(id).hash(origin);
}

std::uint64_t RecordArray::hash(const Record& record, std::uint64_t origin) {
    Cell cell = make_cell(record);
    if (!cell.is_elsewhere()) return cell.hash(origin);
    const Elsewhere there = copy_texts(record);
    std::memcpy(cell.client.data(), &there, sizeof there);
    const std::uint64_t hash = cell.hash(origin);
    std::free(there.texts);
    return hash;
}

void RecordArray::prefetch(RecordId id) const {
    __builtin_prefetch(&cell(id));
}

}  // namespace herd::core
