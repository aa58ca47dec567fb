#include "bench_report.hpp"

#include <algorithm>
#include <chrono>

#include "base/columns.hpp"
#include "base/quantity.hpp"
#include "topology_json.hpp"
#include "trace/text_table.hpp"

namespace herd::app {
namespace {

using bench::Figures;
using bench::FigureUnit;

std::string format_number(std::size_t number) {
    return bench::format_figure(static_cast<double>(number), FigureUnit::count);
}

double to_seconds(nanoseconds time) {
    return std::chrono::duration<double>(time).count();
}

/// `50 connections, 32 deep, to the classic ring in this process, ...`
std::string describe(const BenchSetup& setup) {
    const auto& load = setup.load.load;
    std::string text = format_count(load.connections, "connection") + ", " + format_number(load.depth) +
                       " deep, to " + setup.name + (setup.is_own ? " in this process" : "") + "; " +
                       format_number(setup.load.phones.count) + " clients, names of " +
                       format_count(setup.load.phones.name_length, "byte");
    if (load.idle_connections > 0) text += "; " + format_number(load.idle_connections) + " idle besides";
    text += load.rate > 0 ? "; " + bench::format_figure(load.rate, FigureUnit::rate) + " requests a second"
                          : std::string("; a closed loop");
    text += load.count > 0 ? "; " + format_number(load.count) + " requests"
                           : "; " + format_duration(load.duration);
    return text + "\n";
}

/// The least and the most of a figure.
std::string format_range(const bench::FigureName& name, const std::vector<Figures>& runs) {
    double least = 0;
    double most = 0;
    bool has_any = false;
    for (const auto& run : runs) {
        const auto value = run.*name.figure;
        if (!value) continue;
        least = has_any ? std::min(least, *value) : *value;
        most = has_any ? std::max(most, *value) : *value;
        has_any = true;
    }
    return bench::format_figure(least, name.unit) + " to " + bench::format_figure(most, name.unit);
}

void write_key(JsonWriter& writer, std::string_view key) {
    writer.Key(key.data(), static_cast<rapidjson::SizeType>(key.size()));
}

void write_figures(JsonWriter& writer, const Figures& figures) {
    writer.StartObject();
    for (const auto& name : bench::list_figures()) {
        const auto value = figures.*name.figure;
        if (!value) continue;
        write_key(writer, name.key);
        writer.Double(*value);
    }
    writer.EndObject();
}

void write_load(JsonWriter& writer, const BenchSetup& setup) {
    const auto& load = setup.load.load;
    const auto write_count = [&writer](std::string_view key, std::uint64_t count) {
        write_key(writer, key);
        writer.Uint64(count);
    };
    writer.StartObject();
    write_key(writer, "herd");
    write_string(writer, setup.name);
    write_count("servers", setup.config.servers.size());
    write_count("links", setup.config.links.size());
    write_key(writer, "is_own");
    writer.Bool(setup.is_own);
    write_count("connections", load.connections);
    write_count("depth", load.depth);
    write_count("idle", load.idle_connections);
    write_count("clients", setup.load.phones.count);
    write_count("name_length", setup.load.phones.name_length);
    write_count("iamat", setup.load.mix.iamat);
    write_count("whatsat", setup.load.mix.whatsat);
    write_count("nearby", setup.load.mix.nearby);
    write_count("seed", setup.load.phones.seed);
    write_key(writer, "rate");
    writer.Double(load.rate);
    write_key(writer, "propagation_rate");
    writer.Double(setup.load.propagation_rate);
    if (load.count > 0) {
        write_count("count", load.count);
    } else {
        write_key(writer, "seconds");
        writer.Double(to_seconds(load.duration));
    }
    writer.EndObject();
}

}  // namespace

std::string format_bench(const BenchSetup& setup, const std::vector<Figures>& runs) {
    const Figures medians = bench::find_medians(runs);
    trace::TextTable table("lrr");
    for (const auto& name : bench::list_figures()) {
        const auto value = medians.*name.figure;
        if (!value) continue;
        trace::TextTable::Row row{"  " + std::string(name.label), bench::format_figure(*value, name.unit)};
        if (runs.size() > 1) row.push_back(format_range(name, runs));
        table.add(std::move(row));
    }
    std::string text = describe(setup);
    if (runs.size() > 1) text += "medians of " + format_count(runs.size(), "run") + ", and their range\n";
    text += table.format();
    if (!setup.is_own && medians.propagation_p50)
        text +=
            "Propagation is an upper bound: until the servers, asked again and again, told of an update.\n";
    return text;
}

std::string format_bench_json(const BenchSetup& setup, const std::vector<Figures>& runs) {
    rapidjson::StringBuffer buffer;
    JsonWriter writer(buffer);
    writer.StartObject();
    write_key(writer, "load");
    write_load(writer, setup);
    write_key(writer, "median");
    write_figures(writer, bench::find_medians(runs));
    write_key(writer, "runs");
    writer.StartArray();
    for (const auto& run : runs) write_figures(writer, run);
    writer.EndArray();
    writer.EndObject();
    return std::string(buffer.GetString(), buffer.GetSize()) + "\n";
}

}  // namespace herd::app
