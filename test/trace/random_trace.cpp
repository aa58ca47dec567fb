#include "random_trace.hpp"

#include <random>
#include <string>

namespace herd::test {
namespace {

using trace::Event;
using trace::Kind;

class Maker {
public:
    explicit Maker(std::uint32_t seed) : random_(seed) {}

    trace::Trace make() {
        const auto servers = 1 + below(6);
        for (std::uint32_t i = 0; i < servers; ++i)
            trace_.servers.push_back("S" + std::to_string(i) + (below(3) == 0 ? " <&\xC3\xA9\"" : ""));
        const auto events = below(200);
        for (std::uint32_t i = 0; i < events; ++i) add_event();
        for (core::ServerIndex i = 1; i < servers; ++i) trace_.links.emplace_back(i - 1, i);
        trace_.dropped = below(2) == 0 ? 0 : below(1000);
        return std::move(trace_);
    }

private:
    std::uint32_t below(std::uint32_t limit) { return static_cast<std::uint32_t>(random_()) % limit; }

    void add_event() {
        constexpr const char* clients[] = {"kiwi", "\xFF<b>", "a;b#%%{", "\x1B[2J", "\xEF\xBF\xBF"};
        constexpr const char* details[] = {"",     "cut",     "stall",     "paused",         "latency 5ms",
                                           "flap", "queue x", "clock +2s", "\x1B[2J<&\"'\n", "\xEF\xBF\xBE"};
        const auto servers = static_cast<std::uint32_t>(trace_.servers.size());
        Event event;
        event.seq = (trace_.events.empty() ? 0 : trace_.events.back().seq) + 1 + below(3);
        // Mostly close together, and now and then an age later.
        t_ += below(4) == 0 ? 0 : std::int64_t{1} << below(40);
        event.t = nanoseconds(t_);
        event.lamport = below(3) == 0 ? 0 : random_();
        event.kind = static_cast<Kind>(below(static_cast<std::uint32_t>(Kind::crashed) + 1));
        event.server = below(servers);
        const bool is_message =
            event.kind == Kind::forwarded || event.kind == Kind::delivered || event.kind == Kind::resynced;
        if (servers > 1 && (is_message || below(3) > 0))
            event.peer = (event.server + 1 + below(servers - 1)) % servers;
        if (is_message && !event.peer) event.kind = Kind::received;
        const bool is_alone = event.kind == Kind::received || event.kind >= Kind::started;
        if (is_alone) event.peer.reset();
        if (event.kind <= Kind::resynced) {
            event.client = clients[below(5)];
            event.time = std::to_string(below(3));
            event.origin = below(servers);
            event.receipt = WallTime(nanoseconds(below(2)));
            event.hop = static_cast<std::uint16_t>(below(3));
            event.is_resync = below(4) == 0;
        } else {
            event.detail = details[below(10)];
        }
        trace_.events.push_back(std::move(event));
    }

    std::mt19937 random_;
    std::int64_t t_ = 0;
    trace::Trace trace_;
};

}  // namespace

trace::Trace make_random_trace(std::uint32_t seed) {
    return Maker(seed).make();
}

}  // namespace herd::test
