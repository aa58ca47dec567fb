#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include "trace/event_reader.hpp"
#include "trace/server_names.hpp"
#include "trace/trace_file.hpp"

namespace herd::trace {
namespace {

using core::ServerIndex;

// Arrays and objects inside members that are passed over may not go deeper.
constexpr std::size_t deepest = 32;

/// Takes the pieces of a JSON text as RapidJSON finds them. Each function returns whether to go on.
class TraceReader {
public:
    explicit TraceReader(const rapidjson::MemoryStream& stream) : stream_(stream), event_(names_) {}

    // What RapidJSON calls.
    bool Null() { return on_scalar(std::monostate{}); }
    bool Bool(bool value) { return on_scalar(value); }
    bool Int(int value) { return Int64(value); }
    bool Uint(unsigned value) { return Uint64(value); }
    bool Int64(std::int64_t value) {
        return value < 0 ? on_scalar(value) : on_scalar(static_cast<std::uint64_t>(value));
    }
    bool Uint64(std::uint64_t value) { return on_scalar(value); }
    bool Double(double value) { return on_scalar(value); }
    bool RawNumber(const char*, rapidjson::SizeType, bool) { return false; }
    bool String(const char* text, rapidjson::SizeType size, bool) {
        return on_scalar(std::string_view(text, size));
    }
    bool Key(const char* text, rapidjson::SizeType size, bool) { return on_key({text, size}); }
    bool StartObject() { return on_open(true); }
    bool EndObject(rapidjson::SizeType) { return on_close(); }
    bool StartArray() { return on_open(false); }
    bool EndArray(rapidjson::SizeType) { return on_close(); }

    /// What is wrong, and where in the text, if a function returned false.
    const std::string& why() const { return why_; }
    std::size_t place() const { return place_; }

    /// Checks what can only be checked at the end. False: see `why`.
    bool finish();
    Trace take() { return std::move(trace_); }

private:
    /// What of a trace the reader is in.
    enum class Part { text, trace, servers, links, link, events, event, skipped };

    bool fail(std::string why) { return fail_at(stream_.Tell(), std::move(why)); }
    bool fail_at(std::size_t place, std::string why) {
        place_ = place;
        why_ = std::move(why);
        return false;
    }
    bool fail_event(const std::string& why) {
        return fail_at(event_place_, "event " + std::to_string(trace_.events.size() + 1) + ": " + why);
    }

    Part part() const { return parts_.back(); }
    bool enter(Part part) {
        parts_.push_back(part);
        return true;
    }
    bool on_open(bool is_object);
    bool open_member(bool is_object);
    bool on_close();
    bool on_key(std::string_view key);
    bool on_scalar(const JsonScalar& value);
    bool on_member(const JsonScalar& value);
    bool on_name(const JsonScalar& value);
    bool finish_event();
    bool finish_link();
    bool finish_names();
    void finish_links();

    const rapidjson::MemoryStream& stream_;
    std::vector<Part> parts_{Part::text};
    std::string key_;
    std::string why_;
    std::size_t place_ = 0;

