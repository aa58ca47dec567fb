#include "scenario/live_stage.hpp"

#include <algorithm>
#include <chrono>
#include <future>
#include <stdexcept>
#include <thread>
#include <type_traits>
#include <utility>

#include "core/record.hpp"
#include "net/choose_provider.hpp"
#include "net/herd.hpp"
#include "net/server_options.hpp"
#include "scenario/converse.hpp"
#include "scenario/stage_limits.hpp"

namespace herd::scenario {
namespace {

using std::chrono::steady_clock;

std::vector<core::ServerIndex> list_servers(const config::Config& config) {
    std::vector<core::ServerIndex> servers;
    for (core::ServerIndex i = 0; i < config.servers.size(); ++i) servers.push_back(i);
    return servers;
}

std::string join_reasons(const std::vector<std::string>& lines) {
    std::string text;
    for (const auto& line : lines) text += (text.empty() ? "" : "; ") + line;
    return text;
}

class LiveStage final : public Stage {
public:
    LiveStage(const config::Config& config, places::Source source, const LiveOptions& options)
        : config_(config),
          roster_(net::make_roster(config)),
          herd_(
              config, list_servers(config), std::move(source),
              options.complain ? options.complain : [](const std::string&) {}, options.seed) {}

    ~LiveStage() override {
        unawaited_.clear();
        if (!thread_.joinable()) return;
        herd_.stop();
        thread_.join();
    }

    /// Errors: in words.
    Result<void, std::string> start() {
        if (const auto listening = herd_.listen(); !listening)
            return unexpected(net::format_fault(listening.error()));
        const auto ready = std::make_shared<std::promise<void>>();
        thread_ = std::thread([this, ready] { herd_.run([ready] { ready->set_value(); }); });
        ready->get_future().wait();
        addresses_.resize(roster_.size());
        for (const auto& [server, host, port] : herd_.addresses())
            addresses_[find(server)] = {server, host, port};
        if (const auto settled = settle(own_patience, true); !settled)
            return unexpected("the herd does not come up: " + settled.error().why);
        return {};
    }

    bool can(Ability) const override { return true; }

    std::vector<std::string> servers() const override {
        std::vector<std::string> names;
        for (const auto& server : config_.servers) names.push_back(server.name);
        return names;
    }

    bool is_running(const std::string& server) const override {
        return call([index = find(server)](net::Herd& herd) { return herd.is_running(index); });
    }

    std::vector<Result<std::string, std::string>> send(const std::vector<Message>& messages,
                                                       nanoseconds patience) override {
        std::vector<Address> addresses;
        for (const auto& message : messages) addresses.push_back(addresses_[find(message.to)]);
        return converse(addresses, messages, patience, unawaited_);
    }

    Result<void, Unsettled> settle(nanoseconds within, bool ignores_held) override {
        const auto deadline = steady_clock::now() + within;
        // Lines that nobody has waited for are in flight until they are answered.
        if (auto answered = await_answers(deadline, ignores_held); !answered) return answered;
        const auto is_at_rest = [ignores_held](net::Herd& herd) {
            return herd.in_flight(ignores_held).empty();
        };
        if (await(is_at_rest, deadline)) return {};
        const auto flying = call([ignores_held](net::Herd& herd) { return herd.in_flight(ignores_held); });
        if (flying.empty()) return {};
        return unexpected(Unsettled{join_reasons(flying)});
    }

    Result<void, Unsettled> await_lifted(nanoseconds within) override {
        const auto is_lifted = [](net::Herd& herd) { return herd.faults().is_steady(); };
        if (await(is_lifted, steady_clock::now() + within)) return {};
        return unexpected(Unsettled{"a fault that ends by itself is still in force"});
    }

    void wait(nanoseconds duration) override { std::this_thread::sleep_for(duration); }

