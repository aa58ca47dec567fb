#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "trace/prediction.hpp"

namespace herd::trace {

/// Reasons, each once, in the order in which they were first found.
class Tally {
public:
    void add(std::ptrdiff_t difference, const std::string& why);
    const std::vector<Reason>& reasons() const { return reasons_; }

private:
    std::vector<Reason> reasons_;
};

}  // namespace herd::trace
