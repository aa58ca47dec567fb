#include "scenario/invariants.hpp"

#include "scenario/check_causality.hpp"
#include "scenario/check_link_order.hpp"
#include "scenario/check_no_regression.hpp"
#include "scenario/check_once_a_direction.hpp"

namespace herd::scenario {

Findings check_invariants(const trace::Trace& trace) {
    Findings findings;
    for (const auto check :
         {check_causality, check_link_order, check_once_a_direction, check_no_regression}) {
        for (auto& finding : check(trace)) findings.push_back(std::move(finding));
    }
    return findings;
}

}  // namespace herd::scenario
