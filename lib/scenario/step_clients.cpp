#include "scenario/step_clients.hpp"

#include <algorithm>

#include "scenario/line_pattern.hpp"

namespace herd::scenario {

std::optional<Setback> play_sends(const std::vector<Send>& sends, Stage& stage, nanoseconds patience) {
    std::vector<Message> messages;
    nanoseconds longest{};
    for (const auto& send : sends) {
        messages.push_back({send.to, send.lines, send.awaits_answer});
        longest = std::max(longest, send.within.value_or(patience));
    }
    const auto answers = stage.send(messages, longest);
    for (std::size_t i = 0; i < sends.size(); ++i) {
        Setback setback;
        const std::string who = sends.size() == 1 ? "" : "client " + std::to_string(i + 1) + " of the race: ";
        if (!answers[i]) {
            setback.failure.why = who + answers[i].error();
            return setback;
        }
        if (!sends[i].expect) continue;
        auto seen = split_lines(*answers[i]);
        if (auto difference = compare_lines(*sends[i].expect, seen)) {
            setback.failure.why = who + sends[i].to + " answered something else: " + difference->why;
            setback.failure.expected = *sends[i].expect;
            setback.failure.seen = std::move(seen);
            setback.failure.mark = std::move(difference->mark);
            return setback;
        }
    }
    return std::nullopt;
}

}  // namespace herd::scenario
