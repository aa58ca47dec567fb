#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/session.hpp"
#include "net/asio.hpp"
#include "net/clock.hpp"

namespace herd::net {

class Link;
class ServerHost;

/// What is done at the end of the loop's turn: sessions have their next lines answered, then links are
/// written, each once with all that the turn had for it.
///
/// A link that was written only just now waits a little, so that a server that is busy sends its neighbours
/// many updates in one go; one that was quiet is written at once.
class TurnEnd {
public:
    explicit TurnEnd(asio::io_context& loop) : loop_(loop), timer_(loop) {}

    /// Shape: `start` is how often the server was started; for another one it is nobody's turn.
    void add(ServerHost& host, core::SessionId session, std::uint64_t start);
    void add(Link& link);

private:
    struct Turn {
        ServerHost* host;
        core::SessionId session;
        std::uint64_t start;
    };

    void run_soon();
    void run();
    void write_links(nanoseconds slack);

    asio::io_context& loop_;
    Timer timer_;
    bool will_run_ = false;
    std::optional<SteadyTime> armed_;
    std::vector<Turn> turns_;
    std::vector<Turn> taken_turns_;
    std::vector<Link*> links_;
    std::vector<Link*> taken_links_;
};

}  // namespace herd::net
