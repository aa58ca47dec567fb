#include "control/toxic.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdlib>
#include <optional>
#include <utility>

#include "base/quote.hpp"
#include "base/suggestion.hpp"
#include "config/table_reader.hpp"
#include "trace/json_object.hpp"

namespace herd::control {
namespace {

constexpr std::size_t longest_toxic_name = 256;  // bytes

struct KindRow {
    ToxicKind kind;
    std::string_view name;
    std::vector<std::string_view> attributes;
};

const std::array<KindRow, 7>& kind_rows() {
    static const std::array<KindRow, 7> rows{{
        {ToxicKind::latency, "latency", {"latency", "jitter"}},
        {ToxicKind::bandwidth, "bandwidth", {"rate"}},
        {ToxicKind::slow_close, "slow_close", {"delay"}},
        {ToxicKind::timeout, "timeout", {"timeout"}},
        {ToxicKind::reset_peer, "reset_peer", {"timeout"}},
        {ToxicKind::slicer, "slicer", {"average_size", "size_variation", "delay"}},
        {ToxicKind::limit_data, "limit_data", {"bytes"}},
    }};
    return rows;
}

const KindRow& row_of(ToxicKind kind) {
    return *std::find_if(kind_rows().begin(), kind_rows().end(),
                         [kind](const KindRow& row) { return row.kind == kind; });
}

const config::Value* find_member(const config::Value& object, std::string_view name) {
    const auto found = std::find_if(object.entries.begin(), object.entries.end(),
                                    [name](const config::Entry& entry) { return entry.key == name; });
    return found == object.entries.end() ? nullptr : &found->value;
}

/// A member that has to be a text, if it is there; empty, if not.
Result<std::string, Problem> read_member(const config::Value& body, std::string_view name) {
    const auto* value = find_member(body, name);
    if (value == nullptr) return std::string();
    if (value->kind == config::Kind::string) return value->string;
    return unexpected(refuse_body(std::string(name) + " is a string, and not " +
                                  std::string(config::format_kind(value->kind))));
}

Result<ToxicKind, Problem> find_kind(std::string_view name) {
    std::vector<std::string_view> names;
    for (const auto& row : kind_rows()) {
        if (row.name == name) return row.kind;
        names.push_back(row.name);
    }
    std::string why = "invalid toxic type";
    if (!name.empty()) why += ": " + format_quoted(name);
    if (const auto near = find_near_word(name, names); !near.empty())
        why += "; did you mean " + format_quoted(near) + "?";
    return unexpected(Problem{400, std::move(why), {}, {}});
}

/// A link has one connection at a time, so there is no part of them that a toxic could be for.
Result<void, Problem> check_toxicity(const config::Value& body) {
    const auto* value = find_member(body, "toxicity");
    if (value == nullptr) return {};
    std::optional<double> toxicity;
    if (value->kind == config::Kind::integer) toxicity = static_cast<double>(value->integer);
    if (value->kind == config::Kind::floating) toxicity = std::strtod(value->string.c_str(), nullptr);
    if (!toxicity) return unexpected(refuse_body("toxicity is a number"));
    if (*toxicity == 1.0) return {};
    return unexpected(
        Problem{422,
                "toxicity is 1: a link has one connection, which a toxic is on as a whole or not at all",
                {},
                {}});
}

Result<void, Problem> read_attributes(const config::Value& body, Toxic& toxic) {
    const auto* attributes = find_member(body, "attributes");
    if (attributes == nullptr) return {};
    if (attributes->kind != config::Kind::table) return unexpected(refuse_body("attributes is an object"));
    const auto& known = attributes_of(toxic.kind);
    for (const auto& entry : attributes->entries) {
        const auto at = std::find(known.begin(), known.end(), entry.key);
        if (at == known.end()) {
            std::string why = std::string(format_kind(toxic.kind)) + " has no attribute " +
                              format_quoted(entry.key) + "; it has";
            for (const auto& one : known) why += (one == known.front() ? " " : ", ") + std::string(one);
            return unexpected(refuse_body(why));
        }
        if (entry.value.kind != config::Kind::integer || entry.value.integer < 0)
            return unexpected(refuse_body(entry.key + " is an integer, and not negative"));
        toxic.values[static_cast<std::size_t>(at - known.begin())] = entry.value.integer;
    }
    return {};
}

}  // namespace

std::string_view format_stream(Stream stream) {
    return stream == Stream::upstream ? "upstream" : "downstream";
}

std::string_view format_kind(ToxicKind kind) {
    return row_of(kind).name;
}

const std::vector<std::string_view>& attributes_of(ToxicKind kind) {
    return row_of(kind).attributes;
}

std::string name_toxic(ToxicKind kind, Stream stream) {
    return std::string(format_kind(kind)) + "_" + std::string(format_stream(stream));
}

Problem refuse_body(const std::string& why) {
    return {400, "bad request body: " + why, {}, {}};
}

Result<Toxic, Problem> parse_toxic(const config::Value& body) {
    Toxic toxic;
    const auto stream = read_member(body, "stream");
    const auto type = read_member(body, "type");
    const auto name = read_member(body, "name");
    for (const auto* member : {&stream, &type, &name}) {
        if (!*member) return unexpected(member->error());
    }
    if (*stream == "upstream") {
        toxic.stream = Stream::upstream;
    } else if (!stream->empty() && *stream != "downstream") {
        return unexpected(Problem{400, "stream was invalid, can be either upstream or downstream", {}, {}});
    }
    const auto kind = find_kind(*type);
    if (!kind) return unexpected(kind.error());
    toxic.kind = *kind;
    toxic.values.resize(attributes_of(*kind).size());
    toxic.name = name->empty() ? name_toxic(*kind, toxic.stream) : *name;
    if (toxic.name.size() > longest_toxic_name) {
        return unexpected(refuse_body("name has at most " + std::to_string(longest_toxic_name) + " bytes"));
    }
    return change_toxic(std::move(toxic), body);
}

Result<Toxic, Problem> change_toxic(Toxic toxic, const config::Value& body) {
    if (const auto checked = check_toxicity(body); !checked) return unexpected(checked.error());
    if (const auto read = read_attributes(body, toxic); !read) return unexpected(read.error());
    return toxic;
}

void append_toxic(const Toxic& toxic, std::string& out) {
    trace::JsonObject object(out);
    object.key("attributes");
    trace::JsonObject attributes(out);
    const auto& names = attributes_of(toxic.kind);
    for (std::size_t i = 0; i < names.size(); ++i) attributes.number(names[i], toxic.values[i]);
    attributes.end();
    object.text("name", toxic.name);
    object.text("type", format_kind(toxic.kind));
    object.text("stream", format_stream(toxic.stream));
    object.number("toxicity", 1);
    object.end();
}

}  // namespace herd::control
