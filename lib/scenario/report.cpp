#include "scenario/report.hpp"

#include <array>
#include <cstdio>

#include "log/escape.hpp"

namespace herd::scenario {
namespace {

std::string escape(std::string_view text) {
    std::string escaped;
    log::append_text_escaped(text, escaped);
    return escaped;
}

/// `12.3 ms`, `4.25 s`
std::string format_time(nanoseconds duration) {
    const double seconds = std::chrono::duration<double>(duration).count();
    std::array<char, 32> text{};
    if (seconds < 1) {
        std::snprintf(text.data(), text.size(), "%.1f ms", seconds * 1e3);
    } else {
        std::snprintf(text.data(), text.size(), "%.2f s", seconds);
    }
    return text.data();
}

void append_indented(std::string_view lines, std::string& out) {
    while (!lines.empty()) {
        const auto end = std::min(lines.find('\n'), lines.size());
        out += end > 0 ? "  " : "";
        out += std::string(lines.substr(0, end)) + "\n";
        lines.remove_prefix(std::min(end + 1, lines.size()));
    }
}

}  // namespace

Tally count_outcomes(const std::vector<Played>& played) {
    Tally tally;
    for (const auto& one : played) {
        switch (one.verdict.outcome) {
            case Outcome::passed:
                ++tally.passed;
                break;
            case Outcome::failed:
                ++tally.failed;
                break;
            case Outcome::unsettled:
                ++tally.unsettled;
                break;
            case Outcome::skipped:
                ++tally.skipped;
                break;
        }
        tally.duration += one.verdict.duration;
    }
    return tally;
}

std::string format_title(const Played& played) {
    return played.file.string() + (played.round > 0 ? " (" + std::to_string(played.round) + ")" : "");
}

std::string format_verdict(const Played& played) {
    const auto& verdict = played.verdict;
    std::string word(format_outcome(verdict.outcome));
    word.resize(10, ' ');
    std::string text = word + escape(format_title(played)) + ": " + escape(played.name);
    if (verdict.outcome == Outcome::skipped) {
        text += ": " + escape(verdict.reason);
    } else {
        text += " (" + format_time(verdict.duration) + ")";
    }
    text += "\n";
    if (verdict.failure) append_indented(format_failure(*verdict.failure), text);
    for (const auto& note : verdict.notes) append_indented(note, text);
    if (verdict.failure && !played.directory.empty()) {
        append_indented("kept in " + escape(played.directory.string()), text);
    }
    return text;
}

std::string format_tally(const Tally& tally) {
    const auto count = tally.passed + tally.failed + tally.unsettled + tally.skipped;
    std::string text = std::to_string(count) + (count == 1 ? " scenario: " : " scenarios: ");
    text += std::to_string(tally.passed) + " passed";
    if (tally.failed > 0) text += ", " + std::to_string(tally.failed) + " failed";
    if (tally.unsettled > 0) text += ", " + std::to_string(tally.unsettled) + " did not settle";
    if (tally.skipped > 0) text += ", " + std::to_string(tally.skipped) + " skipped";
    return text + ", in " + format_time(tally.duration);
}

}  // namespace herd::scenario
