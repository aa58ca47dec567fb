// Plays simulated herds on whatever core it was linked with.
//
// canary CHECKER MODE...: ends with 0 if in each mode, `flood` or `tree`, the checker of that name finds
// something. canary: ends with 0 if no checker ever finds anything, in either mode, and the same happens
// twice.

#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>

#include "random_run.hpp"

namespace {

using namespace herd;

constexpr std::uint64_t seeds = 60;
constexpr std::array weathers{test::Weather::calm, test::Weather::stormy};
constexpr std::array modes{core::Propagation::flood, core::Propagation::tree};

std::string_view format_mode(core::Propagation mode) {
    return mode == core::Propagation::flood ? "flood" : "tree";
}

std::optional<core::Propagation> parse_mode(std::string_view text) {
    const auto* mode =
        std::find_if(modes.begin(), modes.end(), [&](core::Propagation m) { return format_mode(m) == text; });
    if (mode == modes.end()) return std::nullopt;
    return *mode;
}

/// What the checker finds first; empty: nothing.
std::string find_first(std::string_view checker, core::Propagation mode) {
    const std::string prefix = std::string(checker) + ": ";
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        for (const auto weather : weathers) {
            for (const std::string& finding : test::play_random_run(seed, weather, mode).findings) {
                if (finding.starts_with(prefix)) return "seed " + std::to_string(seed) + ": " + finding;
            }
        }
    }
    return {};
}

int catch_mistake(std::string_view checker, core::Propagation mode) {
    const std::string finding = find_first(checker, mode);
    const std::string name(format_mode(mode));
    if (finding.empty()) {
        std::printf("%s: not caught\n", name.c_str());
        return 1;
    }
    std::printf("%s: caught by %s\n", name.c_str(), finding.c_str());
    return 0;
}

int pass_all() {
    for (const auto mode : modes) {
        for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
            for (const auto weather : weathers) {
                const test::Played first = test::play_random_run(seed, weather, mode);
                const test::Played second = test::play_random_run(seed, weather, mode);
                if (first.findings.empty() && second.findings.empty() &&
                    first.fingerprint == second.fingerprint)
                    continue;
                std::printf("seed %s, %s\n", std::to_string(seed).c_str(),
                            std::string(format_mode(mode)).c_str());
                for (const std::string& finding : first.findings) std::printf("%s\n", finding.c_str());
                return 1;
            }
        }
    }
    std::printf("nothing is found\n");
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc == 1) return pass_all();
    if (argc == 2) return 2;
    int status = 0;
    for (int i = 2; i < argc; ++i) {
        const auto mode = parse_mode(argv[i]);
        if (!mode) return 2;
        status = std::max(status, catch_mistake(argv[1], *mode));
    }
    return status;
}
