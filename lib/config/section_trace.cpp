#include "config/sections.hpp"

namespace herd::config {

void read_trace(const Entry& section, TraceOptions& options, FaultList& faults) {
    constexpr std::size_t least_buffer = 65536;  // bytes; below it hardly one update of a herd fits
    TableReader reader(section, "trace", faults);
    if (reader.read_size_or_off("buffer", {0, std::int64_t{1} << 30}, options.buffer) && options.buffer > 0 &&
        options.buffer < least_buffer) {
        reader.fault("buffer", "expected at least 64KiB, or \"off\" for no trace");
    }
    reader.finish();
}

}  // namespace herd::config
