#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"

namespace herd::scenario {

enum class Outcome {
    passed,
    failed,
    unsettled,  // what was to come to rest did not in time
    skipped,    // the stage cannot play it
};

/// `passed`, `failed`, `unsettled`, `skipped`.
std::string_view format_outcome(Outcome outcome);

/// What was not as it should be.
/// Shape: `expected` and `seen` are as they were written and read; all else is safe to show.
struct Failure {
    int line = 0;      // of the step in its file; 0: the herd as a whole, at the end
    std::string step;  // as it stands in the file, in short
    std::string why;   // a sentence
    std::vector<std::string> expected;
    std::vector<std::string> seen;
    std::string mark;  // expected and seen, one below the other, where that shows more; lines
    std::vector<std::string> findings;  // of checks, each a sentence
    std::string story;                  // of the update that it is about; lines
};

/// How a scenario went.
struct Verdict {
    Outcome outcome = Outcome::passed;
    std::optional<Failure> failure;  // of a failed or unsettled one
    std::string reason;              // why it was skipped
    std::vector<std::string> notes;  // what else is to be known: steps left out, a trace with gaps
    std::size_t steps = 0;           // of the file
    std::size_t left_out = 0;        // of these
    nanoseconds duration{};
};

/// A failure for people: lines, without the last LF.
std::string format_failure(const Failure& failure);

}  // namespace herd::scenario
