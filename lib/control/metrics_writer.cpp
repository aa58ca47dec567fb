#include "control/metrics_writer.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstddef>

namespace herd::control {
namespace {

std::string_view format_type(MetricType type) {
    switch (type) {
        case MetricType::counter:
            return "counter";
        case MetricType::gauge:
            return "gauge";
        case MetricType::histogram:
            return "histogram";
    }
    return {};
}

void append_help(std::string_view text, std::string& out) {
    for (const char c : text) {
        if (c == '\\') {
            out += "\\\\";
        } else if (c == '\n') {
            out += "\\n";
        } else {
            out += c;
        }
    }
}

/// The same, and quotes are escaped, too.
void append_label_value(std::string_view text, std::string& out) {
    for (std::size_t from = 0; from <= text.size();) {
        const std::size_t quote = std::min(text.find('"', from), text.size());
        append_help(text.substr(from, quote - from), out);
        if (quote < text.size()) out += "\\\"";
        from = quote + 1;
    }
}

/// A decimal number without an exponent, as people write the ends of intervals.
std::string format_decimal(double value) {
    // Room for the longest one: 309 digits, or 17 after as many zeros.
    char text[400];
    return {text, std::to_chars(text, text + sizeof text, value, std::chars_format::fixed).ptr};
}

}  // namespace

void MetricsWriter::family(std::string_view name, MetricType type, std::string_view help) {
    name_ = name;
    out_ += "# HELP ";
    out_ += name;
    out_ += ' ';
    append_help(help, out_);
    out_ += "\n# TYPE ";
    out_ += name;
    out_ += ' ';
    out_ += format_type(type);
    out_ += '\n';
}

void MetricsWriter::sample(MetricLabels labels, std::uint64_t value) {
    sample("", labels, std::to_string(value));
}

void MetricsWriter::sample(MetricLabels labels, double value) {
    sample("", labels, format_decimal(value));
}

void MetricsWriter::histogram(std::span<const double> bounds, std::span<const std::uint64_t> counts,
                              double sum) {
    std::uint64_t total = 0;
    for (std::size_t bucket = 0; bucket < bounds.size(); ++bucket) {
        total += counts[bucket];
        sample("_bucket", {{"le", format_decimal(bounds[bucket])}}, std::to_string(total));
    }
    total += counts[bounds.size()];
    sample("_bucket", {{"le", "+Inf"}}, std::to_string(total));
    sample("_sum", {}, format_decimal(sum));
    sample("_count", {}, std::to_string(total));
}

void MetricsWriter::sample(std::string_view suffix, MetricLabels labels, std::string_view value) {
    out_ += name_;
    out_ += suffix;
    if (labels.size() > 0) {
        char before = '{';
        for (const auto& label : labels) {
            out_ += before;
            before = ',';
            out_ += label.name;
            out_ += "=\"";
            append_label_value(label.value, out_);
            out_ += '"';
        }
        out_ += '}';
    }
    out_ += ' ';
    out_ += value;
    out_ += '\n';
}

double to_seconds(nanoseconds duration) {
    return std::chrono::duration<double>(duration).count();
}

std::vector<double> to_seconds(std::span<const nanoseconds> durations) {
    std::vector<double> seconds;
    for (const auto duration : durations) seconds.push_back(to_seconds(duration));
    return seconds;
}

}  // namespace herd::control
