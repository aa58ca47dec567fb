#include "sim_report.hpp"

#include <array>
#include <cinttypes>
#include <cstdio>

#include "base/columns.hpp"
#include "log/escape.hpp"
#include "scenario/verdict.hpp"

namespace herd::app {
namespace {

std::string quote(std::string_view text) {
    std::string quoted = "\"";
    log::append_json_escaped(text, quoted);
    return quoted + "\"";
}

std::string indent(const std::string& text) {
    std::string lines = "  ";
    for (const char c : text) lines += c == '\n' ? "\n  " : std::string(1, c);
    return lines;
}

std::string format_failure_json(const ToldFailure& failure) {
    const auto& report = failure.report;
    return "{\"seed\": " + std::to_string(report.seed) +
           ", \"verdict\": " + quote(scenario::format_outcome(report.outcome)) +
           ", \"trouble\": " + quote(report.trouble()) + ", \"command\": " + quote(failure.command) +
           ", \"text\": " + quote(report.text) +
           ", \"file\": " + (failure.file.empty() ? "null" : quote(failure.file)) + "}";
}

std::string format_seconds(double seconds) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.3f", seconds);
    return text.data();
}

}  // namespace

std::string format_fingerprint(std::uint64_t fingerprint) {
    std::array<char, 17> text{};
    std::snprintf(text.data(), text.size(), "%016" PRIx64, fingerprint);
    return text.data();
}

std::string format_told_failure(const ToldFailure& failure) {
    const auto& report = failure.report;
    std::string text = std::string(scenario::format_outcome(report.outcome)) + "  seed " +
                       std::to_string(report.seed) + ", " + report.trouble() + ": " + failure.command + "\n" +
                       indent(report.text) + "\n";
    if (!failure.file.empty()) {
        text += "  shrunk to " + format_count(failure.steps, "step") + ": herd play --sim --seed " +
                std::to_string(report.seed) + " " + failure.file + "\n";
    }
    return text;
}

std::string format_summary(const swarm::Summary& summary, double seconds) {
    std::string text = format_count(summary.seeds, "seed") + " from " + std::to_string(summary.first) + ": " +
                       std::to_string(summary.seeds - summary.failed - summary.unsettled) + " passed";
    if (summary.failed > 0) text += ", " + std::to_string(summary.failed) + " failed";
    if (summary.unsettled > 0) text += ", " + std::to_string(summary.unsettled) + " did not settle";
    text += ", in " + format_seconds(seconds) + " s" + (summary.is_stopped ? "; stopped\n" : "\n");
    return text + format_columns(swarm::tabulate_coverage(summary.coverage));
}

std::string format_sim_json(const swarm::Summary& summary, const std::vector<ToldFailure>& failures,
                            double seconds) {
    std::string text = "{\n  \"first\": " + std::to_string(summary.first) +
                       ",\n  \"seeds\": " + std::to_string(summary.seeds) +
                       ",\n  \"failed\": " + std::to_string(summary.failed) +
                       ",\n  \"unsettled\": " + std::to_string(summary.unsettled) +
                       ",\n  \"seconds\": " + format_seconds(seconds) +
                       ",\n  \"fingerprint\": " + quote(format_fingerprint(summary.fingerprint)) +
                       ",\n  \"coverage\": " + swarm::format_coverage_json(summary.coverage) +
                       ",\n  \"failures\": [";
    for (const auto& failure : failures)
        text += (&failure == &failures.front() ? "\n    " : ",\n    ") + format_failure_json(failure);
    return text + (failures.empty() ? "]\n}\n" : "\n  ]\n}\n");
}

}  // namespace herd::app
