#include "config/config.hpp"

#include <cstdio>

#include "commands.hpp"
#include "config_json.hpp"
#include "exit_status.hpp"
#include "herd_file.hpp"

namespace herd::app {

int run_config(const ConfigArguments& arguments) {
    const auto config = load_or_complain(arguments.config);
    if (!config) return exit_usage;
    const auto text = arguments.json ? format_config_json(*config) : config::format_config(*config);
    std::fputs(text.c_str(), stdout);
    return exit_good;
}

}  // namespace herd::app
