#include "tables.hpp"

#include <cstddef>
#include <string_view>
#include <utility>

#include "aims.hpp"
#include "rounds.hpp"
#include "study/number.hpp"

namespace herd::bench {
namespace {

using Cells = std::vector<std::string>;

/// A Markdown table, or nothing if no row has anything behind its name.
class MarkdownTable {
public:
    explicit MarkdownTable(const Cells& head) {
        append(head);
        text_ += "|";
        for (std::size_t i = 0; i < head.size(); ++i) text_ += "---|";
        text_ += "\n";
    }

    void add(const Cells& row) {
        bool has_value = false;
        for (std::size_t i = 1; i < row.size(); ++i) has_value = has_value || !row[i].empty();
        if (!has_value) return;
        append(row);
        is_empty_ = false;
    }

    std::string format() const { return is_empty_ ? std::string() : text_ + "\n"; }

private:
    void append(const Cells& cells) {
        text_ += "|";
        for (const auto& cell : cells) text_.append(" ").append(cell).append(cell.empty() ? "|" : " |");
        text_ += "\n";
    }

    std::string text_;
    bool is_empty_ = true;
};

/// `12,345`; empty if it was not measured.
std::string format_grouped(const Rounds& values) {
    if (values.empty()) return {};
    std::string text = study::format_fixed(median(values), 0);
    for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > 0; at -= 3)
        text.insert(static_cast<std::size_t>(at), ",");
    return text;
}

std::string format_figure(const Rounds& values, double divisor, int digits) {
    return values.empty() ? std::string() : study::format_fixed(median(values) / divisor, digits);
}

std::string format_rates(const std::vector<Run>& runs) {
    Cells head{"a second"};
    for (const auto& load : list_load_cases()) head.emplace_back(load.name);
    MarkdownTable table(head);
    for (const auto& target : list_targets()) {
        Cells row{target.name};
        for (const auto& load : list_load_cases())
            row.push_back(format_grouped(select_rate(runs, target.target, load)));
        table.add(row);
    }
    return table.format();
}

std::string format_bounds(const Aim& aim, int digits) {
    std::string text = study::format_fixed(aim.bound, digits);
    if (aim.moonshot) text += "; " + study::format_fixed(*aim.moonshot, digits);
    return text;
}

std::string format_throughput_aims(const std::vector<Run>& runs) {
    MarkdownTable table(
        {"fully propagated, over", "floor; moonshot", "logs off", "logs at `messages`, floor times 0.6"});
    const auto quiet = compare_throughput(runs, "herd");
    const auto logged = compare_throughput(runs, "herd-messages");
    for (std::size_t i = 0; i < quiet.size(); ++i)
        table.add({quiet[i].what,
                   quiet[i].values.empty() && logged[i].values.empty() ? "" : format_bounds(quiet[i], 2),
                   format_outcome(quiet[i]), format_outcome(logged[i])});
    return table.format();
}

std::string format_other_aims(const std::vector<Run>& runs) {
    MarkdownTable table({"what", "at most; moonshot", "measured"});
    for (const auto& aim : check_the_rest(runs))
        if (!aim.values.empty())
            table.add({aim.what, format_bounds(aim, aim.bound < 20 ? 1 : 0), format_outcome(aim)});
    return table.format();
}

std::string format_latencies(const std::vector<Run>& runs) {
    MarkdownTable table({"microseconds, at 2,000 updates a second", "median", "99 %"});
    const auto row = [&](const char* name, const char* target, const std::string& key) {
        const auto of = [&](const char* quantile) {
            return format_figure(
                select(runs, {"propagation", target, {}}, "figures.median." + key + quantile), 1e3, 1);
        };
        table.add({name, of("_p50_ns"), of("_p99_ns")});
    };
    row("the herd, an IAMAT's own round trip", "herd", "round_trip");
    row("the herd, to the last of five", "herd", "propagation");
    row("NATS, to the last of five", "nats", "latency");
    return table.format();
}

/// Processor time an update, by one of the numbers.
std::string format_growth(const std::vector<Run>& runs, const std::string& part, const std::string& what) {
    MarkdownTable table({what, "microseconds of processor time an update", "the same a server"});
    for (const double value : list_values(runs, part, "herd", part)) {
        const Choice choice{part, "herd", {{part, value}}};
        const auto cost = select(runs, choice, "figures.median.processor_per_update_ns");
        const auto servers = median(select(runs, choice, "servers"));
        table.add({format_grouped({{0, value}}), format_figure(cost, 1e3, 2),
                   servers > 0 ? format_figure(cost, 1e3 * servers, 3) : ""});
    }
    return table.format();
}

std::string format_memory(const std::vector<Run>& runs) {
    MarkdownTable table({"bytes a record, 1,000,000 clients with names of 20 bytes", "of a server"});
    const auto row = [&](const char* name, const char* target) {
        table.add({name, format_figure(
                             select(runs, {"memory", target, {}}, "figures.median.bytes_per_record"), 1, 1)});
    };
    row("the herd of five, resident memory, everything included", "herd");
    row("Redis GEOADD, `used_memory`", "redis-geoadd");
    return table.format();
}

std::string format_start(const std::vector<Run>& runs) {
    MarkdownTable table({"servers in a process", "milliseconds to `READY`"});
    for (const double servers : list_values(runs, "start", "herd", "servers"))
        table.add(
            {format_grouped({{0, servers}}),
             format_figure(select(runs, {"start", "herd", {{"servers", servers}}}, "figures.median.start_ms"),
                           1, 0)});
    return table.format();
}

std::string format_machine(const std::vector<Run>& runs) {
    std::string text;
    for (const auto& run : runs) {
        if (run.text("part") != "machine") continue;
        const auto add = [&](std::string_view before, std::string_view name) {
            text.append(before).append(run.text(name));
        };
        add("Measured by `", "command");
        add("` on ", "date");
        add(": ", "cpu");
        text += ", " + study::format_fixed(run.number("cores"), 0) + " cores; ";
        add("", "system");
        add(", Linux ", "kernel");
        add("; ", "compiler");
        add("; herd ", "herd");
        add(", redis-server ", "redis");
        add(", nats-server ", "nats");
        text +=
            ". Medians of the rounds, ratios are those within a round; in brackets the least and the most of "
            "them.\n\n";
    }
    return text;
}

std::string with_title(const std::string& title, const std::string& body) {
    return body.empty() ? body : "### " + title + "\n\n" + body;
}

}  // namespace

const std::vector<TargetName>& list_targets() {
    static const std::vector<TargetName> targets{
        {"line-echo", "raw epoll echo"},     {"asio-echo", "Asio echo"},     {"redis-set", "Redis SET"},
        {"redis-geoadd", "Redis GEOADD"},    {"nats", "NATS, five servers"}, {"herd", "herd, logs off"},
        {"herd-messages", "herd as shipped"}};
    return targets;
}

std::string format_tables(const std::vector<Run>& runs) {
    std::string text = format_machine(runs);
    text += with_title("Throughput", format_rates(runs) + format_throughput_aims(runs));
    text += with_title("Latency", format_latencies(runs));
    text += with_title("Other aims", format_other_aims(runs));
    text += with_title("Growth", format_growth(runs, "clients", "clients") +
                                     format_growth(runs, "servers", "servers") +
                                     format_growth(runs, "idle", "idle connections") + format_start(runs));
    text += with_title("Memory", format_memory(runs));
    return text;
}

}  // namespace herd::bench
