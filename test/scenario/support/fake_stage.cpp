#include "fake_stage.hpp"

#include "base/quantity.hpp"

namespace herd::test {

using scenario::Unsettled;

std::vector<FakeStage::Answer> FakeStage::send(const std::vector<scenario::Message>& messages,
                                               nanoseconds within) {
    std::vector<Answer> all;
    std::string what;
    for (const auto& message : messages) {
        Answer answer("");
        what += (what.empty() ? "" : " | ") + message.to + ":";
        for (const auto& line : message.lines) {
            what += " " + line;
            const auto known = answers.find(line);
            const auto one = known == answers.end() ? Answer("? " + line + "\n") : known->second;
            if (one && answer) {
                *answer += *one;
            } else {
                answer = one;
            }
        }
        all.push_back(message.awaits_answer ? answer : Answer(""));
    }
    done.push_back("send " + what + " within " + format_duration(within));
    return all;
}

Result<void, Unsettled> FakeStage::settled() const {
    if (unsettled.empty()) return {};
    return unexpected(Unsettled{unsettled});
}

Result<void, Unsettled> FakeStage::settle(nanoseconds within, bool ignores_held) {
    done.push_back((ignores_held ? "quiet " : "settle ") + format_duration(within));
    return settled();
}

Result<void, Unsettled> FakeStage::await_lifted(nanoseconds within) {
    done.push_back("lifted " + format_duration(within));
    return settled();
}

void FakeStage::wait(nanoseconds duration) {
    done.push_back("wait " + format_duration(duration));
}

Result<void, std::string> FakeStage::apply(const fault::Fault& fault) {
    done.push_back(fault::format_fault(fault));
    if (fault_error.empty()) return {};
    return unexpected(fault_error);
}

Result<std::optional<std::string>, std::string> FakeStage::record(const std::string& server,
                                                                  const std::string&) {
    if (!record_error.empty()) return unexpected(record_error);
    const auto known = records.find(server);
    if (known == records.end()) return std::optional<std::string>();
    return std::optional<std::string>(known->second);
}

}  // namespace herd::test
