#include "control_service.hpp"

#include <cstdlib>
#include <filesystem>
#include <utility>

#include "base/quote.hpp"
#include "core_dump.hpp"
#include "herd_file.hpp"

namespace herd::app {

std::optional<control::ServiceOptions> choose_control_or_complain(const std::string& file,
                                                                  const config::ControlOptions& options) {
    control::ServiceOptions chosen;
    chosen.host = options.host;
    chosen.port = options.port;
    chosen.herd_name = std::filesystem::path(file).filename().string();
    chosen.version = HERD_VERSION;
    if (options.token_env.empty()) return chosen;
    const char* token = std::getenv(options.token_env.c_str());
    if (!token || !*token) {
        say(file + ": control.token_env: the environment variable " + format_quoted(options.token_env) +
            (token ? " is empty" : " is not set"));
        return std::nullopt;
    }
    forbid_core_dumps();
    chosen.token = http::Secret(token);
    return chosen;
}

}  // namespace herd::app