    ServerNames names_;
    EventReader event_;
    std::size_t event_place_ = 0;
    std::optional<std::vector<ServerIndex>> servers_;
    std::optional<std::vector<std::pair<ServerIndex, ServerIndex>>> links_;
    std::vector<ServerIndex> link_;
    bool has_events_ = false;
    bool has_dropped_ = false;
    Trace trace_;
};

bool TraceReader::on_open(bool is_object) {
    switch (part()) {
        case Part::text:
            if (is_object) return enter(Part::trace);
            return fail("is no trace: a JSON object with 'events' is expected");
        case Part::trace:
            return open_member(is_object);
        case Part::servers:
            return fail("servers: has something that is no name");
        case Part::links:
            if (is_object) return fail("links: has something that is no pair of names");
            link_.clear();
            return enter(Part::link);
        case Part::link:
            return fail("links: has something that is no pair of names");
        case Part::events:
            if (!is_object) return fail("events: has something that is no event");
            event_place_ = stream_.Tell();
            event_.begin(event_place_);
            return enter(Part::event);
        case Part::event:
            if (EventReader::knows(key_)) return fail_event(key_ + ": is no plain value");
            return enter(Part::skipped);
        case Part::skipped:
            if (parts_.size() > deepest) return fail("is nested too deeply for a trace");
            return enter(Part::skipped);
    }
    return false;
}

bool TraceReader::open_member(bool is_object) {
    const auto open_list = [&](bool is_there, Part part) {
        if (is_object) return fail(key_ + ": is no array");
        if (is_there) return fail(key_ + ": is there twice");
        return enter(part);
    };
    if (key_ == "servers") {
        const bool is_there = servers_.has_value();
        servers_.emplace();
        return open_list(is_there, Part::servers);
    }
    if (key_ == "links") {
        const bool is_there = links_.has_value();
        links_.emplace();
        return open_list(is_there, Part::links);
    }
    if (key_ == "events") return open_list(std::exchange(has_events_, true), Part::events);
    if (key_ == "dropped") return fail("dropped: is no number");
    return enter(Part::skipped);
}

bool TraceReader::on_close() {
    const Part closed = part();
    parts_.pop_back();
    if (closed == Part::event) return finish_event();
    if (closed == Part::link) return finish_link();
    return true;
}

bool TraceReader::on_key(std::string_view key) {
    key_ = key;
    return true;
}

bool TraceReader::on_scalar(const JsonScalar& value) {
    switch (part()) {
        case Part::text:
            return fail("is no trace: a JSON object with 'events' is expected");
        case Part::trace:
            return on_member(value);
        case Part::servers:
        case Part::link:
            return on_name(value);
        case Part::links:
            return fail("links: has something that is no pair of names");
        case Part::events:
            return fail("events: has something that is no event");
        case Part::event: {
            if (!EventReader::knows(key_)) return true;
            const auto good = event_.set(key_, value);
            if (names_.size() > most_servers)
                return fail_event("there are more than " + std::to_string(most_servers) + " servers");
            return good ? true : fail_event(good.error());
        }
        case Part::skipped:
            return true;
    }
    return false;
}

bool TraceReader::on_member(const JsonScalar& value) {
    if (key_ == "servers" || key_ == "links" || key_ == "events") return fail(key_ + ": is no array");
    if (key_ != "dropped") return true;
    const auto* count = std::get_if<std::uint64_t>(&value);
    if (!count) return fail("dropped: is no integer from 0 to 2^64 - 1");
    if (std::exchange(has_dropped_, true)) return fail("dropped: is there twice");
    trace_.dropped = *count;
    return true;
}

bool TraceReader::on_name(const JsonScalar& value) {
    const bool is_link = part() == Part::link;
    const std::string where = is_link ? "links: " : "servers: ";
    const auto* name = std::get_if<std::string_view>(&value);
    if (!name || !is_server_name(*name)) return fail(where + "has something that is no name");
    const auto server = names_.find_or_add(*name, stream_.Tell());
    if (names_.size() > most_servers)
        return fail(where + "there are more than " + std::to_string(most_servers) + " servers");
    if (is_link) {
        if (link_.size() == 2) return fail("links: a link has two ends, and here are more");
        link_.push_back(server);
        return true;
    }
    if (std::find(servers_->begin(), servers_->end(), server) != servers_->end())
        return fail("servers: '" + std::string(*name) + "' is there twice");
    servers_->push_back(server);
    return true;
}

bool TraceReader::finish_event() {
    auto event = event_.finish();
    if (!event) return fail_event(event.error());
    if (event->seq == 0) return fail_event("seq: is 0, and counts from 1");
    if (!trace_.events.empty()) {
        const Event& last = trace_.events.back();
        if (event->seq <= last.seq) return fail_event("seq: is no greater than that of the event before it");
        if (event->t < last.t) return fail_event("t_ns: is earlier than that of the event before it");
    }
    trace_.events.push_back(std::move(*event));
    return true;
}

bool TraceReader::finish_link() {
    if (link_.size() != 2) return fail("links: a link has two ends, and here are fewer");
    if (link_[0] == link_[1]) return fail("links: a link has the same server at both ends");
    links_->emplace_back(link_[0], link_[1]);
    return true;
}

/// Gives servers the places that `servers` has them at.
bool TraceReader::finish_names() {
    if (!servers_) {
        trace_.servers = names_.names();
        return true;
    }
    std::vector<std::optional<ServerIndex>> places(names_.size());
    for (std::size_t i = 0; i < servers_->size(); ++i) {
        places[(*servers_)[i]] = static_cast<ServerIndex>(i);
        trace_.servers.push_back(names_.names()[(*servers_)[i]]);
    }
    for (ServerIndex server = 0; server < places.size(); ++server) {
        if (!places[server])
            return fail_at(names_.place(server),
                           "'" + names_.names()[server] + "' is no server that 'servers' has");
    }
    for (auto& event : trace_.events) {
        event.server = *places[event.server];
        if (event.peer) event.peer = places[*event.peer];
        if (event.origin) event.origin = places[*event.origin];
    }
    if (!links_) return true;
    for (auto& [a, b] : *links_) {
        a = *places[a];
        b = *places[b];
    }
    return true;
}

void TraceReader::finish_links() {
    if (links_) {
        trace_.links = std::move(*links_);
    } else {
        for (const auto& event : trace_.events) {
            // A link that a fault names is one, too; an outcome has the peer of a delivery.
            if (event.peer) trace_.links.emplace_back(event.server, *event.peer);
        }
    }
    auto& links = trace_.links;
    for (auto& [a, b] : links) {
        if (a > b) std::swap(a, b);
    }
    std::sort(links.begin(), links.end());
    links.erase(std::unique(links.begin(), links.end()), links.end());
}

bool TraceReader::finish() {
    if (!has_events_) return fail("is no trace: it has no 'events'");
    if (!finish_names()) return false;
    finish_links();
    return true;
}

std::string describe(rapidjson::ParseErrorCode code) {
    switch (code) {
        case rapidjson::kParseErrorDocumentEmpty:
            return "is no trace: it is empty";
        case rapidjson::kParseErrorDocumentRootNotSingular:
            return "has more behind the end of the trace";
        case rapidjson::kParseErrorStringInvalidEncoding:
            return "is no valid JSON: not UTF-8";
        case rapidjson::kParseErrorNumberTooBig:
            return "is no valid JSON: a number is too big";
        default:
            return "is no valid JSON";
    }
}

std::string format_error(std::string_view text, const std::string& name, std::size_t place,
                         const std::string& why) {
    const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(place, text.size()));
    const auto line = 1 + std::count(text.begin(), end, '\n');
    return name + ":" + std::to_string(line) + ": " + why;
}

}  // namespace

Result<Trace, std::string> parse_trace(std::string_view text, const std::string& name) {
    if (text.size() > longest_trace) return unexpected(name + ": is larger than any trace that is read");
    rapidjson::MemoryStream stream(text.data(), text.size());
    TraceReader handler(stream);
    rapidjson::Reader parser;
    constexpr unsigned flags = rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag;
    const auto result = parser.Parse<flags>(stream, handler);
    if (result.IsError() && result.Code() != rapidjson::kParseErrorTermination)
        return unexpected(format_error(text, name, result.Offset(), describe(result.Code())));
    // RapidJSON takes a NUL byte for the end.
    if (!result.IsError() && stream.Tell() < text.size())
        return unexpected(format_error(text, name, stream.Tell(), "has more behind the end of the trace"));
    if (result.IsError() || !handler.finish())
        return unexpected(format_error(text, name, handler.place(), handler.why()));
    return handler.take();
}

}  // namespace herd::trace
