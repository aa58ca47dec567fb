#include "answer_text.hpp"

#include <array>
#include <cmath>
#include <cstdio>

#include "base/quantity.hpp"
#include "log/escape.hpp"

namespace herd::app {

std::string printable(std::string_view text) {
    std::string out;
    log::append_text_escaped(text, out);
    return out;
}

std::string printable(const places::JsonValue& value) {
    return printable(value.text());
}

std::uint64_t whole_number(const places::JsonValue& value) {
    constexpr double most = 9e18;
    const double number = value.number().value_or(0);
    return number > 0 && number < most ? static_cast<std::uint64_t>(number) : 0;
}

std::string format_thousands(std::uint64_t number) {
    std::string text = std::to_string(number);
    for (std::size_t place = text.size(); place > 3; place -= 3) text.insert(place - 3, 1, ',');
    return text;
}

std::string format_thousands(const places::JsonValue& value) {
    return value.number() ? format_thousands(whole_number(value)) : "-";
}

std::string format_span(double nanoseconds) {
    constexpr std::array<const char*, 4> units{"ns", "us", "ms", "s"};
    std::size_t unit = 0;
    while (nanoseconds >= 999.5 && unit + 1 < units.size()) {
        nanoseconds /= 1000;
        ++unit;
    }
    const int decimals = unit == 0 || nanoseconds >= 99.95 ? 0 : nanoseconds >= 9.995 ? 1 : 2;
    std::array<char, 48> text{};
    std::snprintf(text.data(), text.size(), "%.*f %s", decimals, nanoseconds, units[unit]);
    return text.data();
}

std::string format_clock(const places::JsonValue& clock) {
    constexpr double longest = 9e18;
    const double offset = clock["offset_ns"].number().value_or(0);
    const double drift = clock["drift_ppm"].number().value_or(0);
    std::string text;
    if (offset != 0 && std::abs(offset) < longest)
        text = format_offset(nanoseconds(static_cast<std::int64_t>(offset)));
    if (drift != 0 && std::isfinite(drift)) text.append(text.empty() ? "" : " ").append(format_ppm(drift));
    return text;
}

}  // namespace herd::app
