#pragma once

#include <optional>
#include <string>
#include <vector>

namespace herd::study {

enum class Scale { linear, log };

/// Where values are on an axis that has room for all of them, and which of them are written there.
class Axis {
public:
    /// Shape: a logarithmic axis has no place for values that are not positive, and makes no room for them.
    Axis(Scale scale, const std::vector<double>& values);

    /// From 0, where the axis begins, to 1; nothing if it has no place for the value.
    std::optional<double> place(double value) const;

    struct Tick {
        double value = 0;
        std::string text;
    };
    std::vector<Tick> ticks() const;

private:
    std::vector<double> tick_values() const;

    Scale scale_;
    double first_ = 0;
    double last_ = 1;
    double step_ = 1;  // linear: between ticks
};

}  // namespace herd::study
