#include "core/command.hpp"

#include <cstddef>

#include "base/decimal.hpp"
#include "core/fields.hpp"
#include "core/location.hpp"

namespace herd::core {
namespace {

constexpr std::uint64_t radius_limit_km = 50;
constexpr std::uint64_t places_limit = 20;
constexpr std::uint64_t phones_limit = 1000;

Result<Command, CommandFault> parse_iamat(std::string_view client, std::string_view location,
                                          std::string_view time) {
    Iamat iamat{client, location, time, {}, {}};
    if (!encode_location(iamat.location, iamat.location_code)) {
        iamat.location_code = {};
        if (!parse_location(iamat.location)) return unexpected(CommandFault::bad_location);
    }
    if (!parse_client_time(iamat.time, iamat.client_time)) return unexpected(CommandFault::bad_time);
    return iamat;
}

template <class Question>
Result<Command, CommandFault> parse_question(std::string_view client, std::string_view radius_text,
                                             std::string_view bound_text, std::uint64_t bound_limit) {
    const auto radius = parse_decimal(radius_text);
    if (!radius || radius->compare(radius_limit_km) > 0) return unexpected(CommandFault::bad_radius);
    const auto bound = parse_integer(bound_text, bound_limit);
    if (!bound) return unexpected(CommandFault::bad_bound);
    return Question{client, *parse_double(radius_text), static_cast<int>(*bound)};
}

}  // namespace

std::string_view format_fault(CommandFault fault) {
    switch (fault) {
        case CommandFault::empty:
            return "empty line";
        case CommandFault::unknown_verb:
            return "unknown verb";
        case CommandFault::field_count:
            return "wrong number of fields";
        case CommandFault::bad_location:
            return "bad location";
        case CommandFault::bad_time:
            return "bad time";
        case CommandFault::bad_radius:
            return "bad radius";
        case CommandFault::bad_bound:
            return "bad bound";
        case CommandFault::unknown_client:
            return "unknown client";
        case CommandFault::store_full:
            return "store full";
        case CommandFault::too_long:
            return "line too long";
    }
    return "fault";
}

Result<Command, CommandFault> parse_command(std::string_view line) {
    // The verb first: whoever sends garbage is to cost little.
    const std::string_view verb = take_field(line);
    if (verb.empty()) return unexpected(CommandFault::empty);
    const bool iamat = verb == "IAMAT";
    const bool whatsat = verb == "WHATSAT";
    if (!iamat && !whatsat && verb != "NEARBY") return unexpected(CommandFault::unknown_verb);
    const std::string_view client = take_field(line);
    const std::string_view second = take_field(line);
    const std::string_view third = take_field(line);
    if (third.empty() || !take_field(line).empty()) return unexpected(CommandFault::field_count);
    if (iamat) return parse_iamat(client, second, third);
    return whatsat ? parse_question<Whatsat>(client, second, third, places_limit)
                   : parse_question<Nearby>(client, second, third, phones_limit);
}

}  // namespace herd::core
