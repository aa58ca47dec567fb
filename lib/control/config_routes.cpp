#include <string>
#include <vector>

#include "config/config.hpp"
#include "control/find.hpp"
#include "control/query_reader.hpp"
#include "control/routes.hpp"
#include "control/tail.hpp"
#include "control/topology_json.hpp"
#include "trace/json_object.hpp"

namespace herd::control {
namespace {

Result<Response, Problem> tell_config(const BackOffice& office) {
    const auto config = office.call([](net::Herd& herd) { return herd.current_config(); });
    if (!config) return unexpected(config.error());
    std::string json;
    trace::JsonObject object(json);
    object.text("text", config::format_config(*config));
    object.end();
    return make_json_response(std::move(json));
}

Result<Response, Problem> tell_topology(const BackOffice& office) {
    const auto config = office.call([](net::Herd& herd) { return herd.current_config(); });
    if (!config) return unexpected(config.error());
    return make_json_response(format_topology(*config));
}

Result<Response, Problem> tell_log(const BackOffice& office, const Request& request) {
    constexpr std::int64_t most = 2000;
    QueryReader reader(request.query);
    const auto name = reader.read_text("server");
    const auto count = static_cast<std::size_t>(reader.read_integer("lines", 1, most, 200));
    if (!name) reader.fault("server", "expected the name of the server whose log it is");
    if (const auto good = reader.finish(); !good) return unexpected(good.error());
    struct LogPlace {
        std::filesystem::path file;
        bool is_kept = false;
    };
    const auto place = office.call([&](net::Herd& herd) -> Result<LogPlace, Problem> {
        const auto server = find_server(herd, *name);
        if (!server) return unexpected(server.error());
        const auto& log = herd.config().log;
        return LogPlace{log.directory / (herd.config().servers[*server].name + ".log"),
                        log.level != config::LogLevel::off};
    });
    if (!place) return unexpected(place.error());
    std::string json;
    trace::JsonObject object(json);
    object.key("lines");
    const auto lines = place->is_kept ? read_last_lines(place->file, count) : std::vector<std::string>();
    trace::append_json_list(lines, json,
                            [&json](const std::string& line) { trace::append_json_string(line, json); });
    object.end();
    return make_json_response(std::move(json));
}

}  // namespace

void add_config_routes(const BackOffice& office, Router& router) {
    router.add("GET", "/v1/config", [&office](const Request&) { return tell_config(office); });
    router.add("GET", "/v1/topology", [&office](const Request&) { return tell_topology(office); });
    router.add("GET", "/v1/logs", [&office](const Request& request) { return tell_log(office, request); });
}

}  // namespace herd::control
