#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "scenario/stage.hpp"

namespace herd::test {

/// A stage that does as it is told by a test, and keeps what it was asked to do.
class FakeStage final : public scenario::Stage {
public:
    using Ability = scenario::Ability;
    using Answer = Result<std::string, std::string>;

    // What the test says.
    std::set<Ability> abilities{Ability::faults, Ability::trace, Ability::accounting};
    std::vector<std::string> names{"Alford", "Ball", "Hamilton", "Holiday", "Welsh"};
    std::set<std::string> stopped;
    std::map<std::string, Answer> answers;       // by line; of others, `? ` and the line
    std::map<std::string, std::string> records;  // by server
    std::string record_error;                    // empty: records can be read
    std::string unsettled;                       // empty: it settles
    std::string fault_error;                     // empty: faults are taken
    trace::Trace traced;

    // What the player did.
    std::vector<std::string> done;

    bool can(Ability ability) const override { return abilities.contains(ability); }
    std::vector<std::string> servers() const override { return names; }
    bool is_running(const std::string& server) const override { return !stopped.contains(server); }
    std::vector<Answer> send(const std::vector<scenario::Message>& messages, nanoseconds patience) override;
    Result<void, scenario::Unsettled> settle(nanoseconds within, bool ignores_held) override;
    Result<void, scenario::Unsettled> await_lifted(nanoseconds within) override;
    void wait(nanoseconds duration) override;
    Result<void, std::string> apply(const fault::Fault& fault) override;
    Result<std::optional<std::string>, std::string> record(const std::string& server,
                                                           const std::string& client) override;
    trace::Trace trace() const override { return traced; }

private:
    Result<void, scenario::Unsettled> settled() const;
};

}  // namespace herd::test
