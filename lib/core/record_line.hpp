#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/geo.hpp"
#include "core/record.hpp"
#include "core/roster.hpp"

namespace herd::core {

/// A record in memory: one cache line, with location and time as numbers that their texts come back from, and
/// the name behind them. What has no such form, or a long name, is kept as text elsewhere, and the line says
/// where.
using RecordLine = ShortRecord;

/// The line of a record. Its texts elsewhere, if there are any, are to be freed by `free_texts`.
/// Errors: throws std::bad_alloc.
RecordLine make_line(const Record& record);
void free_texts(const RecordLine& line);
bool has_texts_elsewhere(const RecordLine& line);

/// Bytes that a record takes, texts elsewhere included.
std::size_t record_cost(const Record& record);
std::size_t record_cost(const RecordLine& line);

/// What is to be known of a record to compare its age; the texts of its location and time are left out if
/// they follow from its short form. Its views last as long as the line.
Record read_stamps(const RecordLine& line);

/// Whether that is what the record says, all of it.
bool is_same(const RecordLine& line, const Record& record);

std::string_view client_of(const RecordLine& line);
LatLng location_of(const RecordLine& line);

/// A hash of all that the record says, the same in every process, and wherever the record is.
std::uint64_t hash_record(const RecordLine& line, const Roster& roster);
std::uint64_t hash_record(const Record& record, const Roster& roster);

}  // namespace herd::core
