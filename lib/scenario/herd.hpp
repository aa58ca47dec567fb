#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "base/time.hpp"
#include "config/config.hpp"
#include "fault/fault.hpp"
#include "scenario/check_converged.hpp"
#include "scenario/stage.hpp"
#include "trace/event.hpp"
#include "trace/update.hpp"

namespace herd::scenario {

/// What a herd could not do for a test: the message says what, and what was in flight.
class Trouble : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// It did not come to rest in time.
class NotSettled : public Trouble {
public:
    using Trouble::Trouble;
};

/// What happened to one update, for matchers. A failure prints its causal story.
struct Update {
    std::string client;
    trace::Trace trace;
    std::optional<trace::UpdateId> id;  // nothing: nobody has heard of the client
};

/// What the running servers of a herd hold of a client.
struct Records {
    std::string client;
    std::vector<KeptRecord> kept;  // server and AT line, if it has one
};

/// Who talks with whom.
using Links = std::vector<std::pair<std::string, std::string>>;

/// The herd for a topology: its servers are those that links name, in the order of their names, on free
/// ports. It keeps no log.
/// Errors: Trouble: no links, or one from a server to itself.
config::Config make_config(const Links& links);
/// `size` servers named S000, S001, ... in a ring, a line, a star around the first, or all linked with all.
/// Shape: two at least, or there are no links.
Links make_ring(std::size_t size);
Links make_line(std::size_t size);
Links make_star(std::size_t size);
Links make_mesh(std::size_t size);

/// A herd for a test: real servers on real sockets of free ports, in this process, until it goes out of
/// scope.
/// Errors: functions throw `Trouble`. Names that the herd does not have are told with a suggestion.
class Herd {
public:
    /// The classic ring of five: Alford, Ball, Hamilton, Holiday, Welsh.
    Herd();
    explicit Herd(const Links& links);
    /// The herd of a herd.toml, on free ports of 127.0.0.1 and without its `[control]` and `[[fault]]`; its
    /// log goes where the file says. Errors: Trouble with all faults of the file, a line each.
    explicit Herd(const std::filesystem::path& file);
    explicit Herd(const config::Config& config);
    /// A herd on any stage.
    explicit Herd(std::unique_ptr<Stage> stage);
    /// A herd under virtual time, as a seed has it: waiting costs nothing, and a failure comes again with its
    /// seed.
    static Herd simulated(std::uint64_t seed);
    static Herd simulated(std::uint64_t seed, const Links& links);
    static Herd simulated(std::uint64_t seed, const config::Config& config);

    /// What a server answers to a line, without its last LF. The connection is one of its own.
    /// Shape: `line` has no LF.
    std::string send(const std::string& server, const std::string& line);
    /// Several clients at once: all have sent before any answer is read.
    struct To {
        std::string server;
        std::string line;
    };
    std::vector<std::string> race(const std::vector<To>& messages);
    /// Sends a line and does not wait for its answer; `settle` does.
    void send_unawaited(const std::string& server, const std::string& line);

    /// Returns when nothing is in flight anywhere: by accounting, not by waiting. Errors: NotSettled.
    void settle(nanoseconds within = std::chrono::seconds(10));
    /// The same, but what a stall or a paused server holds may stay where it is.
    void settle_but_held(nanoseconds within = std::chrono::seconds(10));

    /// Does something to the herd; see fault.hpp for all that can be done.
    void apply(fault::Action action, std::optional<nanoseconds> lasts = std::nullopt);
    void cut(const std::string& a, const std::string& b) { apply(fault::Cut{{a, b}}); }
    void heal(const std::string& a, const std::string& b) { apply(fault::Heal{{a, b}}); }
    void heal_all() { apply(fault::HealAll{}); }
    void stop(const std::string& server) { apply(fault::Stop{server}); }
    void crash(const std::string& server) { apply(fault::Crash{server}); }
    void start(const std::string& server) { apply(fault::Start{server}); }
    void pause(const std::string& server) { apply(fault::Pause{server}); }
    void resume(const std::string& server) { apply(fault::Resume{server}); }
    void isolate(const std::string& server) { apply(fault::Isolate{server}); }
    void split(std::vector<std::vector<std::string>> groups) { apply(fault::Split{std::move(groups)}); }
    void stall(const std::string& from, const std::string& to) {
        apply(fault::Stall{fault::DirectionName{from, to}});
    }
    void latency(const std::string& a, const std::string& b, nanoseconds delay, nanoseconds jitter = {}) {
        apply(fault::Latency{fault::LinkName{a, b}, delay, jitter, fault::Distribution::uniform});
    }
    void clock(const std::string& server, nanoseconds offset, double drift_ppm = 0) {
        apply(fault::Clock{server, offset, drift_ppm});
    }

    std::vector<std::string> servers() const { return stage_->servers(); }
    /// Whether it runs: not stopped, not crashed, not paused.
    bool is_running(const std::string& server) const;
    /// The AT line that a server keeps of a client; nothing, if it has none.
    std::optional<std::string> record(const std::string& server, const std::string& client) const;
    /// What all running servers keep of a client.
    Records records(const std::string& client) const;
    /// What happened to the newest update of a client.
    Update update(const std::string& client) const;
    trace::Trace trace() const { return stage_->trace(); }

    Stage& stage() { return *stage_; }
    /// The rules that a simulated herd has broken so far; empty: none, or a live herd.
    Findings check() { return stage_->check(); }

private:
    void await_rest(nanoseconds within, bool ignores_held);

    std::unique_ptr<Stage> stage_;
};

}  // namespace herd::scenario
