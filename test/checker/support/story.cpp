#include "support/story.hpp"

#include <chrono>
#include <utility>

#include "base/assert.hpp"
#include "checker/model_command.hpp"
#include "core/frame.hpp"
#include "core/hash.hpp"

namespace herd::test {
namespace {

sim::Setup make_setup(core::ServerOptions options, std::shared_ptr<const places::Provider> places) {
    sim::Setup setup;
    setup.names = {"Alford", "Ball", "Hamilton"};
    setup.links = {{alford, ball}, {ball, hamilton}};
    setup.options = std::move(options);
    setup.places = std::move(places);
    return setup;
}

}  // namespace

Story::Story(core::ServerOptions options, std::shared_ptr<const places::Provider> places)
    : now_{SteadyTime(std::chrono::seconds(1000)), WallTime(std::chrono::seconds(1000))},
      evidence_(make_setup(std::move(options), std::move(places))) {
    for (const core::ServerIndex server : {alford, ball, hamilton}) evidence_.on_server_up(server, now_);
    for (const auto& [a, b] : evidence_.links()) {
        evidence_.on_link_up(a, b, now_);
        evidence_.on_link_up(b, a, now_);
    }
}

void Story::pass(nanoseconds time) {
    now_.steady += time;
    now_.wall += time;
}

sim::ClientId Story::open(core::ServerIndex server) {
    evidence_.on_client_open(next_client_, server, now_);
    return next_client_++;
}

void Story::say(sim::ClientId client, std::string_view bytes) {
    pass(std::chrono::milliseconds(1));
    evidence_.on_client_said(client, bytes, now_);
}

void Story::answer(sim::ClientId client, std::string_view bytes) {
    evidence_.on_client_answered(client, bytes, now_);
}

std::string Story::at_line(core::ServerIndex origin, std::string_view texts, nanoseconds ago) const {
    const auto time = checker::parse_exact_time(checker::split_line(texts).at(2));
    HERD_ASSERT(time);
    return "AT " + evidence_.roster().name(origin) + " " + checker::format_skew(now_.wall - ago, *time) +
           " " + std::string(texts);
}

std::string Story::update(sim::ClientId client, std::string_view texts) {
    say(client, "IAMAT " + std::string(texts) + "\n");
    const std::string line = at_line(evidence_.server_of(client), texts);
    answer(client, line + "\n");
    return line;
}

std::string Story::frame(std::string_view at_line, std::uint64_t lamport, bool is_flooded) {
    const auto id = evidence_.records().add_line(at_line);
    HERD_ASSERT(id);
    const checker::SeenRecord& seen = evidence_.records()[*id];
    core::Record record;
    record.client = evidence_.text(seen.phone);
    record.location = evidence_.text(seen.location);
    record.time = evidence_.text(seen.time);
    record.client_time = *core::parse_client_time(record.time);
    record.receipt = seen.receipt;
    record.origin = seen.origin;
    std::string bytes;
    core::append_frame(record, 1, is_flooded, lamport, evidence_.roster(), bytes);
    return bytes;
}

void Story::send(core::ServerIndex from, core::ServerIndex to, std::string_view at_line,
                 std::uint64_t lamport, bool is_flooded) {
    evidence_.on_link_sent(from, to, frame(at_line, lamport, is_flooded), now_);
}

void Story::deliver(core::ServerIndex from, core::ServerIndex to, std::string_view at_line,
                    std::uint64_t lamport, bool is_flooded) {
    pass(std::chrono::milliseconds(1));
    evidence_.on_link_came(from, to, frame(at_line, lamport, is_flooded), now_);
}

void Story::pass_on(core::ServerIndex from, core::ServerIndex to, std::string_view at_line,
                    std::uint64_t lamport) {
    send(from, to, at_line, lamport);
    deliver(from, to, at_line, lamport);
}

void Story::link_down(core::ServerIndex a, core::ServerIndex b) {
    evidence_.on_link_down(a, b, now_);
    evidence_.on_link_down(b, a, now_);
}

void Story::crash_and_restart(core::ServerIndex server) {
    evidence_.on_server_down(server, true, now_);
    evidence_.on_server_up(server, now_);
}

checker::Stock Story::make_stock(const std::vector<std::vector<std::string>>& servers, bool is_settled) {
    checker::Stock stock;
    stock.is_settled = is_settled;
    for (core::ServerIndex server = 0; server < servers.size(); ++server) {
        checker::ServerStock found;
        found.server = server;
        core::Digest digest{};
        for (const std::string& line : servers[server]) {
            const auto id = evidence_.records().add_line(line);
            HERD_ASSERT(id);
            found.records.push_back(*id);
            digest[0] += core::hash_bytes(line);
        }
        found.digest = std::make_shared<const core::Digest>(digest);
        stock.servers.push_back(std::move(found));
    }
    return stock;
}

void Story::take_stock(const std::vector<std::vector<std::string>>& servers, bool is_settled) {
    pass(std::chrono::milliseconds(1));
    evidence_.add_stock(make_stock(servers, is_settled), now_.steady);
}

}  // namespace herd::test
