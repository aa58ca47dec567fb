#include "swarm/shrink.hpp"

#include <algorithm>
#include <utility>
#include <variant>
#include <vector>

#include "swarm/fairness.hpp"
#include "swarm/reduction.hpp"
#include "swarm/simplification.hpp"

namespace herd::swarm {
namespace {

using scenario::Scenario;

class Shrinking {
public:
    Shrinking(Scenario scenario, const HasTrouble& has_trouble, std::size_t runs)
        : scenario_(std::move(scenario)), has_trouble_(has_trouble), most_runs_(runs) {}

    Shrunk shrink() {
        // What takes much away comes first. Times are kept up to the end, since without them much depends on
        // the order of microseconds. What a pass makes possible, the next round finds.
        bool has_changed = true;
        while (has_changed && runs_ < most_runs_) {
            has_changed = drop_servers();
            has_changed = drop_steps() || has_changed;
            has_changed = drop_links() || has_changed;
            has_changed = drop_clients() || has_changed;
            has_changed = drop_lines() || has_changed;
            has_changed = shorten_names() || has_changed;
            has_changed = reset_options() || has_changed;
            if (has_changed) continue;
            has_changed = drop_waits();
            has_changed = simplify_steps() || has_changed;
        }
        return {std::move(scenario_), runs_};
    }

private:
    /// Goes on with a smaller one, if it has the trouble still.
    bool take(Scenario candidate) {
        if (runs_ == most_runs_ || candidate.steps.empty() || candidate.config.servers.empty()) return false;
        // Of what is unfair, trouble may come of itself.
        if (!is_fair(candidate)) return false;
        ++runs_;
        if (!has_trouble_(candidate)) return false;
        scenario_ = std::move(candidate);
        return true;
    }

    /// Halves, then quarters, down to single steps; from behind, since what is behind the failure does not
    /// matter. Source: A. Zeller, R. Hildebrandt, Simplifying and isolating failure-inducing input (2002)
    bool drop_steps() {
        bool has_changed = false;
        for (std::size_t size = (scenario_.steps.size() + 1) / 2; size > 0;
             size = size == 1 ? 0 : (size + 1) / 2) {
            std::size_t end = scenario_.steps.size();
            while (end > 0) {
                const std::size_t begin = end > size ? end - size : 0;
                auto candidate = without_steps(scenario_, begin, end - begin);
                const bool is_smaller = candidate.steps.size() < scenario_.steps.size();
                has_changed = (is_smaller && take(std::move(candidate))) || has_changed;
                end = std::min(begin, scenario_.steps.size());
            }
        }
        return has_changed;
    }

    /// Tries what `make` makes of each place, from behind, so that what goes does not move what is to come.
    template <class Make>
    bool drop_each(std::size_t count, Make make) {
        bool has_changed = false;
        for (std::size_t i = count; i > 0; --i) has_changed = take(make(i - 1)) || has_changed;
        return has_changed;
    }

    bool drop_waits() {
        bool has_changed = false;
        for (std::size_t i = scenario_.steps.size(); i > 0; --i) {
            if (!std::holds_alternative<scenario::Wait>(scenario_.steps[i - 1].verb)) continue;
            has_changed = take(without_wait(scenario_, i - 1)) || has_changed;
        }
        return has_changed;
    }

    bool drop_servers() {
        return drop_each(scenario_.config.servers.size(),
                         [this](std::size_t i) { return without_server(scenario_, i); });
    }
    bool drop_links() {
        return drop_each(scenario_.config.links.size(),
                         [this](std::size_t i) { return without_link(scenario_, i); });
    }
    bool drop_clients() {
        const auto clients = find_clients(scenario_);
        return drop_each(clients.size(),
                         [&](std::size_t i) { return without_client(scenario_, clients[i]); });
    }
    /// Long names become half as long, again and again.
    bool shorten_names() {
        constexpr std::size_t short_enough = 16;
        bool has_changed = false;
        for (auto client : find_clients(scenario_)) {
            while (client.size() > short_enough) {
                const auto half = client.substr(0, (client.size() + 1) / 2);
                if (!take(with_renamed_client(scenario_, client, half))) break;
                client = half;
                has_changed = true;
            }
        }
        return has_changed;
    }

    bool drop_lines() {
        bool has_changed = false;
        for (std::size_t step = scenario_.steps.size(); step > 0; --step) {
            const auto lines = count_lines(scenario_.steps[step - 1].verb);
            if (lines < 2) continue;
            has_changed =
                drop_each(lines, [&](std::size_t i) { return without_line(scenario_, step - 1, i); }) ||
                has_changed;
        }
        return has_changed;
    }

    /// Whether one of these has the trouble still.
    bool take_first(std::vector<Scenario> candidates) {
        return std::any_of(candidates.begin(), candidates.end(),
                           [this](Scenario& candidate) { return take(std::move(candidate)); });
    }
    bool reset_options() {
        bool has_changed = false;
        while (take_first(with_usual_options(scenario_))) has_changed = true;
        return has_changed;
    }
    bool simplify_steps() {
        bool has_changed = false;
        for (std::size_t i = 0; i < scenario_.steps.size(); ++i) {
            while (take_first(with_simpler_step(scenario_, i))) has_changed = true;
        }
        return has_changed;
    }

    Scenario scenario_;
    const HasTrouble& has_trouble_;
    std::size_t most_runs_;
    std::size_t runs_ = 0;
};

}  // namespace

Shrunk shrink(Scenario scenario, const HasTrouble& has_trouble, std::size_t runs) {
    return Shrinking(std::move(scenario), has_trouble, runs).shrink();
}

}  // namespace herd::swarm
