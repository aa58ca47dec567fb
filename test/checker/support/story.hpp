#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "checker/evidence.hpp"

namespace herd::test {

/// Evidence that is made by hand: Alford, Ball and Hamilton in a line, all of which run and whose links are
/// up. What happens next happens a millisecond later; clocks begin at 1000 s.
class Story {
public:
    explicit Story(core::ServerOptions options = {},
                   std::shared_ptr<const places::Provider> places = nullptr);

    checker::Evidence& evidence() { return evidence_; }
    const checker::Evidence& evidence() const { return evidence_; }
    Now now() const { return now_; }
    void pass(nanoseconds time);

    /// A client that talks to a server.
    sim::ClientId open(core::ServerIndex server);
    void say(sim::ClientId client, std::string_view bytes);
    void answer(sim::ClientId client, std::string_view bytes);

    /// What a client is told of a record that its server received just now, or some time ago.
    std::string at_line(core::ServerIndex origin, std::string_view texts,
                        nanoseconds ago = nanoseconds(0)) const;
    /// A client says where its phone is, e.g. `kiwi +1+1 5`, and is told so. Returns the AT line.
    std::string update(sim::ClientId client, std::string_view texts);

    /// The record of an AT line leaves a server, and comes to the other.
    void send(core::ServerIndex from, core::ServerIndex to, std::string_view at_line, std::uint64_t lamport,
              bool is_flooded = true);
    void deliver(core::ServerIndex from, core::ServerIndex to, std::string_view at_line,
                 std::uint64_t lamport, bool is_flooded = true);
    /// One after the other.
    void pass_on(core::ServerIndex from, core::ServerIndex to, std::string_view at_line,
                 std::uint64_t lamport);

    void link_down(core::ServerIndex a, core::ServerIndex b);
    void crash_and_restart(core::ServerIndex server);
    /// What each server has, as AT lines; at rest, unless it is said otherwise. Digests are as they should
    /// be.
    void take_stock(const std::vector<std::vector<std::string>>& servers, bool is_settled = true);
    checker::Stock make_stock(const std::vector<std::vector<std::string>>& servers, bool is_settled = true);

private:
    std::string frame(std::string_view at_line, std::uint64_t lamport, bool is_flooded);

    Now now_;
    checker::Evidence evidence_;
    sim::ClientId next_client_ = 0;
};

constexpr core::ServerIndex alford = 0;
constexpr core::ServerIndex ball = 1;
constexpr core::ServerIndex hamilton = 2;

}  // namespace herd::test
