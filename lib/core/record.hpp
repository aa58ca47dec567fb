#pragma once

#include <compare>
#include <string>
#include <string_view>

#include "core/client_time.hpp"
#include "core/location_code.hpp"
#include "core/roster.hpp"

namespace herd::core {

/// What a herd knows of a client: its texts as the client wrote them, when it was received, and by which
/// server. The texts are views; who hands out a record says how long they last.
struct Record {
    std::string_view client;
    std::string_view location;
    std::string_view time;
    ClientTime client_time;  // what `time` says
    WallTime receipt{};
    ServerIndex origin = 0;
    LocationCode location_code{};  // of `location`, if whoever made the record knows it
};

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
