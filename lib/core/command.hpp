#pragma once

#include <string_view>
#include <variant>

#include "base/result.hpp"
#include "core/client_time.hpp"
#include "core/location_code.hpp"

namespace herd::core {

/// `IAMAT <client> <location> <time>`; the texts are views into the line.
struct Iamat {
    std::string_view client;
    std::string_view location;
    std::string_view time;
    LocationCode location_code;  // if there is one
    ClientTime client_time;
};

/// `WHATSAT <client> <radius> <bound>`
struct Whatsat {
    std::string_view client;
    double radius_km = 0;
    int bound = 0;
};

/// `NEARBY <client> <radius> <bound>`
struct Nearby {
    std::string_view client;
    double radius_km = 0;
    int bound = 0;
};

using Command = std::variant<Iamat, Whatsat, Nearby>;

/// Why a line is no command. For logs: a client hears `? ` and its line, whatever is wrong.
enum class CommandFault {
    empty,
    unknown_verb,
    field_count,
    bad_location,
    bad_time,
    bad_radius,
    bad_bound,
    unknown_client,
    store_full,
    too_long,
};

/// The fault in words, e.g. "bad time".
std::string_view format_fault(CommandFault fault);

/// Reads one client line.
/// Shape:  `line` has no terminator; fields split on space, tab, CR, FF, VT.
/// Units:  radius in kilometres 0..50, bound 0..20 places or 0..1000 phones, time in POSIX seconds with at
/// most 9
///         decimals.
/// Errors: `empty`, `unknown_verb`, `field_count`, or `bad_` and the field at fault.
/// Source: docs/protocol.md, "Client commands"
Result<Command, CommandFault> parse_command(std::string_view line);

}  // namespace herd::core
