#pragma once

#include <string>

#include "checker/evidence.hpp"

namespace herd::checker {

/// What is wrong with the list that a NEARBY was answered with, if the server had what it knows behind a
/// fact; empty: nothing. Distances that lie on the border of two roundings, or of the radius, may be taken
/// either way.
std::string find_wrong_hit(const Evidence& evidence, const Command& command, const Answer& answer,
                           FactIndex behind);

}  // namespace herd::checker
