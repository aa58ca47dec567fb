#include <array>
#include <cstdint>
#include <string>

#include "config/choice.hpp"
#include "config/fault_readers.hpp"
#include "fault/limits.hpp"

namespace herd::config {

using namespace fault;

namespace {

constexpr DurationRange delays{nanoseconds(0), longest_delay};
constexpr DurationRange periods{shortest_period, longest_period};

constexpr std::string_view a_direction =
    "a table such as { from = \"Alford\", to = \"Welsh\" } or { link = [\"Alford\", \"Welsh\"] }";
constexpr std::string_view a_shape =
    "a table such as { link = [\"Alford\", \"Welsh\"], ... } or { from = \"Alford\", to = \"Welsh\", ... }";

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

}  // namespace

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

}  // namespace herd::config
