#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace herd::bench {

/// A line of what script/bench has measured. Values of objects in it are named `OUTER.INNER`, those of arrays
/// by their place.
struct Run {
    std::map<std::string, double, std::less<>> numbers;
    std::map<std::string, std::string, std::less<>> texts;

    /// 0 if there is none.
    double number(std::string_view name) const;
    /// Empty if there is none.
    std::string_view text(std::string_view name) const;
};

/// JSON lines. Errors: which line is none, and why.
Result<std::vector<Run>, std::string> parse_runs(std::string_view lines);

}  // namespace herd::bench
