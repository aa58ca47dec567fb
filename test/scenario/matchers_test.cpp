// What tests expect of updates and records: what it takes to hold, and what is said when it does not. Where
// no herd does what is to be found, a trace is made that does.

#include <algorithm>
#include <iterator>

#include "herd/catch.hpp"
#include "support/catch.hpp"
#include "support/trouble.hpp"

namespace herd::scenario {
namespace {

using trace::Event;
using trace::Kind;

/// What an expectation says of a subject that is not as expected; empty: it is.
template <class Subject>
std::string complaint_of(const Expectation<Subject>& expectation, const Subject& subject) {
    if (expectation.match(subject)) return {};
    return expectation.toString();
}

/// The classic ring without Alford-Welsh, after an update at Alford: a line.
Update spread_down_the_line() {
    Herd herd;
    herd.cut("Alford", "Welsh");
    herd.send("Alford", "IAMAT kiwi +1+1 10");
    herd.settle();
    return herd.update("kiwi");
}

/// Two updates of a client, one after another, from one server to the other.
Update send_two() {
    Herd herd(Links{{"Here", "There"}});
    for (const std::string time : {"10", "11"}) {
        herd.send("Here", "IAMAT kiwi +1+1 " + time);
        herd.settle();
    }
    return herd.update("kiwi");
}

/// The events of a kind, in their order.
std::vector<Event*> find_events(Update& update, Kind kind) {
    std::vector<Event*> found;
    for (auto& event : update.trace.events) {
        if (event.kind == kind) found.push_back(&event);
    }
    return found;
}

/// Makes two events tell of each other's update.
void swap_updates(Event& a, Event& b) {
    std::swap(a.time, b.time);
    std::swap(a.receipt, b.receipt);
}

TEST_CASE("an order of arrival holds or says who came too early or not at all") {
    const auto update = spread_down_the_line();
    CHECK_THAT(update, arrives_in_order({{"Alford"}, {"Hamilton"}, {"Holiday"}, {"Ball"}, {"Welsh"}}));
    CHECK_THAT(update, arrives_in_order({{"Alford"}, {"Holiday", "Hamilton"}, {"Welsh", "Ball"}}));

    const auto early =
        complaint_of(arrives_in_order({{"Alford"}, {"Holiday"}, {"Hamilton"}, {"Ball", "Welsh"}}), update);
    CHECK(
        early.starts_with("arrives at Alford, then Holiday, then Hamilton, then {Ball, Welsh}, and "
                          "nowhere else\n  but "));
    CHECK(has(early, "Holiday (event "));
    CHECK(has(early, " was reached after Hamilton (event "));

    const auto others = complaint_of(arrives_in_order({{"Alford"}, {"Hamilton"}, {"Pluto"}}), update);
    CHECK(has(others, "\n  but Holiday was not to be reached"));
    CHECK(has(others, "\n  but Pluto was not reached"));
}

TEST_CASE("a reach holds or says who was left out or was not to be reached") {
    Herd herd;
    herd.isolate("Ball");
    herd.send("Alford", "IAMAT kiwi +1+1 10");
    herd.settle();
    const auto update = herd.update("kiwi");
    CHECK_THAT(update, reaches_only({"Welsh", "Holiday", "Hamilton", "Alford"}));
    CHECK(complaint_of(reaches_only({"Alford", "Hamilton", "Holiday", "Welsh", "Ball"}), update) ==
          "reaches Alford, Hamilton, Holiday, Welsh, Ball, and nobody else\n  but Ball was not reached");
    CHECK(has(complaint_of(reaches_only({"Alford", "Hamilton", "Holiday"}), update),
              "\n  but Welsh was not to be reached (event "));
}

TEST_CASE("a count of messages holds or says how many there were") {
    const auto update = spread_down_the_line();
    CHECK_THAT(update, takes_messages(4));
    CHECK(complaint_of(takes_messages(1), update) ==
          "takes exactly 1 message\n  but 4 messages carried kiwi 10, not 1");
    Herd herd;
    herd.isolate("Ball");
    herd.send("Alford", "IAMAT kiwi +1+1 10");
    herd.settle();
    CHECK_THAT(herd.update("kiwi"), takes_messages(3));
    herd.heal_all();
    herd.settle();
    CHECK(has(complaint_of(takes_messages(6), herd.update("kiwi")), " more in resyncs do not count)"));
}

TEST_CASE("hop order along paths holds of every herd and a wrong hop breaks it") {
    Herd herd(make_mesh(5));
    herd.send("S002", "IAMAT kiwi +1+1 10");
    herd.settle();
    auto update = herd.update("kiwi");
    CHECK_THAT(update, arrives_in_hop_order());
    find_events(update, Kind::accepted).back()->hop = 3;
    const auto why = complaint_of(arrives_in_hop_order(), update);
    CHECK(why.starts_with("arrives in hop order along its paths\n  but S00"));
    CHECK(has(why, " at hop 3 (event "));
    CHECK(has(why, " heard it from S002 at hop 0 (event "));
}

TEST_CASE("hop order everywhere does not hold where the short way is the slower one") {
    CHECK_THAT(spread_down_the_line(), arrives_in_hop_order(HopOrder::everywhere));
    Herd herd(Links{{"centre", "left"}, {"left", "far"}, {"centre", "right"}});
    herd.stall("centre", "right");
    herd.send("centre", "IAMAT kiwi +1+1 10");
    herd.settle_but_held();
    herd.heal_all();
    herd.settle();
    const auto update = herd.update("kiwi");
    CHECK_THAT(update, arrives_in_hop_order());
    const auto why = complaint_of(arrives_in_hop_order(HopOrder::everywhere), update);
    CHECK(why.starts_with("arrives in hop order everywhere\n  but right at hop 1 (event "));
    CHECK(has(why, " came after far at hop 2 (event "));
}

TEST_CASE("a link that carries an update twice in one direction is named") {
    auto update = spread_down_the_line();
    CHECK_THAT(update, crosses_links_once());
    const Event again = *find_events(update, Kind::forwarded).front();
    update.trace.events.push_back(again);
    const auto why = complaint_of(crosses_links_once(), update);
    CHECK(
        why.starts_with("crosses each link at most once in each direction\n  but Alford forwarded kiwi 10"));
    CHECK(has(why, " to Hamilton a second time"));
}

TEST_CASE("an update that comes out of nowhere is not causal") {
    auto update = spread_down_the_line();
    CHECK_THAT(update, is_causal());
    std::erase_if(update.trace.events, [](const Event& event) { return event.kind == Kind::forwarded; });
    const auto why = complaint_of(is_causal(), update);
    CHECK(
        why.starts_with("is heard of by nobody before the neighbour that it came from\n  but Hamilton: "
                        "delivered kiwi 10"));
    CHECK(has(why, " from Alford before it had been sent"));
}

TEST_CASE("updates that overtake one another on a link are told") {
    auto update = send_two();
    CHECK_THAT(update, keeps_link_order());
    const auto delivered = find_events(update, Kind::delivered);
    REQUIRE(delivered.size() == 2);
    swap_updates(*delivered[0], *delivered[1]);
    // Both have to have been sent before either arrives, or it would be a matter of causality.
    auto& events = update.trace.events;
    std::stable_partition(events.begin(), events.end(),
                          [](const Event& event) { return event.kind != Kind::delivered; });
    const auto why = complaint_of(keeps_link_order(), update);
    CHECK(why.starts_with("comes out of each link in the order in which it went in\n  but kiwi 10"));
    CHECK(has(why, " came from Here to There out of order"));
}

TEST_CASE("a server that goes back in time is told") {
    auto update = send_two();
    CHECK_THAT(update, never_goes_back());
    std::vector<Event*> accepted;
    for (auto* event : find_events(update, Kind::accepted)) {
        if (event->peer) accepted.push_back(event);
    }
    REQUIRE(accepted.size() == 2);
    swap_updates(*accepted[0], *accepted[1]);
    const auto why = complaint_of(never_goes_back(), update);
    CHECK(why.starts_with("lets no server go back in time\n  but There accepted kiwi 10"));
    CHECK(has(why, " although it had accepted kiwi 11"));
}

TEST_CASE("records that differ are told by who has which") {
    Herd herd;
    CHECK(complaint_of(converges(), herd.records("kiwi")) ==
          "are the same at all servers\n  but no server has a record");
    herd.isolate("Ball");
    herd.send("Alford", "IAMAT kiwi +1+1 10");
    herd.settle();
    const auto records = herd.records("kiwi");
    const std::string findings =
        "\n  but Alford, Hamilton, Holiday and Welsh have a record\n  but Ball has no record";
    CHECK(complaint_of(converges(), records) == "are the same at all servers" + findings);
    CHECK(complaint_of(converges_on("AT * * kiwi +1+1 10"), records) ==
          "are at all servers AT * * kiwi +1+1 10" + findings);
    herd.heal_all();
    herd.settle();
    CHECK_THAT(herd.records("kiwi"), converges());
    CHECK_THAT(herd.records("kiwi"), converges_on("AT Alford * kiwi +1+1 *"));
    const auto other = complaint_of(converges_on("AT Ball * kiwi +1+1 10"), herd.records("kiwi"));
    CHECK(has(other, "\n  but all servers have AT Alford +"));
    for (const auto& server : herd.servers()) herd.stop(server);
    CHECK(complaint_of(converges(), herd.records("kiwi")) ==
          "are the same at all servers\n  but no server runs");
}

TEST_CASE("of a client that nobody knows an update is expected in vain") {
    Herd herd;
    const auto update = herd.update("kiwi");
    const std::string finding = "\n  but nobody has heard of kiwi";
    CHECK(complaint_of(arrives_in_order({{"Alford"}}), update) ==
          "arrives at Alford, and nowhere else" + finding);
    CHECK(complaint_of(takes_messages(0), update) == "takes exactly 0 messages" + finding);
    CHECK(complaint_of(reaches_only({}), update).ends_with(finding));
    CHECK(complaint_of(arrives_in_hop_order(), update).ends_with(finding));
    // Of these every other update is asked, too.
    CHECK_THAT(update, is_causal());
    CHECK_THAT(update, crosses_links_once());
    CHECK_THAT(update, keeps_link_order());
    CHECK_THAT(update, never_goes_back());
    CHECK(format_subject(update) == "nobody has heard of kiwi\n");
}

TEST_CASE("a matcher that is used again tells of the last subject alone") {
    const auto matcher = takes_messages(4);
    Herd herd;
    CHECK_FALSE(matcher.match(herd.update("kiwi")));
    CHECK(matcher.match(spread_down_the_line()));
    CHECK(matcher.toString() == "takes exactly 4 messages");
}

TEST_CASE("a failing test shows the story of the update and who holds which record") {
    Herd herd;
    herd.crash("Ball");
    herd.send("Alford", "IAMAT kiwi +1+1 10");
    herd.settle();
    const auto story = format_subject(herd.update("kiwi"));
    CHECK(has(story, "kiwi 10, received by Alford\n"));
    CHECK(has(story, "Hamilton  first heard of it from Alford at hop 1\n"));
    CHECK(Catch::Detail::stringify(herd.update("kiwi")) == story);

    const auto line = herd.record("Alford", "kiwi");
    REQUIRE(line);
    const std::string table = "records of kiwi\n  Alford: " + *line + "\n  Hamilton: " + *line +
                              "\n  Holiday: " + *line + "\n  Welsh: " + *line + "\n";
    CHECK(format_subject(herd.records("kiwi")) == table);
    CHECK(Catch::Detail::stringify(herd.records("kiwi")) == table);
    CHECK(has(format_subject(herd.records("fig")), "  Alford: no record\n"));
}

}  // namespace
}  // namespace herd::scenario
