#include "explore/server_under_test.hpp"

#include <chrono>
#include <variant>

#include "core/frame.hpp"

namespace herd::explore {
namespace {

constexpr SteadyTime steady{std::chrono::hours(1)};

/// What a neighbour says when a link comes up and it has no records.
std::string make_empty_digest() {
    std::string frame;
    core::append_frame(core::Digest{}, false, frame);
    return frame;
}

std::string format_at_line(const core::Record& record, const core::Roster& roster) {
    std::string line;
    core::append_at_line(record, roster, line);
    return line;
}

}  // namespace

ServerUnderTest::ServerUnderTest(const core::Roster& roster, core::ServerIndex self,
                                 const std::vector<core::ServerIndex>& neighbours, std::uint8_t up,
                                 const Updates& updates)
    : roster_(roster),
      updates_(updates),
      neighbours_(neighbours.size()),
      up_(up),
      server_(roster, self, neighbours, core::ServerOptions{}, nullptr) {
    static const std::string empty_digest = make_empty_digest();
    for (UpdateIndex update = 0; update < updates.size(); ++update)
        at_lines_[update] = format_at_line(updates.record(update), roster);
    for (core::NeighbourId id = 0; id < neighbours_; ++id) {
        if (((up_ >> id) & 1U) == 0) continue;
        server_.on_neighbour_up(id, outbox_);
        server_.on_neighbour_bytes(id, empty_digest, {steady, {}}, outbox_);
    }
    forget_sent();
}

/// A client's line, on a connection of its own.
void ServerUnderTest::say(std::string_view line, WallTime wall) {
    const Now now{steady, wall};
    const core::SessionId session = server_.open_session(now);
    server_.on_client_bytes(session, line, now, outbox_);
    server_.close_session(session);
}

Result<Reaction, std::string> ServerUnderTest::give(const Input& input, std::uint16_t hop) {
    const WallTime receipt = updates_.receipt(input.update);
    if (input.is_client()) {
        // Receipts of one server never go back by less than a millisecond, so that two may only have the
        // order that the case asks for if its clock is set back in between, as another client's line tells.
        say("IAMAT stranger +30+030 1479413880\n", receipt - std::chrono::hours(1));
        forget_sent();
        say(updates_.line(input.update), receipt);
    } else {
        const core::Record record = updates_.record(input.update);
        std::string frame;
        core::append_frame(record, hop, true, hop, roster_, frame);
        server_.on_neighbour_bytes(static_cast<core::NeighbourId>(input.neighbour), frame, {steady, receipt},
                                   outbox_);
    }
    if (!outbox_.faulty.empty()) return unexpected(std::string("it took a frame for a faulty one"));

    Reaction reaction{true, 0, 0, 0};
    const auto kept = held();
    if (!kept) return unexpected(kept.error());
    reaction.held = *kept;
    for (core::NeighbourId id = 0; id < neighbours_; ++id) {
        if (auto read = read_sent(id, reaction); !read) return unexpected(read.error());
    }
    outbox_.clear();
    return reaction;
}

Result<Held, std::string> ServerUnderTest::held() const {
    Held held = 0;
    for (UpdateIndex update = 0; update < updates_.size(); ++update) {
        const auto kept = server_.store().find(updates_.record(update).client);
        if (!kept) continue;
        const auto known = identify(*kept);
        if (!known) return unexpected(known.error());
        held |= held_of(*known);
    }
    return held;
}

Result<UpdateIndex, std::string> ServerUnderTest::identify(const core::Record& record) const {
    const std::string line = format_at_line(record, roster_);
    for (UpdateIndex update = 0; update < updates_.size(); ++update) {
        if (line == at_lines_[update]) return update;
    }
    return unexpected("it has what nobody told it: " + line);
}

/// Reads what the server has sent to a neighbour since it was last looked at: at most one update.
Result<void, std::string> ServerUnderTest::read_sent(core::NeighbourId neighbour, Reaction& reaction) {
    std::string bytes;
    server_.take_output(neighbour, {steady, {}}, bytes);
    core::FrameReader reader(roster_);
    reader.append(bytes);
    bool has_sent = false;
    for (;;) {
        auto frame = reader.next();
        if (!frame) return unexpected(std::string("it sent what is no frame"));
        if (!*frame) return {};
        auto* const sent = std::get_if<core::RecordFrame>(&**frame);
        if (!sent || !sent->flooded) return unexpected(std::string("it began a resync"));
        const auto known = identify(sent->with_form());
        if (!known) return unexpected(known.error());
        if (has_sent) return unexpected(std::string("it sent two updates at once"));
        if (reaction.to != 0 && reaction.update != *known)
            return unexpected(std::string("it sent different updates to different neighbours"));
        has_sent = true;
        reaction.update = *known;
        reaction.to |= static_cast<std::uint8_t>(1U << neighbour);
    }
}

void ServerUnderTest::forget_sent() {
    std::string bytes;
    for (core::NeighbourId id = 0; id < neighbours_; ++id) {
        bytes.clear();
        server_.take_output(id, {steady, {}}, bytes);
    }
    outbox_.clear();
}

}  // namespace herd::explore