    Result<void, std::string> apply(const fault::Fault& fault) override {
        const auto applied = call([&fault](net::Herd& herd) { return herd.apply(fault); });
        if (!applied) return unexpected(applied.error());
        if (const auto* stop = std::get_if<fault::Stop>(&fault.action)) {
            const auto has_stopped = [server = find(stop->server)](net::Herd& herd) {
                return herd.state(server) != net::ServerState::stopping;
            };
            const auto limit = own_patience + config_.places.timeout;
            if (!await(has_stopped, steady_clock::now() + limit))
                return unexpected(stop->server + " does not stop");
        }
        return {};
    }

    Result<std::optional<std::string>, std::string> record(const std::string& server,
                                                           const std::string& client) override {
        return call([this, index = find(server), &client](net::Herd& herd) {
            std::optional<std::string> line;
            if (herd.state(index) == net::ServerState::stopped) return line;
            if (const auto kept = herd.server(index).store().find(client))
                core::append_at_line(*kept, roster_, line.emplace());
            return line;
        });
    }

    trace::Trace trace() const override {
        return call([](net::Herd& herd) { return herd.trace(); });
    }

private:
    core::ServerIndex find(const std::string& server) const {
        const auto found = roster_.find(server);
        if (!found) throw std::invalid_argument("the herd has no server " + server);
        return *found;
    }

    /// Does something on the loop and returns what it returns.
    template <class Work>
    std::invoke_result_t<Work, net::Herd&> call(Work work) const {
        using Value = std::invoke_result_t<Work, net::Herd&>;
        // Shared, since the loop may still be about it when the answer is here.
        const auto promise = std::make_shared<std::promise<Value>>();
        herd_.post([this, promise, &work] { promise->set_value(work(herd_)); });
        return promise->get_future().get();
    }

    /// Whether a condition comes true in time.
    template <class Condition>
    bool await(Condition condition, steady_clock::time_point deadline) {
        const auto met = std::make_shared<std::promise<void>>();
        const auto id = call([&](net::Herd& herd) {
            return herd.when([&herd, condition] { return condition(herd); }, [met] { met->set_value(); });
        });
        auto future = met->get_future();
        if (future.wait_until(deadline) == std::future_status::ready) return true;
        // With a deadline that is over already, nobody has looked yet.
        const bool holds = call([id, condition](net::Herd& herd) {
            herd.cancel(id);
            return condition(herd);
        });
        return holds || future.wait_for(nanoseconds(0)) == std::future_status::ready;
    }

    /// Waits until the lines are answered that nobody has waited for; with `ignores_paused`, but for those
    /// that a paused server has.
    Result<void, Unsettled> await_answers(steady_clock::time_point deadline, bool ignores_paused) {
        if (unawaited_.empty()) return {};
        std::vector<bool> awaits;
        for (const auto& one : unawaited_) {
            const auto server = find(one.server());
            awaits.push_back(!ignores_paused || call([server](net::Herd& herd) {
                return herd.state(server) != net::ServerState::paused;
            }));
        }
        hold(unawaited_, awaits, std::max(nanoseconds(0), nanoseconds(deadline - steady_clock::now())));
        for (std::size_t i = 0; i < unawaited_.size(); ++i) {
            if (awaits[i] && !unawaited_[i].is_over())
                return unexpected(Unsettled{unawaited_[i].describe_silence()});
        }
        std::vector<Conversation> rest;
        for (auto& one : unawaited_) {
            if (!one.is_over()) rest.push_back(std::move(one));
        }
        unawaited_.swap(rest);
        return {};
    }

    config::Config config_;
    core::Roster roster_;
    mutable net::Herd herd_;
    std::thread thread_;
    std::vector<Address> addresses_;
    std::vector<Conversation> unawaited_;
};

}  // namespace

Result<std::unique_ptr<Stage>, std::string> make_live_stage(config::Config config, LiveOptions options) {
    auto source = net::choose_provider(config.places, nullptr);
    if (!source) return unexpected(config::format_faults(source.error()));
    config.trace.buffer = std::max(config.trace.buffer, least_trace);
    auto stage = std::make_unique<LiveStage>(config, std::move(*source), options);
    if (const auto started = stage->start(); !started) return unexpected(started.error());
    return stage;
}

}  // namespace herd::scenario
