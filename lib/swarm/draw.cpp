#include "swarm/draw.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/character.hpp"
#include "swarm/client_draw.hpp"
#include "swarm/dice.hpp"
#include "swarm/fault_draw.hpp"
#include "swarm/herd_draw.hpp"
#include "swarm/uptime.hpp"

namespace herd::swarm {
namespace {

using namespace std::chrono_literals;
using scenario::Send;

/// Within so much virtual time, a herd that nothing hinders any more comes to rest.
constexpr nanoseconds liveness_bound = 10s;

class Drawing {
public:
    Drawing(std::uint64_t seed, const Limits& limits)
        : seed_(seed),
          limits_(limits),
          herd_dice_(seed, Dice::Use::herd),
          load_dice_(seed, Dice::Use::load),
          fault_dice_(seed, Dice::Use::faults),
          config_(draw_herd(herd_dice_, limits)),
          has_small_store_(config_.herd.store_limit < config::HerdOptions().store_limit),
          clients_(load_dice_, config_.clients.max_line, draws_long_names()),
          uptime_(config_) {}

    scenario::Scenario draw() && {
        const auto drawn = load_dice_.duration(5ms, 5s);
        duration_ = limits_.duration.value_or(drawn);
        for (auto& fault : draw_latencies(fault_dice_, config_)) add(std::move(fault));
        draw_safety();
        draw_liveness();
        scenario::Scenario scenario;
        scenario.name = "seed " + std::to_string(seed_);
        scenario.config = std::move(config_);
        scenario.steps = std::move(steps_);
        return scenario;
    }

private:
    bool draws_long_names() {
        const bool has_small_queue = config_.herd.queue_limit < config::HerdOptions().queue_limit;
        const std::size_t chance = has_small_store_ ? 100 : has_small_queue ? 30 : 3;
        return load_dice_.percent(chance);
    }

    void add(scenario::Verb verb) { steps_.push_back({0, std::move(verb)}); }

    /// Time passes up to that of the next thing.
    void pass(nanoseconds until) {
        if (until > now_) add(scenario::Wait{until - now_});
        now_ = std::max(now_, until);
    }

    // The phase in which things break.

    void draw_safety() {
        const auto faults = draw_faults(fault_dice_, config_, limits_, duration_);
        const auto times = draw_times();
        auto fault = faults.begin();
        auto time = times.begin();
        while (fault != faults.end() || time != times.end()) {
            const bool is_fault = time == times.end() || (fault != faults.end() && fault->at <= *time);
            if (is_fault) {
                draw_break(*fault++);
            } else {
                pass(*time++);
                draw_sending();
            }
        }
        pass(duration_);
    }

    /// When clients speak: evenly, or all in some short times.
    std::vector<nanoseconds> draw_times() {
        const bool is_in_bursts = load_dice_.percent(40);
        const auto drawn = load_dice_.between(1, load_dice_.percent(20) ? 80 : 25);
        std::vector<nanoseconds> times;
        nanoseconds begin{};
        for (std::size_t i = 0; i < limits_.updates.value_or(drawn); ++i) {
            if (!is_in_bursts || load_dice_.percent(20)) begin = at_random(duration_);
            times.push_back(is_in_bursts ? begin + at_random(500us) : begin);
        }
        std::sort(times.begin(), times.end());
        return times;
    }

    nanoseconds at_random(nanoseconds before) {
        return std::chrono::microseconds(load_dice_.below(static_cast<std::size_t>(before / 1us)));
    }

    void draw_break(const TimedFault& drawn) {
        pass(drawn.at);
        if (uptime_.allows(drawn.fault, now_ - Uptime::margin)) {
            uptime_.note(drawn.fault, now_);
            add(drawn.fault);
        }
        // Some things are undone by hand.
        if (!fault_dice_.percent(10)) return;
        const auto& server = fault_dice_.pick(config_.servers).name;
        const std::size_t what = fault_dice_.below(3);
        fault::Fault undo{fault::Start{server}, std::nullopt};
        if (what == 1) undo.action = fault::Resume{server};
        if (what == 2) undo.action = fault::HealAll{};
        uptime_.note(undo, now_);
        add(std::move(undo));
    }

