#include "core/record_array.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <new>
#include <optional>

#include "base/assert.hpp"
#include "core/hash.hpp"
#include "core/location.hpp"

namespace herd::core {
namespace {

/// Instead of a client's size: the line is no short form, but says where the texts are.
constexpr std::uint8_t kept_elsewhere = std::numeric_limits<std::uint8_t>::max();

/// The texts of a record that has no short form. It stands where a client would.
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
static_assert(sizeof(Elsewhere) <= ShortRecord::client_limit);

bool is_elsewhere(const ShortRecord& line) {
    return line.client_size == kept_elsewhere;
}

Elsewhere find_texts(const ShortRecord& line) {
    Elsewhere there;
    std::memcpy(&there, line.client.data(), sizeof there);
    return there;
}

std::size_t text_bytes(const Record& record) {
    return record.client.size() + record.location.size() + record.time.size();
}

/// The line of a record that has no short form, without its texts.
ShortRecord make_long_line(const Record& record) {
    ShortRecord line;
    line.receipt = record.receipt.time_since_epoch().count();
    line.seconds = record.client_time.seconds;
    line.nanos = record.client_time.nanos;
    line.client_size = kept_elsewhere;
    line.origin = record.origin;
    return line;
}

std::uint64_t hash_long(const ShortRecord& line, const Record& record, std::uint64_t origin) {
    const std::uint64_t parts[] = {
        record.client.size(), record.location.size(), record.time.size(),
        hash_bytes({reinterpret_cast<const char*>(&line), ShortRecord::head_bytes}, origin)};
    std::uint64_t hash = hash_bytes({reinterpret_cast<const char*>(parts), sizeof parts});
    for (const std::string_view text : {record.client, record.location, record.time})
        hash = hash_bytes(text, hash);
    return hash;
}

void put_texts(const Record& record, ShortRecord& line) {
    Elsewhere there{nullptr, static_cast<std::uint32_t>(record.client.size()),
                    static_cast<std::uint32_t>(record.location.size()),
                    static_cast<std::uint32_t>(record.time.size())};
    there.texts = static_cast<char*>(std::malloc(there.size()));
    if (!there.texts) throw std::bad_alloc();
    char* to = there.texts;
    for (const std::string_view text : {record.client, record.location, record.time}) {
        to = std::copy(text.begin(), text.end(), to);
    }
    std::memcpy(line.client.data(), &there, sizeof there);
}

}  // namespace

RecordArray::~RecordArray() {
    for (RecordId id = 0; id < size_; ++id) {
        if (is_elsewhere(line(id))) std::free(find_texts(line(id)).texts);
    }
}

ShortRecord& RecordArray::line(RecordId id) const {
    const std::uint64_t place = std::uint64_t{id} + (1U << first_chunk_bits);
    const auto chunk = static_cast<unsigned>(std::bit_width(place)) - 1;
    return chunks_[chunk - first_chunk_bits][place - (std::uint64_t{1} << chunk)];
}

std::size_t RecordArray::cost(const Record& record) {
    return sizeof(ShortRecord) + (shorten(record) ? 0 : text_bytes(record));
}

std::size_t RecordArray::cost(RecordId id, const Record& record) const {
    if (record.short_form) return 0;
    const ShortRecord& kept = line(id);
    const std::size_t before = sizeof(ShortRecord) + (is_elsewhere(kept) ? find_texts(kept).size() : 0);
    const std::size_t after = cost(record);
    return after > before ? after - before : 0;
}

RecordId RecordArray::add(const Record& record) {
    HERD_ASSERT(size_ < std::numeric_limits<RecordId>::max() - (1U << first_chunk_bits));
    const auto id = static_cast<RecordId>(size_);
    const std::uint64_t place = std::uint64_t{id} + (1U << first_chunk_bits);
    if (std::has_single_bit(place)) {
        chunks_[static_cast<unsigned>(std::bit_width(place)) - 1 - first_chunk_bits] =
            ZeroedArray<ShortRecord>(place);
    }
    ++size_;
    bytes_ += sizeof(ShortRecord);
    replace(id, record);
    return id;
}

void RecordArray::replace(RecordId id, const Record& record) {
    ShortRecord& kept = line(id);
    char* old = nullptr;
    if (is_elsewhere(kept)) {
        old = find_texts(kept).texts;
        bytes_ -= find_texts(kept).size();
    }
    if (record.short_form) {
        kept = *record.short_form;
    } else if (const auto form = shorten(record)) {
        kept = *form;
    } else {
        ShortRecord next = make_long_line(record);
        put_texts(record, next);
        bytes_ += text_bytes(record);
        kept = next;
    }
    std::free(old);
}

Record RecordArray::read(RecordId id, Texts& texts) const {
    return complete(stamps(id), texts);
}

Record RecordArray::stamps(RecordId id) const {
    const ShortRecord& kept = line(id);
    Record record = expand(kept);
    if (!is_elsewhere(kept)) return record;
    const Elsewhere there = find_texts(kept);
    record.client = there.client();
    record.location = there.location();
    record.time = there.time();
    record.short_form = nullptr;
    return record;
}

bool RecordArray::is_same(RecordId id, const Record& record) const {
    const ShortRecord& kept = line(id);
    if (const auto form = shorten(record)) return std::memcmp(&kept, &*form, sizeof kept) == 0;
    if (!is_elsewhere(kept)) return false;
    const Elsewhere there = find_texts(kept);
    return there.client() == record.client && there.location() == record.location &&
           there.time() == record.time && WallTime(nanoseconds(kept.receipt)) == record.receipt &&
           kept.origin == record.origin;
}

std::string_view RecordArray::client(RecordId id) const {
    const ShortRecord& kept = line(id);
    return is_elsewhere(kept) ? find_texts(kept).client() : kept.client_text();
}

LatLng RecordArray::at(RecordId id) const {
    const ShortRecord& kept = line(id);
    // Only valid locations are kept, so this one parses again.
    return is_elsewhere(kept) ? *parse_location(find_texts(kept).location())
                              : decode_location(kept.location());
}

std::uint64_t RecordArray::hash(RecordId id, const Roster& roster) const {
    const ShortRecord& kept = line(id);
    const std::uint64_t origin = roster.hash(kept.origin);
    return is_elsewhere(kept) ? hash_long(kept, stamps(id), origin) : hash_record(kept, origin);
}

std::uint64_t RecordArray::hash(const Record& record, const Roster& roster) {
    const std::uint64_t origin = roster.hash(record.origin);
    if (const auto form = shorten(record)) return hash_record(*form, origin);
    return hash_long(make_long_line(record), record, origin);
}

void RecordArray::prefetch(RecordId id) const {
    __builtin_prefetch(&line(id));
}

}  // namespace herd::core
