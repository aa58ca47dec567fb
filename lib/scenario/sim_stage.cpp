#include "scenario/sim_stage.hpp"

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <utility>
#include <vector>

#include "checker/checks.hpp"
#include "checker/evidence.hpp"
#include "core/record.hpp"
#include "net/choose_provider.hpp"
#include "net/server_options.hpp"
#include "scenario/sim_conversation.hpp"
#include "scenario/stage_limits.hpp"
#include "sim/fingerprint.hpp"

namespace herd::scenario {
namespace {

sim::Setup make_setup(const config::Config& config, std::shared_ptr<const places::Provider> provider,
                      const SimOptions& options) {
    sim::Setup setup;
    for (const auto& server : config.servers) setup.names.push_back(server.name);
    for (const auto& link : config.links) {
        setup.links.emplace_back(static_cast<core::ServerIndex>(link.a),
                                 static_cast<core::ServerIndex>(link.b));
    }
    setup.options = net::make_server_options(config);
    setup.places = std::move(provider);
    setup.layout = net::choose_layout(config.places);
    setup.seed = options.seed;
    setup.splits = options.splits;
    setup.trace = std::max(config.trace.buffer, least_trace);
    return setup;
}

class SimulatedHerd final : public SimStage {
public:
    SimulatedHerd(const config::Config& config, std::shared_ptr<const places::Provider> provider,
                  const SimOptions& options)
        : setup_(make_setup(config, std::move(provider), options)),
          evidence_(options.checks ? std::make_unique<checker::Evidence>(setup_) : nullptr),
          fingerprint_(evidence_.get()),
          network_(setup_, &fingerprint_) {}

    /// Errors: in words.
    Result<void, std::string> start() {
        if (const auto settled = settle(own_patience, true); !settled)
            return unexpected("the herd does not come up: " + settled.error().why);
        return {};
    }

    const sim::Network& network() const override { return network_; }
    std::uint64_t fingerprint() const override { return fingerprint_.value(); }

    bool can(Ability) const override { return true; }
    std::vector<std::string> servers() const override { return setup_.names; }

    bool is_running(const std::string& server) const override {
        return network_.state(find(server)) == sim::ServerState::running;
    }

    std::vector<Result<std::string, std::string>> send(const std::vector<Message>& messages,
                                                       nanoseconds patience) override {
        const SteadyTime deadline = network_.now() + patience;
        std::vector<SimConversation> conversations;
        for (const auto& message : messages)
            conversations.emplace_back(network_, find(message.to), message.lines);
        // Nobody speaks before all are connected, as `hold` has it.
        const auto is_connecting = [](const SimConversation& one) { return one.is_connecting(); };
        while (std::any_of(conversations.begin(), conversations.end(), is_connecting)) {
            if (!advance(deadline)) break;
        }
        for (auto& one : conversations) one.speak();
        std::vector<Result<std::string, std::string>> answers;
        for (std::size_t i = 0; i < messages.size(); ++i) {
            SimConversation& one = conversations[i];
            if (messages[i].awaits_answer) {
                while (!one.look() && advance(deadline)) {
                }
            }
            const bool is_good = messages[i].awaits_answer ? one.is_whole() : !one.look() || one.is_whole();
            if (!is_good) {
                answers.push_back(unexpected(one.describe()));
            } else {
                answers.push_back(messages[i].awaits_answer ? one.answers().bytes() : "");
            }
            if (messages[i].awaits_answer || !is_good) {
                one.leave();
            } else {
                unawaited_.push_back(std::move(one));
            }
        }
        return answers;
    }

    Result<void, Unsettled> settle(nanoseconds within, bool ignores_held) override {
        const SteadyTime deadline = network_.now() + within;
        for (;;) {
            const auto why = find_unsettled(ignores_held);
            if (!why) {
                if (evidence_) evidence_->take_stock(network_);
                return {};
            }
            if (!advance(deadline)) return unexpected(Unsettled{*why});
        }
    }

    Result<void, Unsettled> await_lifted(nanoseconds within) override {
        const SteadyTime deadline = network_.now() + within;
        while (!network_.faults().is_steady()) {
            if (!advance(deadline))
                return unexpected(Unsettled{"a fault that ends by itself is still in force"});
        }
        return {};
    }

    void wait(nanoseconds duration) override { network_.run_until(network_.now() + duration); }

    Result<void, std::string> apply(const fault::Fault& fault) override {
        if (const auto applied = network_.apply(fault); !applied) return unexpected(applied.error());
        if (const auto* stop = std::get_if<fault::Stop>(&fault.action)) {
            const auto server = find(stop->server);
            const SteadyTime deadline = network_.now() + own_patience + setup_.options.places_timeout;
            while (network_.state(server) == sim::ServerState::stopping) {
                if (!advance(deadline)) return unexpected(stop->server + " does not stop");
            }
        }
        return {};
    }

    Result<std::optional<std::string>, std::string> record(const std::string& server,
                                                           const std::string& client) override {
        std::optional<std::string> line;
        const auto index = find(server);
        if (network_.state(index) == sim::ServerState::stopped) return line;
        if (const auto kept = network_.server(index).store().find(client))
            core::append_at_line(*kept, network_.roster(), line.emplace());
        return line;
    }

    trace::Trace trace() const override { return network_.trace(); }

    Findings check() override {
        if (!evidence_) return {};
        evidence_->take_stock(network_);
        return checker::check_all(*evidence_);
    }

private:
    core::ServerIndex find(const std::string& server) const {
        const auto found = network_.roster().find(server);
        if (!found) throw std::invalid_argument("the herd has no server " + server);
        return *found;
    }

    /// The next thing happens, if it does by then; or else it is then.
    bool advance(SteadyTime deadline) {
        const auto next = network_.next_time();
        if (next && *next <= deadline) return network_.step();
        network_.run_until(deadline);
        return false;
    }

    /// Why the herd is not at rest; nothing: it is.
    std::optional<std::string> find_unsettled(bool ignores_held) {
        // Lines that nobody has waited for are in flight until they are answered.
        const auto is_over = [](SimConversation& one) {
            if (!one.look()) return false;
            one.leave();
            return true;
        };
        unawaited_.erase(std::remove_if(unawaited_.begin(), unawaited_.end(), is_over), unawaited_.end());
        for (const auto& one : unawaited_) {
            if (!ignores_held || network_.state(one.server()) != sim::ServerState::paused)
                return one.describe();
        }
        if (network_.is_flying() && !ignores_held) return "messages are on the way";
        const auto flying = network_.in_flight(ignores_held);
        if (flying.empty()) return std::nullopt;
        std::string why;
        for (const auto& one : flying) why += (why.empty() ? "" : "; ") + one;
        return why;
    }

    sim::Setup setup_;
    std::unique_ptr<checker::Evidence> evidence_;  // null: nobody checks
    sim::Fingerprint fingerprint_;
    sim::Network network_;
    std::vector<SimConversation> unawaited_;
};

}  // namespace

Result<std::unique_ptr<SimStage>, std::string> make_sim_stage(const config::Config& config,
                                                              SimOptions options) {
    auto source = net::choose_provider(net::local_places(config.places), nullptr);
    if (!source) return unexpected(config::format_faults(source.error()));
    auto stage = std::make_unique<SimulatedHerd>(config, std::move(source->provider), options);
    if (const auto started = stage->start(); !started) return unexpected(started.error());
    return stage;
}

}  // namespace herd::scenario
