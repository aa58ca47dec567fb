#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "trace/event.hpp"
#include "trace/update.hpp"

namespace herd::test {

/// A herd in virtual time that does nothing but record what it does: it floods, loses what is on a link that
/// goes down, and resyncs when one comes up. The same calls make the same trace.
class SimulatedHerd {
public:
    using ServerIndex = core::ServerIndex;
    using Links = std::vector<std::pair<ServerIndex, ServerIndex>>;

    /// All servers are started and all links are up.
    SimulatedHerd(std::vector<std::string> names, Links links);
    static SimulatedHerd ring();                  // Alford, Ball, Hamilton, Holiday, Welsh, as in herd.toml
    static SimulatedHerd grid(std::size_t side);  // S00, S01, ...

    /// A client sends a record. Shape: `time` is seconds and perhaps a fraction.
    void send(std::string_view server, std::string_view client, std::string_view time);
    void cut(std::string_view a, std::string_view b);
    void heal(std::string_view a, std::string_view b);
    /// What leaves `from` for `to` waits until it is released.
    void stall(std::string_view from, std::string_view to);
    void release(std::string_view from, std::string_view to);
    void stop(std::string_view server);
    void crash(std::string_view server);
    void start(std::string_view server);
    void pause(std::string_view server);
    void resume(std::string_view server);

    /// How long a message takes from one end of a link to the other; 40 us and a little, unless set.
    void set_delay(std::string_view a, std::string_view b, nanoseconds delay);
    /// Lets time pass, and what is due happen.
    void run(nanoseconds time);
    /// Until nothing is on its way.
    void settle();

    const trace::Trace& trace() const { return trace_; }
    ServerIndex index(std::string_view name) const;

private:
    struct Record {
        trace::UpdateId update;
        std::uint16_t hop = 0;
        std::uint64_t lamport = 0;
        bool is_resync = false;
        nanoseconds due{};
    };
    struct Server {
        bool is_running = true;
        bool is_paused = false;
        std::uint64_t lamport = 0;
        std::map<std::string, trace::UpdateId> store;
        std::deque<Record> waiting;  // while it is paused
        std::deque<ServerIndex> waiting_from;
    };
    struct Direction {
        std::deque<Record> queue;
        bool is_stalled = false;
        nanoseconds delay{};
        nanoseconds last_due{};
    };
    using Name = std::pair<ServerIndex, ServerIndex>;

    trace::Event& record(trace::Kind kind, ServerIndex server, std::optional<ServerIndex> peer = {},
                         std::string detail = {});
    void record_update(trace::Kind kind, ServerIndex server, std::optional<ServerIndex> peer,
                       const Record& record);
    void offer(ServerIndex server, std::optional<ServerIndex> from, Record record);
    void push(ServerIndex from, ServerIndex to, Record record);
    void deliver(ServerIndex from, ServerIndex to, Record record);
    void take_down(ServerIndex a, ServerIndex b, const std::string& why);
    void bring_up(ServerIndex a, ServerIndex b);
    bool is_up(ServerIndex a, ServerIndex b) const { return up_.count(std::minmax(a, b)) > 0; }
    bool step(nanoseconds until);

    trace::Trace trace_;
    std::vector<Server> servers_;
    std::map<Name, Direction> directions_;
    std::map<Name, bool> up_;
    std::map<Name, bool> cut_;
    nanoseconds now_{};
    WallTime wall_{std::chrono::seconds(1'479'413'885)};
};

}  // namespace herd::test
