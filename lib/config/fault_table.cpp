#include "config/fault_table.hpp"

#include <array>
#include <utility>

#include "base/assert.hpp"
#include "base/quote.hpp"
#include "config/choice.hpp"
#include "config/fault_readers.hpp"
#include "fault/limits.hpp"

namespace herd::config {
namespace {

using namespace fault;

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

std::optional<Action> read_heal(TableReader& table, std::string_view key, const NameReader& names) {
    constexpr std::array<Choice<bool>, 1> words{{{"all", true}}};
    bool heals_all = false;
    if (!table.has(key, Kind::string)) return read_on_link<Heal>(table, key, names);
    if (!table.read_choice(key, words, heals_all)) return std::nullopt;
    return HealAll{};
}

struct Verb {
    std::string_view name;
    FaultReader* read;
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
