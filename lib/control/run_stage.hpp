#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "scenario/stage.hpp"

namespace herd::control {

/// A stage that nobody waits for longer than until a deadline, nor after it was interrupted: what would take
/// longer fails then.
class RunStage final : public scenario::Stage {
public:
    /// Shape: `breaks_off`: the stage may be told to crash its servers while it waits for them.
    RunStage(std::unique_ptr<scenario::Stage> stage, SteadyTime deadline, bool breaks_off);

    /// Ends what it is about, soon. From any thread.
    void interrupt();
    /// Whether something was ended before its time.
    bool was_given_up() const { return was_given_up_; }

    bool can(scenario::Ability ability) const override { return stage_->can(ability); }
    std::vector<std::string> servers() const override { return stage_->servers(); }
    bool is_running(const std::string& server) const override { return stage_->is_running(server); }
    std::vector<Result<std::string, std::string>> send(const std::vector<scenario::Message>& messages,
                                                       nanoseconds patience) override;
    Result<void, scenario::Unsettled> settle(nanoseconds within, bool ignores_held) override;
    Result<void, scenario::Unsettled> await_lifted(nanoseconds within) override;
    void wait(nanoseconds duration) override;
    Result<void, std::string> apply(const fault::Fault& fault) override;
    Result<std::optional<std::string>, std::string> record(const std::string& server,
                                                           const std::string& client) override {
        return stage_->record(server, client);
    }
    trace::Trace trace() const override { return stage_->trace(); }
    scenario::Findings check() override { return stage_->check(); }

private:
    /// What is left of the time.
    nanoseconds left() const;
    bool is_over();
    template <class Work>
    Result<void, scenario::Unsettled> go_on(nanoseconds within, Work work);

    std::unique_ptr<scenario::Stage> stage_;
    const SteadyTime deadline_;
    const bool breaks_off_;
    std::atomic<bool> is_interrupted_ = false;
    bool was_given_up_ = false;
};

}  // namespace herd::control
