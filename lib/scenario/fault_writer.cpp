#include "scenario/fault_writer.hpp"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/quantity.hpp"

namespace herd::scenario {
namespace {

std::string format_link(const fault::LinkName& link) {
    return format_toml(std::vector<std::string>{link.a, link.b});
}

void write_where(const fault::Where& where, TomlTable& table) {
    if (const auto* link = std::get_if<fault::LinkName>(&where)) {
        table.add("link", format_link(*link));
    } else {
        const auto& direction = std::get<fault::DirectionName>(where);
        table.add_text("from", direction.from);
        table.add_text("to", direction.to);
    }
}

void write_duration(std::string_view key, nanoseconds duration, TomlTable& table) {
    table.add_text(key, format_duration(duration));
}

// What stands in a table beside the place.

void write_values(const fault::Stall&, TomlTable&) {}
void write_values(const fault::Corrupt&, TomlTable&) {}

void write_values(const fault::Latency& latency, TomlTable& table) {
    const bool is_uniform = latency.distribution == fault::Distribution::uniform;
    write_duration("delay", latency.delay, table);
    if (latency.distribution != fault::Distribution::constant && (!is_uniform || latency.jitter.count() > 0))
        write_duration("jitter", latency.jitter, table);
    if (!is_uniform) table.add_text("distribution", format_distribution(latency.distribution));
}

void write_values(const fault::Bandwidth& bandwidth, TomlTable& table) {
    table.add("rate", std::to_string(bandwidth.bytes_per_second));
}

void write_values(const fault::Slice& slice, TomlTable& table) {
    table.add("size", std::to_string(slice.size));
    write_duration("pause", slice.pause, table);
}

void write_values(const fault::CloseAfter& close, TomlTable& table) {
    table.add("bytes", std::to_string(close.bytes));
}

void write_values(const fault::DropFirst& drop, TomlTable& table) {
    table.add("messages", std::to_string(drop.messages));
}

void write_values(const fault::Flap& flap, TomlTable& table) {
    write_duration("period", flap.period, table);
}

// The value of the verb.

std::string format_value(const fault::Clock& clock) {
    TomlTable table;
    table.add_text("server", clock.server);
    if (clock.offset.count() != 0 || clock.drift_ppm == 0)
        table.add_text("offset", format_offset(clock.offset));
    if (clock.drift_ppm != 0) table.add_text("drift", format_ppm(clock.drift_ppm));
    return table.format_inline();
}

std::string format_value(const fault::Bridge& bridge) {
    TomlTable table;
    table.add_text("server", bridge.server);
    table.add("groups", format_toml(bridge.groups));
    return table.format_inline();
}

std::string format_value(const fault::Swizzle& swizzle) {
    TomlTable table;
    write_duration("step", swizzle.step, table);
    return table.format_inline();
}

std::string format_value(const fault::Split& split) {
    return format_toml(split.groups);
}
std::string format_value(const fault::Majorities&) {
    return "true";
}
std::string format_value(const fault::HealAll&) {
    return format_toml("all");
}

/// All others are a link, a server, or a table of a place and values.
template <class What>
std::string format_value(const What& what) {
    if constexpr (requires { what.server; }) {
        return format_toml(what.server);
    } else if constexpr (requires(TomlTable table) { write_values(what, table); }) {
        TomlTable table;
        if constexpr (requires { what.where; }) {
            write_where(what.where, table);
        } else {
            table.add("link", format_link(what.link));
        }
        write_values(what, table);
        return table.format_inline();
    } else {
        return format_link(what.link);
    }
}

}  // namespace

void write_fault(const fault::Fault& fault, TomlTable& step) {
    step.add(format_verb(fault.action),
             std::visit([](const auto& what) { return format_value(what); }, fault.action));
    if (fault.lasts) step.add_text("for", format_duration(*fault.lasts));
}

}  // namespace herd::scenario
