#include "config/fault_table.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <utility>

#include "base/assert.hpp"
#include "base/quote.hpp"
#include "config/choice.hpp"
#include "fault/limits.hpp"

namespace herd::config {
namespace {

using namespace fault;

constexpr DurationRange delays{nanoseconds(0), longest_delay};
constexpr DurationRange periods{shortest_period, longest_period};

constexpr std::string_view a_direction =
    "a table such as { from = \"Alford\", to = \"Welsh\" } or { link = [\"Alford\", \"Welsh\"] }";
constexpr std::string_view a_shape =
    "a table such as { link = [\"Alford\", \"Welsh\"], ... } or { from = \"Alford\", to = \"Welsh\", ... }";

// Each reads the fault under a key of a table; nothing, if it was faulty.
using Read = std::optional<Action> (*)(TableReader& table, std::string_view key, const NameReader& names);

template <class What>
std::optional<Action> read_on_link(TableReader& table, std::string_view key, const NameReader& names) {
    What what;
    if (!names.read_link(table, key, what.link)) return std::nullopt;
    return what;
}

template <class What>
std::optional<Action> read_on_server(TableReader& table, std::string_view key, const NameReader& names) {
    What what;
    if (!names.read_server(table, key, what.server)) return std::nullopt;
    return what;
}

// A fault of a table of its own: where it is, and what `read_values` reads.
template <class What, class ReadValues>
std::optional<Action> read_shape(TableReader& table, std::string_view key, const NameReader& names,
                                 ReadValues read_values, std::string_view form = a_shape) {
    auto shape = table.open_table(key, form);
    if (!shape) return std::nullopt;
    What what;
    const bool has_values = read_values(*shape, what);
    bool has_place = false;
    if constexpr (requires { what.where; }) {
        has_place = names.read_where(*shape, what.where);
    } else {
        has_place = names.read_link(*shape, "link", what.link);
        shape->require("link", "the two ends of a link such as [\"Alford\", \"Welsh\"]");
    }
    shape->finish();
    if (!has_values || !has_place) return std::nullopt;
    return what;
}

// Whether a value that may be missing is not faulty: it was read, or is not there.
bool is_good(const TableReader& table, std::string_view key, bool was_read) {
    return was_read || !table.has(key);
}

bool read_latency_values(TableReader& table, Latency& latency) {
    const std::array<Choice<Distribution>, 4> distributions{
        {{format_distribution(Distribution::constant), Distribution::constant},
         {format_distribution(Distribution::uniform), Distribution::uniform},
         {format_distribution(Distribution::normal), Distribution::normal},
         {format_distribution(Distribution::exponential), Distribution::exponential}}};
    const bool has_delay = table.read_duration("delay", delays, latency.delay);
    const bool has_jitter = table.read_duration("jitter", delays, latency.jitter);
    const bool has_distribution = table.read_choice("distribution", distributions, latency.distribution);
    table.require("delay", "a duration such as \"50ms\"");
    if (!has_delay || !is_good(table, "jitter", has_jitter)) return false;
    if (!is_good(table, "distribution", has_distribution)) return false;
    const bool is_constant = latency.distribution == Distribution::constant;
    if (has_jitter && is_constant) {
        table.fault("jitter", "a constant delay has no jitter; leave one of them out");
        return false;
    }
    if (!has_jitter && has_distribution && !is_constant) {
        table.fault("distribution", "needs a jitter, such as jitter = \"10ms\"");
        return false;
    }
    return true;
}

std::optional<Action> read_latency(TableReader& table, std::string_view key, const NameReader& names) {
    return read_shape<Latency>(table, key, names, read_latency_values);
}

std::optional<Action> read_stall(TableReader& table, std::string_view key, const NameReader& names) {
    return read_shape<Stall>(
        table, key, names, [](TableReader&, Stall&) { return true; }, a_direction);
}

std::optional<Action> read_corrupt(TableReader& table, std::string_view key, const NameReader& names) {
    return read_shape<Corrupt>(
        table, key, names, [](TableReader&, Corrupt&) { return true; }, a_direction);
}

std::optional<Action> read_bandwidth(TableReader& table, std::string_view key, const NameReader& names) {
    return read_shape<Bandwidth>(table, key, names, [](TableReader& shape, Bandwidth& bandwidth) {
        const bool has_rate =
            shape.read_size("rate", {1, std::int64_t{largest_rate}}, bandwidth.bytes_per_second);
        shape.require("rate", "bytes a second, such as \"10KiB\"");
        return has_rate;
    });
}

std::optional<Action> read_slice(TableReader& table, std::string_view key, const NameReader& names) {
    return read_shape<Slice>(table, key, names, [](TableReader& shape, Slice& slice) {
        const bool has_size = shape.read_size("size", {1, std::int64_t{largest_slice}}, slice.size);
        const bool has_pause = shape.read_duration("pause", delays, slice.pause);
        return is_good(shape, "size", has_size) && is_good(shape, "pause", has_pause);
    });
}

std::optional<Action> read_close_after(TableReader& table, std::string_view key, const NameReader& names) {
    return read_shape<CloseAfter>(table, key, names, [](TableReader& shape, CloseAfter& close) {
        const bool has_bytes = shape.read_size("bytes", {1, std::int64_t{most_bytes}}, close.bytes);
        shape.require("bytes", "how many bytes cross before, such as 100");
        return has_bytes;
    });
}

std::optional<Action> read_drop_first(TableReader& table, std::string_view key, const NameReader& names) {
    return read_shape<DropFirst>(
        table, key, names,
        [](TableReader& shape, DropFirst& drop) {
            const bool has_messages =
                shape.read_integer("messages", {1, std::int64_t{most_messages}}, drop.messages);
            return is_good(shape, "messages", has_messages);
        },
        "a table such as { link = [\"Alford\", \"Welsh\"], messages = 2 }");
}

std::optional<Action> read_flap(TableReader& table, std::string_view key, const NameReader& names) {
    return read_shape<Flap>(
        table, key, names,
        [](TableReader& shape, Flap& flap) {
            const bool has_period = shape.read_duration("period", periods, flap.period);
            shape.require("period", "a duration such as \"100ms\"");
            return has_period;
        },
        "a table such as { link = [\"Alford\", \"Welsh\"], period = \"100ms\" }");
}

std::optional<Action> read_clock(TableReader& table, std::string_view key, const NameReader& names) {
    auto shape = table.open_table(key, "a table such as { server = \"Ball\", offset = \"-2s\" }");
    if (!shape) return std::nullopt;
    Clock clock;
    const bool has_server = names.read_server(*shape, "server", clock.server);
    const bool has_offset = shape->read_offset("offset", largest_offset, clock.offset);
    const bool has_drift = shape->read_ppm("drift", largest_drift_ppm, clock.drift_ppm);
    shape->require("server", "the name of a server");
    if (!shape->has("drift")) shape->require("offset", "an offset such as \"-2s\", or a drift");
    shape->finish();
    const bool has_values = (has_offset || has_drift) && is_good(*shape, "offset", has_offset) &&
                            is_good(*shape, "drift", has_drift);
    if (!has_server || !has_values) return std::nullopt;
    return clock;
}

std::optional<Action> read_split(TableReader& table, std::string_view key, const NameReader& names) {
    Split split;
    if (!names.read_groups(table, key, split.groups)) return std::nullopt;
    return split;
}

std::optional<Action> read_bridge(TableReader& table, std::string_view key, const NameReader& names) {
    auto shape =
        table.open_table(key, "a table such as { server = \"Ball\", groups = [[\"Alford\"], [\"Welsh\"]] }");
    if (!shape) return std::nullopt;
    Bridge bridge;
    const bool has_server = names.read_server(*shape, "server", bridge.server);
    const bool has_groups = names.read_groups(*shape, "groups", bridge.groups);
    shape->require("server", "the name of a server");
    shape->require("groups", "groups of servers such as [[\"Alford\"], [\"Ball\", \"Welsh\"]]");
    shape->finish();
    if (!has_server || !has_groups) return std::nullopt;
    return bridge;
}

std::optional<Action> read_majorities(TableReader& table, std::string_view key, const NameReader&) {
    bool is_wanted = false;
    if (!table.read_boolean(key, is_wanted)) return std::nullopt;
    if (is_wanted) return Majorities{};
    table.fault(key, "expected true; heal = \"all\" undoes it");
    return std::nullopt;
}

std::optional<Action> read_swizzle(TableReader& table, std::string_view key, const NameReader&) {
    auto shape = table.open_table(key, "a table such as { step = \"50ms\" }");
    if (!shape) return std::nullopt;
    Swizzle swizzle;
    const bool has_step = shape->read_duration("step", periods, swizzle.step);
    shape->finish();
    if (!is_good(*shape, "step", has_step)) return std::nullopt;
    return swizzle;
}

std::optional<Action> read_heal(TableReader& table, std::string_view key, const NameReader& names) {
    struct Word {
        std::string_view word;
        bool value;
    };
    constexpr std::array<Word, 1> words{{{"all", true}}};
    bool heals_all = false;
    if (!table.has(key, Kind::string)) return read_on_link<Heal>(table, key, names);
    if (!table.read_choice(key, words, heals_all)) return std::nullopt;
    return HealAll{};
}

struct Verb {
    std::string_view name;
    Read read;
};

constexpr std::array<Verb, 23> verbs{{{"cut", read_on_link<Cut>},
                                      {"refuse", read_on_link<Refuse>},
                                      {"reset", read_on_link<Reset>},
                                      {"stall", read_stall},
                                      {"latency", read_latency},
                                      {"bandwidth", read_bandwidth},
                                      {"slice", read_slice},
                                      {"close_after", read_close_after},
                                      {"drop_first", read_drop_first},
                                      {"flap", read_flap},
                                      {"corrupt", read_corrupt},
                                      {"stop", read_on_server<Stop>},
                                      {"crash", read_on_server<Crash>},
                                      {"start", read_on_server<Start>},
                                      {"pause", read_on_server<Pause>},
                                      {"resume", read_on_server<Resume>},
                                      {"clock", read_clock},
                                      {"isolate", read_on_server<Isolate>},
                                      {"split", read_split},
                                      {"bridge", read_bridge},
                                      {"majorities", read_majorities},
                                      {"swizzle", read_swizzle},
                                      {"heal", read_heal}}};

}  // namespace

const std::vector<std::string_view>& fault_verbs() {
    static const auto names = [] {
        std::vector<std::string_view> list;
        for (const auto& verb : verbs) list.push_back(verb.name);
        return list;
    }();
    return names;
}

std::optional<fault::Fault> read_fault(TableReader& table, std::string_view verb, const NameReader& names) {
    nanoseconds lasts{};
    const bool has_lasts = table.read_duration("for", longest_fault, lasts);
    for (const auto& candidate : verbs) {
        if (candidate.name != verb) continue;
        const auto action = candidate.read(table, verb, names);
        if (!action) return std::nullopt;
        if (table.has("for") && ends_by_itself(*action)) {
            table.fault("for", format_quoted(verb) + " ends by itself, and cannot be for a time");
            return std::nullopt;
        }
        if (!is_good(table, "for", has_lasts)) return std::nullopt;
        return fault::Fault{*action, has_lasts ? std::optional(lasts) : std::nullopt};
    }
    HERD_ASSERT(!"a verb of faults");
    return std::nullopt;
}

}  // namespace herd::config
