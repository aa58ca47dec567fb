#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "base/geo.hpp"
#include "checker/model_time.hpp"

namespace herd::checker {

/// A line that is no command, whatever is wrong with it.
struct Nonsense {};

/// `IAMAT`; the texts are views into the line.
struct Update {
    std::string_view phone;
    std::string_view location;
    std::string_view time;
    ExactTime exact_time;
};

/// `WHATSAT` or `NEARBY`.
struct Question {
    std::string_view phone;
    double radius_km = 0;
    std::size_t bound = 0;
    bool is_nearby = false;
};

using Meaning = std::variant<Nonsense, Update, Question>;

/// The fields of a line, as views into it: split at spaces, tabs, CR, FF and VT.
std::vector<std::string_view> split_line(std::string_view line);

/// What a line means, as the protocol has it. Source: docs/protocol.md, "Client commands"
Meaning parse_line(std::string_view line);

}  // namespace herd::checker
