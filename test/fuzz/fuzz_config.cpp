// Any text as a herd.toml: it describes a herd, or has faults, each on one line.

#include "base/assert.hpp"
#include "config/config.hpp"
#include "fuzz_input.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const herd::fuzz::Input input(data, size);
    const auto config = herd::config::parse_config(input.rest(), "herd.toml");
    if (config) {
        HERD_ASSERT(!herd::config::format_config(*config).empty());
        return 0;
    }
    HERD_ASSERT(!config.error().empty());
    for (const auto& fault : config.error()) {
        HERD_ASSERT(herd::config::format_fault(fault).find('\n') == std::string::npos);
    }
    return 0;
}
