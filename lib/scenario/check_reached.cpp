#include "scenario/check_reached.hpp"

#include "scenario/check_order.hpp"

namespace herd::scenario {

Findings check_reached(const trace::Trace& trace, const trace::UpdateId& update,
                       const std::vector<std::string>& servers) {
    return check_order(trace, update, {servers});
}

}  // namespace herd::scenario
