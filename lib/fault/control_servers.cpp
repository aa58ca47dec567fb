#include <vector>

#include "fault/control.hpp"

namespace herd::fault {

FaultId Control::take_down(const Fault& fault, const Place& place, Until until) {
    const auto server = static_cast<ServerIndex>(place.index);
    // The target ends the pause: what the server would do in between must not happen.
    if (auto* pause = in_force_.find_same(Pause{}, place)) {
        tell(false, pause->fault.action, place);
        forget(*pause);
    }
    if (auto* same = in_force_.find_same(fault.action, place)) forget(*same);
    const FaultId id = add(fault, place, until).id;
    if (std::holds_alternative<Stop>(fault.action)) {
        target_.stop_server(server);
    } else {
        target_.crash_server(server);
    }
    return id;
}

FaultId Control::pause(const Fault& fault, const Place& place, Until until) {
    if (const auto id = extend_or_replace(fault, place, until)) return *id;
    const FaultId id = add(fault, place, until).id;
    tell(true, fault.action, place);
    target_.pause_server(static_cast<ServerIndex>(place.index));
    return id;
}

FaultId Control::set_clock(const Fault& fault, const Place& place, Until until) {
    const auto& clock = std::get<Clock>(fault.action);
    if (clock.offset == nanoseconds(0) && clock.drift_ppm == 0) {
        end_same(fault.action, place);
        return 0;
    }
    if (const auto id = extend_or_replace(fault, place, until)) return *id;
    const FaultId id = add(fault, place, until).id;
    tell(true, fault.action, place);
    target_.set_clock(static_cast<ServerIndex>(place.index), {clock.offset, clock.drift_ppm});
    return id;
}

}  // namespace herd::fault
