#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"

namespace herd::control {

/// A label of a sample. Shape: the value is any text.
struct MetricLabel {
    std::string_view name;
    std::string_view value;
};
using MetricLabels = std::initializer_list<MetricLabel>;

enum class MetricType { counter, gauge, histogram };

/// Writes metrics in Prometheus' text format, family by family.
/// Source: https://prometheus.io/docs/instrumenting/exposition_formats/, "Text-based format", version 0.0.4
class MetricsWriter {
public:
    /// Appends to `out`, which outlives the writer.
    explicit MetricsWriter(std::string& out) : out_(out) {}

    /// Begins a family: the samples that follow are its own. Shape: each name once; it outlives its family.
    void family(std::string_view name, MetricType type, std::string_view help);

    void sample(MetricLabels labels, std::uint64_t value);
    void sample(MetricLabels labels, double value);

    /// The samples of a histogram without labels.
    /// Shape: `counts` are those of the intervals that end with `bounds`, and of one without an end.
    void histogram(std::span<const double> bounds, std::span<const std::uint64_t> counts, double sum);

    /// A family of a single sample.
    template <class Value>
    void alone(std::string_view name, MetricType type, std::string_view help, Value value) {
        family(name, type, help);
        sample({}, value);
    }

private:
    void sample(std::string_view suffix, MetricLabels labels, std::string_view value);

    std::string& out_;
    std::string_view name_;
};

double to_seconds(nanoseconds duration);

/// The ends of intervals, as `MetricsWriter::histogram` takes them.
std::vector<double> to_seconds(std::span<const nanoseconds> durations);

}  // namespace herd::control
