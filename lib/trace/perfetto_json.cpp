#include "trace/perfetto_json.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <ostream>
#include <string>
#include <vector>

#include "trace/json_object.hpp"
#include "trace/space_time.hpp"

namespace herd::trace {
namespace {

// A slice that nothing follows at once is long enough to be seen. Units: nanoseconds.
constexpr std::int64_t slice_length = 1000;

/// Microseconds with three decimals.
std::string format_micros(std::int64_t nanos) {
    const std::string sign = nanos < 0 ? "-" : "";
    const auto size = static_cast<std::uint64_t>(nanos < 0 ? -nanos : nanos);
    std::string fraction = std::to_string(size % 1000);
    fraction.insert(0, 3 - fraction.size(), '0');
    return sign + std::to_string(size / 1000) + "." + fraction;
}

/// Writes event by event.
class PerfettoWriter {
public:
    PerfettoWriter(const Trace& trace, std::ostream& out)
        : trace_(trace),
          out_(out),
          picture_(make_space_time(trace, {}, std::numeric_limits<std::size_t>::max())),
          starts_(picture_.steps.size()) {}

    void write() {
        out_ << "{\"displayTimeUnit\":\"ns\",\"traceEvents\":[";
        write_names();
        write_steps();
        write_messages();
        write_instants();
        write_disturbances();
        out_ << "\n],\"otherData\":{\"dropped\":\"" << trace_.dropped << "\"}}\n";
    }

private:
    /// Writes an event, with what all have; `more` adds the rest.
    template <class More>
    void write(std::string_view phase, core::ServerIndex server, std::string_view name, More more) {
        std::string text = is_first_ ? "\n" : ",\n";
        is_first_ = false;
        JsonObject object(text);
        object.text("ph", phase);
        object.number("pid", 1);
        object.number("tid", static_cast<std::int64_t>(server) + 1);
        object.text("name", name);
        more(object, text);
        object.end();
        out_ << text;
    }
    std::int64_t time(std::size_t event) const { return trace_.events[event].t.count(); }

    void write_names();
    void write_steps();
    void write_messages();
    void write_instants();
    void write_disturbances();

    const Trace& trace_;
    std::ostream& out_;
    SpaceTime picture_;
    std::vector<std::int64_t> starts_;  // of the slice of each step
    bool is_first_ = true;
};

void PerfettoWriter::write_names() {
    const auto args = [](std::string_view key, const std::string& value) {
        return [key, &value](JsonObject& object, std::string& text) {
            object.key("args");
            JsonObject inner(text);
            inner.text(key, value);
            inner.end();
        };
    };
    const std::string herd = "herd";
    write("M", 0, "process_name", args("name", herd));
    for (core::ServerIndex server = 0; server < trace_.servers.size(); ++server) {
        write("M", server, "thread_name", args("name", trace_.servers[server]));
        write("M", server, "thread_sort_index", [server](JsonObject& object, std::string& text) {
            object.key("args");
            JsonObject inner(text);
            inner.number("sort_index", server);
            inner.end();
        });
    }
}

/// Slices of one server must not overlap, though events may have the same time.
void PerfettoWriter::write_steps() {
    std::vector<std::int64_t> ends(trace_.servers.size(), std::numeric_limits<std::int64_t>::min());
    std::vector<std::int64_t> nexts(picture_.steps.size());
    std::vector<std::int64_t> next(trace_.servers.size(), std::numeric_limits<std::int64_t>::max());
    for (std::size_t i = picture_.steps.size(); i-- > 0;) {
        const Step& step = picture_.steps[i];
        nexts[i] = std::exchange(next[step.server], time(step.first));
    }
    for (std::size_t i = 0; i < picture_.steps.size(); ++i) {
        const Step& step = picture_.steps[i];
        const Event& event = trace_.events[step.first];
        const auto& update = picture_.updates[step.update];
        starts_[i] = std::max(ends[step.server], time(step.first));
        const std::int64_t end = std::max(
            starts_[i] + 1, std::min(nexts[i], std::max(time(step.last), starts_[i] + slice_length)));
        ends[step.server] = end;
        write("X", step.server, format_update(update) + " " + std::string(format_kind(step.kind)),
              [&](JsonObject& object, std::string& text) {
                  object.text("cat", "update");
                  object.json("ts", format_micros(starts_[i]));
                  object.json("dur", format_micros(end - starts_[i]));
                  object.key("args");
                  JsonObject args(text);
                  args.bytes("client", update.client);
                  args.text("time", update.time);
                  args.text("origin", trace_.servers[update.origin]);
                  if (event.peer && event.kind == Kind::delivered)
                      args.text("from", trace_.servers[*event.peer]);
                  args.count("hop", event.hop);
                  args.count("lamport", event.lamport);
                  args.count("seq", event.seq);
                  args.end();
              });
    }
}

void PerfettoWriter::write_messages() {
    for (std::size_t i = 0; i < picture_.arrows.size(); ++i) {
        const Arrow& arrow = picture_.arrows[i];
        if (!arrow.from || !arrow.to) continue;
        const std::string name = arrow.is_resync ? "resync" : "hop " + std::to_string(arrow.hop);
        const auto more = [&](std::size_t step, bool is_end) {
            return [this, step, is_end, i](JsonObject& object, std::string&) {
                object.text("cat", "message");
                object.count("id", i + 1);
                object.json("ts", format_micros(starts_[step]));
                if (is_end) object.text("bp", "e");
            };
        };
        write("s", arrow.source, name, more(*arrow.from, false));
        write("f", arrow.destination, name, more(*arrow.to, true));
    }
}

void PerfettoWriter::write_instants() {
    for (std::size_t i = 0; i < trace_.events.size(); ++i) {
        const Event& event = trace_.events[i];
        if (!event.client.empty()) continue;
        std::string name(format_kind(event.kind));
        if (event.peer) name += " " + trace_.servers[*event.peer];
        write("i", event.server, name, [&](JsonObject& object, std::string& text) {
            object.text("cat", "herd");
            object.text("s", "t");
            object.json("ts", format_micros(time(i)));
            object.key("args");
            JsonObject args(text);
            if (!event.detail.empty()) args.text("detail", event.detail);
            args.count("lamport", event.lamport);
            args.count("seq", event.seq);
            args.end();
        });
    }
}

void PerfettoWriter::write_disturbances() {
    if (trace_.events.empty()) return;
    for (std::size_t i = 0; i < picture_.disturbances.size(); ++i) {
        const Disturbance& disturbance = picture_.disturbances[i];
        const std::string name = format_disturbance(disturbance, trace_);
        const auto more = [i](std::int64_t at) {
            return [i, at](JsonObject& object, std::string&) {
                object.text("cat", "disturbance");
                object.text("id", std::to_string(i + 1));
                object.json("ts", format_micros(at));
            };
        };
        write("b", disturbance.server, name, more(time(disturbance.begin.value_or(0))));
        write("e", disturbance.server, name, more(time(disturbance.end.value_or(trace_.events.size() - 1))));
    }
}

}  // namespace

void write_perfetto_json(const Trace& trace, std::ostream& out) {
    PerfettoWriter(trace, out).write();
}

}  // namespace herd::trace
