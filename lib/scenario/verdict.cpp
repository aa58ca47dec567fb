#include "scenario/verdict.hpp"

#include "log/escape.hpp"

namespace herd::scenario {
namespace {

void append_list(std::string_view title, const std::vector<std::string>& lines, std::string& out) {
    constexpr std::size_t most = 40;  // lines: a WHATSAT's answer has thousands
    std::string_view head = title;
    for (std::size_t i = 0; i < lines.size() && i < most; ++i) {
        out += "\n";
        out += head;
        log::append_text_escaped(lines[i], out);
        head = "          ";
    }
    if (lines.size() > most) out += "\n          and " + std::to_string(lines.size() - most) + " lines more";
    if (lines.empty()) out += "\n" + std::string(title) + "(nothing)";
}

}  // namespace

std::string_view format_outcome(Outcome outcome) {
    switch (outcome) {
        case Outcome::passed:
            return "passed";
        case Outcome::failed:
            return "failed";
        case Outcome::unsettled:
            return "unsettled";
        case Outcome::skipped:
            break;
    }
    return "skipped";
}

std::string format_failure(const Failure& failure) {
    std::string text;
    if (failure.line > 0) text += "line " + std::to_string(failure.line) + ": ";
    text += failure.step + (failure.step.empty() || failure.why.empty() ? "" : ": ") + failure.why;
    if (!failure.mark.empty()) {
        text += "\n" + failure.mark;
    } else if (!failure.expected.empty() || !failure.seen.empty()) {
        append_list("expected  ", failure.expected, text);
        append_list("seen      ", failure.seen, text);
    }
    for (const auto& finding : failure.findings) text += "\n- " + finding;
    if (!failure.story.empty()) text += "\n" + failure.story;
    while (text.ends_with('\n')) text.pop_back();
    return text;
}

}  // namespace herd::scenario
