#include "scenario/step_records.hpp"

#include "scenario/check_converged.hpp"
#include "scenario/line_pattern.hpp"
#include "trace/story.hpp"
#include "trace/update.hpp"

namespace herd::scenario {
namespace {

std::string story_of(const Stage& stage, const std::string& client) {
    if (!stage.can(Ability::trace)) return {};
    const auto trace = stage.trace();
    const auto update = trace::newest_update(trace, client);
    return update ? trace::format_story(trace, *update) : std::string();
}

std::string format_record(const std::optional<std::string>& record) {
    return record.value_or("no record");
}

Setback unanswered(std::string why) {
    Setback setback;
    setback.failure.why = std::move(why);
    return setback;
}

}  // namespace

std::optional<Setback> look_at_converged(const Converged& step, Stage& stage) {
    std::vector<KeptRecord> records;
    std::vector<std::string> seen;
    for (const auto& server : stage.servers()) {
        if (!stage.is_running(server)) continue;
        auto record = stage.record(server, step.client);
        if (!record) return unanswered(record.error());
        seen.push_back(server + ": " + format_record(*record));
        records.emplace_back(server, std::move(*record));
    }
    Setback setback;
    setback.failure.findings = check_converged(records);
    if (setback.failure.findings.empty()) return std::nullopt;
    setback.failure.why = "the servers do not agree";
    setback.failure.expected = {"the same record at every server that runs"};
    setback.failure.seen = std::move(seen);
    setback.failure.story = story_of(stage, step.client);
    return setback;
}

std::optional<Setback> look_at_record(const RecordIs& step, Stage& stage) {
    const auto record = stage.record(step.at, step.client);
    if (!record) return unanswered(record.error());
    auto seen = split_lines(record->value_or(""));
    auto difference = compare_lines({step.line}, seen);
    if (!difference) return std::nullopt;
    Setback setback;
    setback.failure.why = *record ? step.at + " has another record" : step.at + " has no record";
    setback.failure.expected = {step.line};
    setback.failure.seen = std::move(seen);
    if (*record) setback.failure.mark = std::move(difference->mark);
    setback.failure.story = story_of(stage, step.client);
    return setback;
}

std::optional<Setback> look_at_absent(const Absent& step, Stage& stage) {
    Setback setback;
    for (const auto& server : step.at) {
        const auto record = stage.record(server, step.client);
        if (!record) return unanswered(record.error());
        if (!*record) continue;
        setback.failure.findings.push_back(server + " has a record");
        setback.failure.seen.push_back(server + ": " + **record);
    }
    if (setback.failure.findings.empty()) return std::nullopt;
    setback.failure.why = "a server knows the client";
    setback.failure.expected = {"no record"};
    setback.failure.story = story_of(stage, step.client);
    return setback;
}

}  // namespace herd::scenario
