#include "config/sections.hpp"
#include "config/table_reader.hpp"

namespace herd::config {

void read_clients(const Entry& section, ClientOptions& options, FaultList& faults) {
    constexpr auto longest = std::chrono::hours(24);
    TableReader reader(section, "clients", faults);
    reader.read_duration_or_off("unterminated_after", longest, options.unterminated_after);
    reader.read_duration_or_off("close_after", longest, options.close_after);
    reader.read_size("max_line", {64, 1048576}, options.max_line);
    reader.finish();
}

}  // namespace herd::config
