#include "api_place.hpp"

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "config/text_file.hpp"
#include "exit_status.hpp"
#include "herd_file.hpp"
#include "http/base_url.hpp"
#include "places/json_value.hpp"

namespace herd::app {
namespace {

constexpr std::size_t longest_ready_file = std::size_t{16} << 20;
constexpr const char* usual_token_env = "HERD_TOKEN";

std::string format_url(std::string_view host, std::uint16_t port) {
    const bool is_ipv6 = host.find(':') != std::string_view::npos;
    std::string url = "http://";
    url.append(is_ipv6 ? "[" : "").append(host).append(is_ipv6 ? "]" : "");
    return url.append(":").append(std::to_string(port));
}

std::optional<std::string> find_in_ready_file(const std::string& file) {
    const auto text = config::read_text_file(file, longest_ready_file);
    if (!text) {
        say(file + ": " + text.error().why);
        return std::nullopt;
    }
    const auto document = places::JsonDocument::parse(*text);
    if (!document || !document->root()["servers"].is_object()) {
        say(file + ": is no file that 'herd up --ready-file' writes");
        return std::nullopt;
    }
    const auto control = document->root()["control"];
    const auto host = control["host"].text();
    const double port = control["port"].number().value_or(0);
    if (host.empty() || port < 1 || port > UINT16_MAX) {
        say(file + ": has no control API: is there [control] in the herd.toml of that herd?");
        return std::nullopt;
    }
    return format_url(host, static_cast<std::uint16_t>(port));
}

std::optional<std::string> find_in_config(const config::Config& config, const std::string& file) {
    if (!config.control) {
        say(file +
            " has no [control], so its herd has no API: add '[control]' and 'port = 8100' to it, "
            "or give --url or --ready-file");
        return std::nullopt;
    }
    if (config.control->port == 0) {
        say("the API of " + file +
            " is on a port of the system's choice: give the --ready-file of 'herd up', "
            "or --url");
        return std::nullopt;
    }
    return format_url(config.control->host, config.control->port);
}

std::optional<std::string> check_url(const std::string& url) {
    const auto parsed = http::parse_base_url(url);
    if (parsed) return parsed->text;
    say("--url: " + parsed.error());
    return std::nullopt;
}

http::Secret find_token(const std::string& variable) {
    const char* token = std::getenv(variable.c_str());
    return http::Secret(token == nullptr ? "" : token);
}

}  // namespace

std::optional<control::ApiAddress> find_api_or_complain(const ApiPlaceArguments& arguments) {
    std::optional<std::string> url;
    std::string token_env = arguments.token_env;
    if (!arguments.url.empty()) {
        url = check_url(arguments.url);
    } else if (!arguments.ready_file.empty()) {
        url = find_in_ready_file(arguments.ready_file);
    } else if (const auto config = load_or_complain(arguments.config)) {
        url = find_in_config(*config, arguments.config);
        if (token_env.empty() && config->control) token_env = config->control->token_env;
    }
    if (!url) return std::nullopt;
    control::ApiAddress address;
    address.url = *url;
    address.token = find_token(token_env.empty() ? usual_token_env : token_env);
    address.timeout =
        std::chrono::duration_cast<nanoseconds>(std::chrono::duration<double>(arguments.timeout));
    return address;
}

int complain_of_api(const control::ApiError& error) {
    constexpr int bad_request = 400;
    constexpr int unauthorized = 401;
    constexpr int unavailable = 503;
    switch (error.fault) {
        case control::ApiFault::no_connection:
            say(error.why + ": is the herd up, with [control] in its herd.toml?");
            return exit_connection;
        case control::ApiFault::timeout:
            say(error.why + ": the herd may be busy; --timeout gives it longer");
            return exit_timeout;
        case control::ApiFault::broken:
            say(error.why);
            return exit_connection;
        case control::ApiFault::refused:
            break;
    }
    if (error.status == unauthorized) {
        say(error.why +
            ": put the herd's token into the variable HERD_TOKEN, or name another with --token-env");
        return exit_usage;
    }
    say(error.why);
    if (error.status == unavailable) return exit_timeout;
    return error.status == bad_request ? exit_usage : exit_check_failed;
}

}  // namespace herd::app
