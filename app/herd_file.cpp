#include "herd_file.hpp"

#include <cstdio>
#include <string_view>
#include <utility>
#include <vector>

#include "base/suggestion.hpp"

namespace herd::app {

void say(const std::string& text) {
    std::fprintf(stderr, "herd: %s\n", text.c_str());
}

std::optional<config::Config> load_or_complain(const std::string& file) {
    auto config = config::load_config(file);
    if (config) return std::move(*config);
    for (const auto& fault : config.error())
        std::fprintf(stderr, "%s\n", config::format_fault(fault).c_str());
    return std::nullopt;
}

std::optional<std::size_t> find_or_complain(const config::Config& config, const std::string& file,
                                            const std::string& server) {
    if (const auto found = config::find_server(config, server)) return found;
    std::vector<std::string_view> names;
    for (const auto& entry : config.servers) names.push_back(entry.name);
    const auto near = find_near_word(server, names);
    const std::string hint = near.empty() ? "" : "; did you mean '" + std::string(near) + "'?";
    say(file + " has no server '" + server + "'" + hint);
    return std::nullopt;
}

}  // namespace herd::app
