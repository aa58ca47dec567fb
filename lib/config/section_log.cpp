#include "config/choice.hpp"
#include "config/sections.hpp"
#include "config/table_reader.hpp"

namespace herd::config {

void read_log(const Entry& section, const std::filesystem::path& base, LogOptions& options,
              FaultList& faults) {
    constexpr std::size_t least_rotation = 4096;  // bytes
    TableReader reader(section, "log", faults);
    reader.read_path("directory", base, options.directory);
    reader.read_choice("level", level_choices, options.level);
    reader.read_choice("format", format_choices, options.format);
    if (reader.read_size("rotate_size", {0, std::int64_t{1} << 40}, options.rotate_size) &&
        options.rotate_size > 0 && options.rotate_size < least_rotation) {
        reader.fault("rotate_size", "expected at least 4KiB, or 0 for never");
    }
    reader.read_integer("rotate_keep", {0, 1000}, options.rotate_keep);
    reader.finish();
}

}  // namespace herd::config
