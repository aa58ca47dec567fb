#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/server.hpp"

namespace herd::test {

/// A server and one client of it, driven as the shell drives it, with as little around the server as can be:
/// once buffers have grown nothing here allocates. For what measures and counts. Each call takes 1 us of the
/// server's time.
class DrivenServer {
public:
    /// Shape: `roster` and `observer` (which may be null) outlive it.
    DrivenServer(const core::Roster& roster, core::ServerIndex self,
                 const std::vector<core::ServerIndex>& neighbours, core::Observer* observer = nullptr,
                 core::ServerOptions options = {});

    void bring_up(core::NeighbourId neighbour);
    void bring_down(core::NeighbourId neighbour) { server_.on_neighbour_down(neighbour); }

    /// The client's lines, each with its LF, and the answers. They last until the next call.
    std::string_view tell(std::string_view lines);
    /// Places answer all questions that were put to them. Returns what the client hears then.
    std::string_view answer_places(std::string_view document);

    void deliver(core::NeighbourId from, std::string_view bytes);

    /// Hands what waits for neighbours to `carry`, a neighbour and its bytes. Returns whether there was any.
    template <class Carry>
    bool write_links(Carry carry) {
        for (const core::NeighbourId to : outbox_.neighbours) {
            while (server_.has_output(to)) {
                server_.take_output(to, now_, link_bytes_);
                carry(to, std::string_view(link_bytes_));
                link_bytes_.clear();
            }
        }
        const bool had_any = !outbox_.neighbours.empty();
        outbox_.neighbours.clear();
        return had_any;
    }

    core::Server& server() { return server_; }

private:
    std::string_view read_answers();
    Now pass();

    core::Server server_;
    Now now_;
    core::SessionId client_;
    core::Outbox outbox_;
    std::string answers_;
    std::string client_bytes_;
    std::string link_bytes_;
};

}  // namespace herd::test
