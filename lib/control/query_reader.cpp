#include "control/query_reader.hpp"

#include <algorithm>
#include <charconv>

#include "base/decimal.hpp"
#include "base/quote.hpp"
#include "base/suggestion.hpp"
#include "control/json_number.hpp"

namespace herd::control {
namespace {

std::optional<std::int64_t> parse_signed(std::string_view text) {
    std::int64_t value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
    return value;
}

/// A number as JSON and JavaScript write it: 3.5e-15 is what a page makes of a border that is almost 0.
std::optional<double> parse_number(std::string_view text) {
    const auto digits = text.substr(text.starts_with('-') ? 1 : 0);
    if (!parse_decimal(digits.substr(0, digits.find_first_of("eE")))) return std::nullopt;
    double value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
    return value;
}

}  // namespace

const std::string* QueryReader::ask(std::string_view name) {
    known_.push_back(name);
    const auto found =
        std::find_if(query_.begin(), query_.end(), [name](const Parameter& one) { return one.name == name; });
    return found == query_.end() ? nullptr : &found->value;
}

std::optional<std::string> QueryReader::read_text(std::string_view name) {
    const auto* text = ask(name);
    return text == nullptr ? std::nullopt : std::optional(*text);
}

std::int64_t QueryReader::read_integer(std::string_view name, std::int64_t least, std::int64_t most,
                                       std::int64_t usual) {
    const auto* text = ask(name);
    if (text == nullptr) return usual;
    const auto value = parse_signed(*text);
    if (value && *value >= least && *value <= most) return *value;
    fault(name, "expected an integer from " + std::to_string(least) + " to " + std::to_string(most) +
                    ", and not " + format_quoted(*text));
    return usual;
}

double QueryReader::read_number(std::string_view name, double least, double most, double usual) {
    const auto* text = ask(name);
    if (text == nullptr) return usual;
    const auto value = parse_number(*text);
    if (value && *value >= least && *value <= most) return *value;
    fault(name, "expected a number from " + format_json_number(least) + " to " + format_json_number(most) +
                    ", and not " + format_quoted(*text));
    return usual;
}

bool QueryReader::read_flag(std::string_view name) {
    const auto* text = ask(name);
    if (text == nullptr || *text == "false") return false;
    if (*text != "true") fault(name, "expected true or false, and not " + format_quoted(*text));
    return *text == "true";
}

void QueryReader::fault(std::string_view name, std::string why) {
    faults_.push_back(std::string(name) + ": " + std::move(why));
}

Result<void, Problem> QueryReader::finish() {
    for (const auto& [name, value] : query_) {
        if (std::find(known_.begin(), known_.end(), name) != known_.end()) continue;
        std::string why = "unknown parameter " + format_quoted(name);
        if (const auto near = find_near_word(name, known_); !near.empty())
            why += "; did you mean " + format_quoted(near) + "?";
        faults_.push_back(std::move(why));
    }
    if (faults_.empty()) return {};
    return unexpected(Problem{400, faults_.front(), faults_, {}});
}

}  // namespace herd::control
