#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string_view>

#include "base/geo.hpp"
#include "core/record.hpp"
#include "core/roster.hpp"

namespace herd::core {

/// A record in memory: one cache line, with location and time as numbers that their texts come back from, and
/// the name behind them. What has no such form, or a long name, is kept as text elsewhere, and the line says
/// where.
using RecordLine = ShortRecord;

/// Instead of a client's size: the line is no short form, but says where the texts are.
inline constexpr std::uint8_t kept_elsewhere = std::numeric_limits<std::uint8_t>::max();

/// The line of a record. Its texts elsewhere, if there are any, are to be freed by `free_texts`.
/// Errors: throws std::bad_alloc.
RecordLine make_line(const Record& record);
void free_texts(const RecordLine& line);
inline bool has_texts_elsewhere(const RecordLine& line) {
    return line.client_size == kept_elsewhere;
}

/// Bytes of the texts elsewhere. Shape: there are some.
std::size_t size_of_texts(const RecordLine& line);

/// Bytes that a record takes, texts elsewhere included.
std::size_t record_cost(const Record& record);
inline std::size_t record_cost(const RecordLine& line) {
    return sizeof(RecordLine) + (has_texts_elsewhere(line) ? size_of_texts(line) : 0);
}

/// What is to be known of a record to compare its age; the texts of its location and time are left out if
/// they follow from its short form. Its views last as long as the line.
Record read_stamps(const RecordLine& line);
/// The same without any text.
inline Record read_bare_stamps(const RecordLine& line) {
    return {{}, {}, {}, line.client_time(), WallTime(nanoseconds(line.receipt)), line.origin, nullptr};
}

/// Whether that is what the record says, all of it.
bool is_same(const RecordLine& line, const Record& record);

std::string_view client_of(const RecordLine& line);
/// Whether that is the record's client.
inline bool is_client(const RecordLine& line, const Record& record) {
    // Nearly always both are short: of a fixed size, so that the compiler makes a few comparisons of it.
    if (!record.short_form || has_texts_elsewhere(line)) return client_of(line) == record.client;
    return line.client_size == record.short_form->client_size &&
           std::memcmp(line.client.data(), record.short_form->client.data(), ShortRecord::client_limit) == 0;
}
LatLng location_of(const RecordLine& line);

/// A hash of all that the record says, the same in every process, and wherever the record is.
std::uint64_t hash_record(const RecordLine& line, const Roster& roster);
std::uint64_t hash_record(const Record& record, const Roster& roster);

}  // namespace herd::core
