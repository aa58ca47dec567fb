#include "trace/event.hpp"

#include "support/catch.hpp"

namespace herd::trace {
namespace {

Event make_event(Kind kind, std::optional<core::ServerIndex> peer) {
    Event event;
    event.kind = kind;
    event.server = 1;
    event.peer = peer;
    return event;
}

TEST_CASE("each kind of event has a name of its own that reads back") {
    for (int i = 0; i <= static_cast<int>(Kind::crashed); ++i) {
        const auto kind = static_cast<Kind>(i);
        CAPTURE(format_kind(kind));
        CHECK(parse_kind(format_kind(kind)) == kind);
    }
    CHECK(format_kind(Kind::received) == "received");
    CHECK(format_kind(Kind::link_down) == "link_down");
    CHECK(format_kind(Kind::crashed) == "crashed");
    CHECK_FALSE(parse_kind("Received"));
    CHECK_FALSE(parse_kind(""));
}

TEST_CASE("a message goes from its sender to its receiver whoever tells of it") {
    for (const auto kind :
         {Kind::forwarded, Kind::resynced, Kind::link_up, Kind::link_down, Kind::fault_set}) {
        CHECK(source_of(make_event(kind, 2)) == 1);
        CHECK(destination_of(make_event(kind, 2)) == 2);
    }
    CHECK(source_of(make_event(Kind::delivered, 2)) == 2);
    CHECK(destination_of(make_event(Kind::delivered, 2)) == 1);
}

TEST_CASE("what became of an update has a source unless it came from a client") {
    for (const auto kind : {Kind::accepted, Kind::stale, Kind::duplicate}) {
        CHECK(source_of(make_event(kind, 2)) == 2);
        CHECK_FALSE(source_of(make_event(kind, {})));
        CHECK_FALSE(destination_of(make_event(kind, 2)));
    }
}

TEST_CASE("what concerns one server goes nowhere") {
    for (const auto kind : {Kind::received, Kind::started, Kind::stopped, Kind::crashed, Kind::fault_set}) {
        CHECK_FALSE(source_of(make_event(kind, {})));
        CHECK_FALSE(destination_of(make_event(kind, {})));
    }
}

}  // namespace
}  // namespace herd::trace
