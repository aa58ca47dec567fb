#include "support/log_file.hpp"

#include <algorithm>
#include <sstream>

namespace herd::test {

std::vector<std::string> read_log(const HerdPlan& plan, std::string_view server) {
    std::istringstream text(read_file(plan.config.log.directory / (std::string(server) + ".log")));
    std::vector<std::string> lines;
    for (std::string line; std::getline(text, line);) lines.push_back(line);
    return lines;
}

std::size_t count_lines(const std::vector<std::string>& lines,
                        std::initializer_list<std::string_view> parts) {
    return static_cast<std::size_t>(std::count_if(lines.begin(), lines.end(), [&](const std::string& line) {
        return std::all_of(parts.begin(), parts.end(),
                           [&](std::string_view part) { return line.find(part) != std::string::npos; });
    }));
}

}  // namespace herd::test
