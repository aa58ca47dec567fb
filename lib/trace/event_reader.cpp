#include "trace/event_reader.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "core/client_time.hpp"

namespace herd::trace {
namespace {

constexpr std::array<std::string_view, 15> member_names{
    "seq",        "t_ns", "server", "event", "client",  "client_hex", "time",  "origin",
    "receipt_ns", "from", "to",     "hop",   "lamport", "resync",     "detail"};

std::size_t find_member(std::string_view member) {
    const auto found = std::find(member_names.begin(), member_names.end(), member);
    return static_cast<std::size_t>(found - member_names.begin());
}

unexpected<std::string> fail(std::string_view member, std::string_view why) {
    return unexpected(std::string(member).append(": ").append(why));
}

std::optional<std::uint64_t> read_count(const JsonScalar& value, std::uint64_t limit) {
    const auto* count = std::get_if<std::uint64_t>(&value);
    if (!count || *count > limit) return std::nullopt;
    return *count;
}

/// An integer whose difference to another such one is an integer, too.
std::optional<std::int64_t> read_integer(const JsonScalar& value) {
    constexpr std::int64_t limit = std::numeric_limits<std::int64_t>::max() / 2;
    if (const auto* negative = std::get_if<std::int64_t>(&value)) {
        return *negative < -limit ? std::nullopt : std::optional(*negative);
    }
    const auto count = read_count(value, limit);
    if (!count) return std::nullopt;
    return static_cast<std::int64_t>(*count);
}

int read_digit(char digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
    return -1;
}

std::optional<std::string> read_hex(std::string_view text) {
    std::string bytes;
    if (text.size() % 2 != 0) return std::nullopt;
    for (std::size_t i = 0; i < text.size(); i += 2) {
        const int high = read_digit(text[i]);
        const int low = read_digit(text[i + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        bytes += static_cast<char>(high * 16 + low);
    }
    return bytes;
}

}  // namespace

bool is_server_name(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const bool is_c1 =
            byte == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0;
        if (byte < 0x20 || byte == 0x7F || is_c1) return false;
    }
    return !text.empty();
}

void EventReader::begin(std::size_t place) {
    place_ = place;
    members_ = {};
}

bool EventReader::knows(std::string_view member) {
    return find_member(member) < member_names.size();
}

bool EventReader::has(std::string_view member) const {
    return (members_.given >> find_member(member) & 1) != 0;
}

Result<void, std::string> EventReader::set(std::string_view member, const JsonScalar& value) {
    if (has(member)) return fail(member, "is there twice");
    members_.given |= std::uint32_t{1} << find_member(member);
    Event& event = members_.event;

    if (member == "seq" || member == "lamport") {
        const auto count = read_count(value, std::numeric_limits<std::uint64_t>::max());
        if (!count) return fail(member, "is no integer from 0 to 2^64 - 1");
        (member == "seq" ? event.seq : event.lamport) = *count;
        return {};
    }
    if (member == "t_ns" || member == "receipt_ns") {
        const auto number = read_integer(value);
        if (!number) return fail(member, "is no integer of nanoseconds, or beyond 2^62");
        if (member == "t_ns") {
            event.t = nanoseconds(*number);
        } else {
            event.receipt = WallTime(nanoseconds(*number));
        }
        return {};
    }
    if (member == "hop") {
        const auto count = read_count(value, std::numeric_limits<std::uint16_t>::max());
        if (!count) return fail(member, "is no integer from 0 to 65535");
        event.hop = static_cast<std::uint16_t>(*count);
        return {};
    }
    if (member == "resync") {
        const auto* flag = std::get_if<bool>(&value);
        if (!flag) return fail(member, "is neither true nor false");
        event.is_resync = *flag;
        return {};
    }

    const auto* text = std::get_if<std::string_view>(&value);
    if (!text) return fail(member, "is no string");
    if (member == "detail") {
        event.detail = *text;
        return {};
    }
    if (text->empty()) return fail(member, "is empty");
    if (member == "event") {
        const auto kind = parse_kind(*text);
        if (!kind) return fail(member, "is no event that a trace has");
        event.kind = *kind;
    } else if (member == "client") {
        event.client = *text;
    } else if (member == "client_hex") {
        members_.client_bytes = read_hex(*text);
        if (!members_.client_bytes) return fail(member, "is not of pairs of digits 0-9 and a-f");
    } else if (member == "time") {
        if (!core::parse_client_time(*text)) return fail(member, "is no time of a client");
        event.time = *text;
    } else {
        if (!is_server_name(*text)) return fail(member, "is no name of a server");
        const auto server = names_.find_or_add(*text, place_);
        if (member == "server") event.server = server;
        if (member == "origin") event.origin = server;
        if (member == "from") members_.from = server;
        if (member == "to") members_.to = server;
    }
    return {};
}

Result<void, std::string> EventReader::check_required() const {
    for (const auto* member : {"seq", "t_ns", "server", "event"}) {
        if (!has(member)) return fail(member, "is missing");
    }
    return {};
}

Result<void, std::string> EventReader::check_update() const {
    const Kind kind = members_.event.kind;
    const bool is_of_update = kind <= Kind::resynced;
    if (has("client_hex") && !has("client")) return fail("client", "is missing beside client_hex");
    if (is_of_update != has("client"))
        return fail("client", std::string(is_of_update ? "is missing in" : "has no meaning in") +
                                  " an event '" + std::string(format_kind(kind)) + "'");
    for (const auto* member : {"time", "origin", "receipt_ns"}) {
        if (has(member) != is_of_update)
            return fail(member, is_of_update ? "is missing beside client" : "is there without client");
    }
    return {};
}

/// What `from` and `to` say beside `server`.
Result<void, std::string> EventReader::set_peer() {
    Event& event = members_.event;
    const bool is_message =
        event.kind == Kind::forwarded || event.kind == Kind::resynced || event.kind == Kind::delivered;
    const bool comes_in = event.kind == Kind::delivered || is_outcome(event.kind);
    const auto& peer = comes_in ? members_.from : members_.to;
    const auto& self = comes_in ? members_.to : members_.from;
    const std::string_view peer_member = comes_in ? "from" : "to";
    if (self && *self != event.server) return fail(comes_in ? "to" : "from", "is not the event's server");
    if (peer && *peer == event.server) return fail(peer_member, "is the event's own server");
    if (is_message && !peer) return fail(peer_member, "is missing");
    event.peer = peer;
    return {};
}

Result<Event, std::string> EventReader::finish() {
    if (const auto good = check_required(); !good) return unexpected(good.error());
    if (const auto good = check_update(); !good) return unexpected(good.error());
    if (const auto good = set_peer(); !good) return unexpected(good.error());
    if (members_.client_bytes) members_.event.client = std::move(*members_.client_bytes);
    return std::move(members_.event);
}

}  // namespace herd::trace
