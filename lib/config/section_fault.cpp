#include <utility>

#include "config/fault_table.hpp"
#include "config/sections.hpp"
#include "fault/limits.hpp"

namespace herd::config {

void read_planned_fault(TableReader& table, const NameReader& names,
                        std::vector<fault::PlannedFault>& planned) {
    fault::PlannedFault fault;
    table.read_duration("after", {nanoseconds(0), fault::longest_fault}, fault.after);
    const auto verb = table.find_verb(fault_verbs(), "fault", "cut = [\"Alford\", \"Welsh\"]");
    if (verb) {
        if (auto read = read_fault(table, *verb, names)) {
            fault.fault = std::move(*read);
            planned.push_back(std::move(fault));
        }
    }
    table.finish();
}

}  // namespace herd::config
