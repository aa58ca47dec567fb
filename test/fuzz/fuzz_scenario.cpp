// Any text as a scenario file: it is one with steps, or has faults, each on one line.

#include "base/assert.hpp"
#include "fuzz_input.hpp"
#include "scenario/format_step.hpp"
#include "scenario/scenario.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const herd::fuzz::Input input(data, size);
    const auto scenario = herd::scenario::parse_scenario(input.rest(), "scenario.toml");
    if (scenario) {
        HERD_ASSERT(!scenario->steps.empty());
        for (const auto& step : scenario->steps) {
            HERD_ASSERT(step.line > 0);
            HERD_ASSERT(herd::scenario::format_step(step.verb).find('\n') == std::string::npos);
        }
        return 0;
    }
    HERD_ASSERT(!scenario.error().empty());
    for (const auto& fault : scenario.error()) {
        HERD_ASSERT(herd::config::format_fault(fault).find('\n') == std::string::npos);
    }
    return 0;
}
