#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "scenario/verdict.hpp"

namespace herd::scenario {

/// A scenario that was played, and how it went.
struct Played {
    std::filesystem::path file;
    std::string name;
    std::size_t round = 0;            // from 1, if it was played several times; 0: once
    std::filesystem::path directory;  // where its trace and logs are; empty: nowhere
    Verdict verdict;
};

/// How many ended which way.
struct Tally {
    std::size_t passed = 0;
    std::size_t failed = 0;
    std::size_t unsettled = 0;
    std::size_t skipped = 0;
    nanoseconds duration{};
};
Tally count_outcomes(const std::vector<Played>& played);

/// `FILE`, or `FILE (3)` for the third round.
std::string format_title(const Played& played);

/// How a scenario went, for people: a line, and what is to be known of it below. Ends with LF.
std::string format_verdict(const Played& played);

/// `30 scenarios: 28 passed, 1 failed, 1 did not settle, in 4.25 s`. Without LF.
std::string format_tally(const Tally& tally);

/// One scenario as a JSON object, or several with their sums. UTF-8 whatever the bytes. Ends with LF.
/// Source: docs/scenarios.md, "Reports"
std::string format_json(const Played& played);
std::string format_json(const std::vector<Played>& played);

/// JUnit's XML, as continuous integration reads it. Well-formed whatever the bytes. Ends with LF.
/// Shape:  a scenario that did not settle is an error there, one that failed a failure.
/// Source: https://github.com/testmoapp/junitxml
std::string format_junit(const std::vector<Played>& played);

}  // namespace herd::scenario
