#include "rounds.hpp"

#include <algorithm>
#include <set>

namespace herd::bench {
namespace {

bool fits(const Run& run, const Choice& choice) {
    if (run.text("part") != choice.part || run.text("target") != choice.target) return false;
    return std::all_of(choice.numbers.begin(), choice.numbers.end(),
                       [&run](const auto& wanted) { return run.number(wanted.first) == wanted.second; });
}

}  // namespace

Rounds select(const std::vector<Run>& runs, const Choice& choice, std::string_view figure) {
    Rounds values;
    for (const auto& run : runs) {
        const auto found = run.numbers.find(figure);
        if (found != run.numbers.end() && fits(run, choice))
            values[static_cast<int>(run.number("round"))] = found->second;
    }
    return values;
}

Rounds divide(const Rounds& dividend, const Rounds& divisor) {
    Rounds ratios;
    for (const auto& entry : dividend) {
        const auto found = divisor.find(entry.first);
        if (found != divisor.end() && found->second != 0) ratios[entry.first] = entry.second / found->second;
    }
    return ratios;
}

double median(const Rounds& values) {
    if (values.empty()) return 0;
    std::vector<double> sorted;
    for (const auto& entry : values) sorted.push_back(entry.second);
    std::sort(sorted.begin(), sorted.end());
    return (sorted[(sorted.size() - 1) / 2] + sorted[sorted.size() / 2]) / 2;
}

std::vector<double> list_values(const std::vector<Run>& runs, std::string_view part, std::string_view target,
                                std::string_view number) {
    std::set<double> values;
    for (const auto& run : runs) {
        if (run.text("part") == part && run.text("target") == target) values.insert(run.number(number));
    }
    return {values.begin(), values.end()};
}

}  // namespace herd::bench
