#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "runs.hpp"

namespace herd::bench {

/// Which runs are meant: those of a part of the measurement, of one target, and in which numbers are as here.
struct Choice {
    std::string part;
    std::string target;
    std::vector<std::pair<std::string, double>> numbers;
};

/// A value for each round that has one.
using Rounds = std::map<int, double>;

/// What these runs say of a figure. Shape: the last one of a round counts, if there are several.
Rounds select(const std::vector<Run>& runs, const Choice& choice, std::string_view figure);

/// Of the rounds that both have, the one over the other. None where the other is 0.
Rounds divide(const Rounds& dividend, const Rounds& divisor);

/// Shape: 0 if there is none.
double median(const Rounds& values);

/// Where runs of a part and target differ: the values that a number has in them, each once, sorted.
std::vector<double> list_values(const std::vector<Run>& runs, std::string_view part, std::string_view target,
                                std::string_view number);

}  // namespace herd::bench
