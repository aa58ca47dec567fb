#include "bench/figures.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdio>

namespace herd::bench {
namespace {

constexpr std::array names{
    FigureName{&Figures::answers, "answers", "answers", FigureUnit::count},
    FigureName{&Figures::answers_per_second, "answers_per_s", "answers a second", FigureUnit::rate},
    FigureName{&Figures::latency_mean, "latency_mean_ns", "latency, mean", FigureUnit::time},
    FigureName{&Figures::latency_p50, "latency_p50_ns", "latency, median", FigureUnit::time},
    FigureName{&Figures::latency_p99, "latency_p99_ns", "latency, 99 %", FigureUnit::time},
    FigureName{&Figures::latency_p999, "latency_p999_ns", "latency, 99.9 %", FigureUnit::time},
    FigureName{&Figures::latency_max, "latency_max_ns", "latency, longest", FigureUnit::time},
    FigureName{&Figures::accepted, "accepted", "updates accepted", FigureUnit::count},
    FigureName{&Figures::accepted_per_second, "accepted_per_s", "accepted a second", FigureUnit::rate},
    FigureName{&Figures::propagated_per_second, "propagated_per_s", "fully propagated a second",
               FigureUnit::rate},
    FigureName{&Figures::arrivals_per_update, "arrivals_per_update", "arrivals an update", FigureUnit::ratio},
    FigureName{&Figures::messages_per_update, "messages_per_update", "messages an update", FigureUnit::ratio},
    FigureName{&Figures::processor_per_update, "processor_per_update_ns", "processor time an update",
               FigureUnit::time},
    FigureName{&Figures::followed, "followed", "updates followed", FigureUnit::count},
    FigureName{&Figures::round_trip_p50, "round_trip_p50_ns", "round trip, median", FigureUnit::time},
    FigureName{&Figures::round_trip_p99, "round_trip_p99_ns", "round trip, 99 %", FigureUnit::time},
    FigureName{&Figures::round_trip_max, "round_trip_max_ns", "round trip, longest", FigureUnit::time},
    FigureName{&Figures::propagation_p50, "propagation_p50_ns", "propagation, median", FigureUnit::time},
    FigureName{&Figures::propagation_p99, "propagation_p99_ns", "propagation, 99 %", FigureUnit::time},
    FigureName{&Figures::propagation_max, "propagation_max_ns", "propagation, longest", FigureUnit::time},
    FigureName{&Figures::propagation_ratio, "propagation_ratio", "median over the round trip's",
               FigureUnit::ratio},
    FigureName{&Figures::bytes_per_record, "bytes_per_record", "memory a record a server", FigureUnit::bytes},
};

std::string format_fixed(double value, int digits) {
    std::array<char, 64> text;
    std::snprintf(text.data(), text.size(), "%.*f", digits, value);
    return text.data();
}

/// `1,234,567`
std::string format_grouped(double value) {
    std::string text = format_fixed(value, 0);
    for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > 0; at -= 3)
        text.insert(static_cast<std::size_t>(at), ",");
    return text;
}

/// In the unit that leaves the fewest digits before the point, three of them in all.
std::string format_time(double ns) {
    constexpr std::array<std::string_view, 4> units{" ns", " us", " ms", " s"};
    std::size_t unit = 0;
    for (; ns >= 999.5 && unit + 1 < units.size(); ++unit) ns /= 1000;
    const int digits = unit == 0 || ns >= 99.95 ? 0 : ns >= 9.995 ? 1 : 2;
    return format_fixed(ns, digits).append(units[unit]);
}

}  // namespace

std::span<const FigureName> list_figures() {
    return names;
}

std::string format_figure(double value, FigureUnit unit) {
    switch (unit) {
        case FigureUnit::count:
        case FigureUnit::rate:
            return format_grouped(value);
        case FigureUnit::time:
            return format_time(value);
        case FigureUnit::bytes:
            return format_fixed(value, 1) + " bytes";
        case FigureUnit::ratio:
            break;
    }
    return format_fixed(value, 2);
}

Figures find_medians(const std::vector<Figures>& runs) {
    Figures medians;
    for (const auto& name : names) {
        std::vector<double> values;
        for (const auto& run : runs) {
            if (const auto value = run.*name.figure) values.push_back(*value);
        }
        if (values.empty()) continue;
        std::sort(values.begin(), values.end());
        const auto half = values.size() / 2;
        medians.*name.figure = values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }
    return medians;
}

}  // namespace herd::bench
