#pragma once

#include <array>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "core/client_time.hpp"
#include "core/roster.hpp"
#include "core/short_record.hpp"

namespace herd::core {

/// What a herd knows of a client: its texts as the client wrote them, when it was received, and by which
/// server. The texts are views; who hands out a record says how long they last.
struct Record {
    std::string_view client;
    std::string_view location;  // without data, if only the short form tells
    std::string_view time;      // likewise
    ClientTime client_time;     // what `time` says
    WallTime receipt{};
    ServerIndex origin = 0;
    const ShortRecord* short_form = nullptr;  // the same in short, if whoever made the record has that
};

/// Writes the short form of a record; returns whether it has one. Shape: `code` is that of its location, or
/// none.
bool shorten(const Record& record, const LocationCode& code, ShortRecord& form);
/// The short form of a record; nothing if it has none.
std::optional<ShortRecord> shorten(const Record& record);

/// The record of a short form, with no texts but its client's. Its views last as long as `form`.
inline Record expand(const ShortRecord& form) {
    return {form.client_text(), {},   {}, form.client_time(), WallTime(nanoseconds(form.receipt)),
            form.origin,        &form};
}

/// Where `complete` writes texts.
using RecordTexts = std::array<char, coded_location_limit + time_text_limit>;

/// The record with all its texts. Those that it had not last until `texts` is used again.
Record complete(const Record& record, RecordTexts& texts);

/// The total order of a client's records; `greater` is newer: the greater client time; of equal ones the
/// earlier receipt, then the lesser server name, then the lesser location. Only records that answer with the
/// very same bytes are equal, so the text of the time decides last (`5` and `5.0` are equal times). Source:
/// docs/protocol.md, "Which record is kept"
std::strong_ordering compare_age(const Record& a, const Record& b, const Roster& roster);

/// The same as far as times, receipts and servers tell; `equal` if they do not.
std::strong_ordering compare_stamps(const Record& a, const Record& b, const Roster& roster);

/// Appends `AT <server> <skew> <client> <location> <time>`, without LF.
void append_at_line(const Record& record, const Roster& roster, std::string& out);

}  // namespace herd::core
