#include <array>
#include <cstdio>

#include "base/utf8.hpp"
#include "scenario/report.hpp"

namespace herd::scenario {
namespace {

/// What XML has no room for, whichever way it is written.
bool is_forbidden(std::string_view character) {
    if (character.size() == 1) return static_cast<unsigned char>(character[0]) < 0x20;
    return character == "\xEF\xBF\xBE" || character == "\xEF\xBF\xBF";
}

std::string_view find_reference(std::string_view character) {
    if (character == "&") return "&amp;";
    if (character == "<") return "&lt;";
    if (character == ">") return "&gt;";
    if (character == "\"") return "&quot;";
    return {};
}

/// Any bytes as XML has them in a text or an attribute; U+FFFD stands for what it cannot carry.
std::string escape_xml(std::string_view text) {
    constexpr std::string_view replacement = "\xEF\xBF\xBD";
    std::string out;
    while (!text.empty()) {
        const auto [size, is_valid] = read_utf8_sequence(text);
        const auto character = text.substr(0, size);
        text.remove_prefix(size);
        if (const auto reference = find_reference(character); !reference.empty()) {
            out += reference;
        } else if (character == "\n") {
            out += character;
        } else {
            out += is_valid && !is_forbidden(character) ? character : replacement;
        }
    }
    return out;
}

std::string format_seconds(nanoseconds duration) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.3f", std::chrono::duration<double>(duration).count());
    return text.data();
}

void append_case(const Played& played, std::string& out) {
    const auto& verdict = played.verdict;
    out += "    <testcase classname=\"" + escape_xml(format_title(played)) + "\" name=\"" +
           escape_xml(played.name) + "\" file=\"" + escape_xml(played.file.string()) + "\" time=\"" +
           format_seconds(verdict.duration) + "\">\n";
    if (verdict.outcome == Outcome::skipped) {
        out += "      <skipped message=\"" + escape_xml(verdict.reason) + "\"/>\n";
    }
    if (verdict.failure) {
        const std::string element = verdict.outcome == Outcome::unsettled ? "error" : "failure";
        const auto& failure = *verdict.failure;
        const auto where = failure.line > 0 ? "line " + std::to_string(failure.line) + ": " : std::string();
        out += "      <" + element + " type=\"" + std::string(format_outcome(verdict.outcome)) +
               "\" message=\"" + escape_xml(where + failure.why) + "\">" +
               escape_xml(format_failure(failure)) + "</" + element + ">\n";
    }
    if (!verdict.notes.empty()) {
        out += "      <system-out>";
        for (const auto& note : verdict.notes) out += escape_xml(note) + "\n";
        out += "</system-out>\n";
    }
    out += "    </testcase>\n";
}

}  // namespace

std::string format_junit(const std::vector<Played>& played) {
    const auto tally = count_outcomes(played);
    const std::string counts =
        " tests=\"" + std::to_string(played.size()) + "\" failures=\"" + std::to_string(tally.failed) +
        "\" errors=\"" + std::to_string(tally.unsettled) + "\" skipped=\"" + std::to_string(tally.skipped) +
        "\" time=\"" + format_seconds(tally.duration) + "\"";
    std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    out += "<testsuites name=\"herd play\"" + counts + ">\n";
    out += "  <testsuite name=\"herd play\"" + counts + ">\n";
    for (const auto& one : played) append_case(one, out);
    return out + "  </testsuite>\n</testsuites>\n";
}

}  // namespace herd::scenario
