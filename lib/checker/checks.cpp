#include "checker/checks.hpp"

#include <algorithm>
#include <cstddef>
#include <string>

namespace herd::checker {
namespace {

/// One mistake is mostly seen many times.
constexpr std::size_t told_of_each = 5;

}  // namespace

const std::vector<Checker>& list_checkers() {
    static const std::vector<Checker> checkers = {
        {"backwards", check_backwards},
        {"invented", check_invented},
        {"causality", check_causality},
        {"message_count", check_message_count},
        {"convergence", check_convergence},
        {"answers", check_answers},
        {"bounds", check_bounds},
        {"digests", check_digests},
        {"acknowledged", check_acknowledged},
        {"places", check_places},
    };
    return checkers;
}

Findings check_all(const Evidence& evidence) {
    Findings all;
    for (const Checker& checker : list_checkers()) {
        const std::string name = std::string(checker.name) + ": ";
        const Findings findings = checker.check(evidence);
        const std::size_t told = std::min(findings.size(), told_of_each);
        for (std::size_t i = 0; i < told; ++i) all.push_back(name + findings[i]);
        if (told < findings.size()) all.push_back(name + std::to_string(findings.size() - told) + " more");
    }
    return all;
}

}  // namespace herd::checker
