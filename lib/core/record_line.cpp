#include "core/record_line.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <new>
#include <optional>

#include "core/hash.hpp"
#include "core/location.hpp"

namespace herd::core {
namespace {

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
static_assert(sizeof(Elsewhere) <= RecordLine::client_limit);

Elsewhere find_texts(const RecordLine& line) {
    Elsewhere there;
    std::memcpy(&there, line.client.data(), sizeof there);
    return there;
}

std::size_t text_bytes(const Record& record) {
    return record.client.size() + record.location.size() + record.time.size();
}

/// The line of a record that has no short form, without its texts.
RecordLine make_long_line(const Record& record) {
    RecordLine line;
    line.receipt = record.receipt.time_since_epoch().count();
    line.seconds = record.client_time.seconds;
    line.nanos = record.client_time.nanos;
    line.client_size = kept_elsewhere;
    line.origin = record.origin;
    return line;
}

std::uint64_t hash_long(const RecordLine& line, const Record& record, std::uint64_t origin) {
    const std::uint64_t parts[] = {
        record.client.size(), record.location.size(), record.time.size(),
        hash_bytes({reinterpret_cast<const char*>(&line), RecordLine::head_bytes}, origin)};
    std::uint64_t hash = hash_bytes({reinterpret_cast<const char*>(parts), sizeof parts});
    for (const std::string_view text : {record.client, record.location, record.time})
        hash = hash_bytes(text, hash);
    return hash;
}

void put_texts(const Record& record, RecordLine& line) {
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

RecordLine make_line(const Record& record) {
    if (record.short_form) return *record.short_form;
    if (const auto form = shorten(record)) return *form;
    RecordLine line = make_long_line(record);
    put_texts(record, line);
    return line;
}

void free_texts(const RecordLine& line) {
    if (has_texts_elsewhere(line)) std::free(find_texts(line).texts);
}

std::size_t record_cost(const Record& record) {
    return sizeof(RecordLine) + (record.short_form || shorten(record) ? 0 : text_bytes(record));
}

std::size_t size_of_texts(const RecordLine& line) {
    return find_texts(line).size();
}

Record read_stamps(const RecordLine& line) {
    Record record = expand(line);
    if (!has_texts_elsewhere(line)) return record;
    const Elsewhere there = find_texts(line);
    record.client = there.client();
    record.location = there.location();
    record.time = there.time();
    record.short_form = nullptr;
    return record;
}

bool is_same(const RecordLine& line, const Record& record) {
    if (record.short_form) return std::memcmp(&line, record.short_form, sizeof line) == 0;
    if (const auto form = shorten(record)) return std::memcmp(&line, &*form, sizeof line) == 0;
    if (!has_texts_elsewhere(line)) return false;
    const Elsewhere there = find_texts(line);
    return there.client() == record.client && there.location() == record.location &&
           there.time() == record.time && WallTime(nanoseconds(line.receipt)) == record.receipt &&
           line.origin == record.origin;
}

std::string_view client_of(const RecordLine& line) {
    return has_texts_elsewhere(line) ? find_texts(line).client() : line.client_text();
}

LatLng location_of(const RecordLine& line) {
    // Only valid locations are kept, so this one parses again.
    return has_texts_elsewhere(line) ? *parse_location(find_texts(line).location())
                                     : decode_location(line.location());
}

std::uint64_t hash_record(const RecordLine& line, const Roster& roster) {
    const std::uint64_t origin = roster.hash(line.origin);
    return has_texts_elsewhere(line) ? hash_long(line, read_stamps(line), origin) : hash_record(line, origin);
}

std::uint64_t hash_record(const Record& record, const Roster& roster) {
    const std::uint64_t origin = roster.hash(record.origin);
    if (record.short_form) return hash_record(*record.short_form, origin);
    if (const auto form = shorten(record)) return hash_record(*form, origin);
    return hash_long(make_long_line(record), record, origin);
}

}  // namespace herd::core
