#pragma once

#include <string>

namespace herd::app {

/// `herd sim --exhaustive`
struct ExhaustiveArguments {
    bool json = false;
    std::string topology;  // the name of a published one; empty: all
};
int run_exhaustive(const ExhaustiveArguments& arguments);

}  // namespace herd::app
