#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "core/roster.hpp"
#include "core/server.hpp"
#include "explore/reaction.hpp"
#include "explore/updates.hpp"

namespace herd::explore {

/// A real `core::Server`, between neighbours and clients that are played: inputs are put to it as the bytes
/// that they are, and what it does is read from what it holds and from the bytes that it sends.
class ServerUnderTest {
public:
    /// Shape: `up` has a bit for each of the `neighbours` whose link is up; their stores are empty. `roster`
    ///        and `updates` outlive it.
    ServerUnderTest(const core::Roster& roster, core::ServerIndex self,
                    const std::vector<core::ServerIndex>& neighbours, std::uint8_t up,
                    const Updates& updates);

    /// Shape:  `hop` of the frame, if a neighbour tells it.
    /// Errors: in words: it did what no server should, e.g. it sent what nobody told it.
    Result<Reaction, std::string> give(const Input& input, std::uint16_t hop);

    /// What it holds now. Errors: as above.
    Result<Held, std::string> held() const;

private:
    void say(std::string_view line, WallTime wall);
    Result<UpdateIndex, std::string> identify(const core::Record& record) const;
    Result<void, std::string> read_sent(core::NeighbourId neighbour, Reaction& reaction);
    void forget_sent();

    const core::Roster& roster_;
    const Updates& updates_;
    std::size_t neighbours_;
    std::uint8_t up_;
    std::array<std::string, 2> at_lines_;
    core::Server server_;
    core::Outbox outbox_;
};

}  // namespace herd::explore