    void draw_sending() {
        const auto to = draw_server();
        if (!to) return;
        if (load_dice_.percent(10)) return draw_race();
        Send send = draw_send(*to);
        // One that waits for its answer hinders what comes after.
        send.awaits_answer = uptime_.answers(*to, now_ - Uptime::margin) && load_dice_.percent(20);
        add(std::move(send));
    }

    /// The same update, or several, at the same instant at several servers.
    void draw_race() {
        scenario::Race race;
        const bool is_same = load_dice_.percent(60);
        std::string update = clients_.draw_update();
        for (std::size_t i = load_dice_.between(2, 4); i > 0; --i) {
            const auto to = draw_server();
            if (to) race.sends.push_back({name_of(*to), {update}, {}, false, {}});
            if (!is_same && i > 1) update = clients_.draw_update();
        }
        if (race.sends.size() > 1) add(std::move(race));
    }

    /// A server that takes clients; nothing: none does.
    std::optional<std::size_t> draw_server() {
        std::vector<std::size_t> up;
        for (std::size_t i = 0; i < config_.servers.size(); ++i) {
            if (uptime_.is_up(i, now_ - Uptime::margin)) up.push_back(i);
        }
        if (up.empty()) return std::nullopt;
        return load_dice_.pick(up);
    }

    Send draw_send(std::size_t to) {
        Send send;
        send.to = name_of(to);
        std::size_t lines = 1;
        if (load_dice_.percent(20)) lines = load_dice_.between(2, 10);
        if (load_dice_.percent(1)) lines = 100;
        while (send.lines.size() < lines) {
            send.lines.push_back(clients_.draw_line());
            // The server closes behind a line that is too long.
            if (send.lines.back().size() > config_.clients.max_line) break;
        }
        return send;
    }

    const std::string& name_of(std::size_t server) const { return config_.servers[server].name; }

    // The phase in which all comes right.

    void draw_liveness() {
        add(fault::Fault{fault::HealAll{}, std::nullopt});
        for (std::size_t i = 0; i < config_.servers.size(); ++i) {
            if (uptime_.is_down_for_good(i)) add(fault::Fault{fault::Start{name_of(i)}, std::nullopt});
        }
        add(scenario::Lifted{liveness_bound});
        add(scenario::Settle{liveness_bound});
        // What is gone with a server's memory, or was refused, is no fault of the herd: that is up to the
        // checkers.
        if (!uptime_.has_forgotten()) add_agreement(clients_.clients());
        Dice dice(seed_, Dice::Use::ending);
        std::vector<std::string> told;
        for (const auto& client : clients_.clients()) {
            Send send;
            send.to = dice.pick(config_.servers).name;
            send.lines = {clients_.draw_newest(client)};
            if (send.lines.front().size() > config_.clients.max_line) continue;
            add(std::move(send));
            told.push_back(client);
        }
        add(scenario::Settle{liveness_bound});
        add_agreement(told);
    }

    void add_agreement(const std::vector<std::string>& clients) {
        if (has_small_store_) return;
        for (const auto& client : clients) {
            if (!has_control(client) && !has_white_space(client)) add(scenario::Converged{client});
        }
    }

    std::uint64_t seed_;
    const Limits& limits_;
    Dice herd_dice_;
    Dice load_dice_;
    Dice fault_dice_;
    config::Config config_;
    bool has_small_store_;
    ClientDraw clients_;
    Uptime uptime_;
    nanoseconds duration_{};
    nanoseconds now_{};
    std::vector<scenario::Step> steps_;
};

}  // namespace

scenario::Scenario draw(std::uint64_t seed, const Limits& limits) {
    return Drawing(seed, limits).draw();
}

}  // namespace herd::swarm
