#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>

#include "log/escape.hpp"
#include "scenario/report.hpp"

namespace herd::scenario {
namespace {

using Writer = rapidjson::PrettyWriter<rapidjson::StringBuffer>;

void write_text(std::string_view text, Writer& writer) {
    // The library's own escaping copies bytes that are no UTF-8.
    std::string escaped = "\"";
    log::append_json_escaped(text, escaped);
    escaped += '"';
    writer.RawValue(escaped.data(), escaped.size(), rapidjson::kStringType);
}

void write_key(const char* key, std::string_view text, Writer& writer) {
    writer.Key(key);
    write_text(text, writer);
}

void write_list(const char* key, const std::vector<std::string>& texts, Writer& writer) {
    writer.Key(key);
    writer.StartArray();
    for (const auto& text : texts) write_text(text, writer);
    writer.EndArray();
}

void write_failure(const Failure& failure, Writer& writer) {
    writer.StartObject();
    writer.Key("line");
    failure.line > 0 ? writer.Int(failure.line) : writer.Null();
    write_key("step", failure.step, writer);
    write_key("why", failure.why, writer);
    write_list("expected", failure.expected, writer);
    write_list("seen", failure.seen, writer);
    write_list("findings", failure.findings, writer);
    write_key("story", failure.story, writer);
    writer.EndObject();
}

void write_played(const Played& played, Writer& writer) {
    const auto& verdict = played.verdict;
    writer.StartObject();
    write_key("file", played.file.string(), writer);
    write_key("name", played.name, writer);
    if (played.round > 0) {
        writer.Key("round");
        writer.Uint64(played.round);
    }
    write_key("verdict", format_outcome(verdict.outcome), writer);
    if (verdict.outcome == Outcome::skipped) write_key("reason", verdict.reason, writer);
    writer.Key("seconds");
    writer.Double(std::chrono::duration<double>(verdict.duration).count());
    writer.Key("steps");
    writer.Uint64(verdict.steps);
    writer.Key("left_out");
    writer.Uint64(verdict.left_out);
    write_list("notes", verdict.notes, writer);
    writer.Key("failure");
    if (verdict.failure) {
        write_failure(*verdict.failure, writer);
    } else {
        writer.Null();
    }
    writer.Key("directory");
    if (played.directory.empty()) {
        writer.Null();
    } else {
        write_text(played.directory.string(), writer);
    }
    writer.EndObject();
}

std::string finish(const rapidjson::StringBuffer& buffer) {
    return std::string(buffer.GetString(), buffer.GetSize()) + "\n";
}

}  // namespace

std::string format_json(const Played& played) {
    rapidjson::StringBuffer buffer;
    Writer writer(buffer);
    writer.SetIndent(' ', 2);
    write_played(played, writer);
    return finish(buffer);
}

std::string format_json(const std::vector<Played>& played) {
    const auto tally = count_outcomes(played);
    rapidjson::StringBuffer buffer;
    Writer writer(buffer);
    writer.SetIndent(' ', 2);
    writer.StartObject();
    writer.Key("passed");
    writer.Uint64(tally.passed);
    writer.Key("failed");
    writer.Uint64(tally.failed);
    writer.Key("unsettled");
    writer.Uint64(tally.unsettled);
    writer.Key("skipped");
    writer.Uint64(tally.skipped);
    writer.Key("seconds");
    writer.Double(std::chrono::duration<double>(tally.duration).count());
    writer.Key("scenarios");
    writer.StartArray();
    for (const auto& one : played) write_played(one, writer);
    writer.EndArray();
    writer.EndObject();
    return finish(buffer);
}

}  // namespace herd::scenario
