#include "net/ask.hpp"

#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>

#include "commands.hpp"
#include "exit_status.hpp"
#include "herd_file.hpp"
#include "ready.hpp"

namespace herd::app {
namespace {

/// `HOST:PORT` or `[HOST]:PORT`; nothing if it is neither.
std::optional<net::Address> parse_address(const std::string& text) {
    const auto colon = text.rfind(':');
    if (colon == std::string::npos || colon == 0) return std::nullopt;
    std::string host = text.substr(0, colon);
    if (host.size() > 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
    std::uint16_t port = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data() + colon + 1, end, port);
    if (error != std::errc{} || stop != end || port == 0) return std::nullopt;
    return net::Address{text, host, port};
}

/// Where the server listens; nothing, and a complaint, if that is not to be found out.
std::optional<net::Address> find_address(const AskArguments& arguments) {
    if (const auto address = parse_address(arguments.server)) return address;
    if (!arguments.ready_file.empty()) {
        const auto address = find_ready(arguments.ready_file, arguments.server);
        if (address) return *address;
        say(address.error());
        return std::nullopt;
    }
    const auto config = load_or_complain(arguments.config);
    if (!config) return std::nullopt;
    const auto index = find_or_complain(*config, arguments.config, arguments.server);
    if (!index) return std::nullopt;
    const auto& server = config->servers[*index];
    if (server.port == 0) {
        say(server.name +
            " listens on a port of the system's choice: give the --ready-file of 'herd up', or HOST:PORT");
        return std::nullopt;
    }
    return net::Address{server.name, server.host, server.port};
}

std::string gather_text(const AskArguments& arguments) {
    if (arguments.lines.empty()) return {std::istreambuf_iterator<char>(std::cin), {}};
    std::string text;
    for (const auto& line : arguments.lines) text.append(line).push_back('\n');
    return text;
}

}  // namespace

int run_ask(const AskArguments& arguments) {
    const auto address = find_address(arguments);
    if (!address) return exit_usage;
    const auto timeout =
        std::chrono::duration_cast<nanoseconds>(std::chrono::duration<double>(arguments.timeout));
    const auto asked =
        net::ask(address->host, address->port, gather_text(arguments), {timeout}, [](std::string_view bytes) {
            std::fwrite(bytes.data(), 1, bytes.size(), stdout);
            return true;
        });
    std::fflush(stdout);
    if (asked) return exit_good;
    say(arguments.server + " at " + address->host + ":" + std::to_string(address->port) + ": " +
        asked.error().why);
    return asked.error().fault == net::AskFault::timeout ? exit_timeout : exit_connection;
}

}  // namespace herd::app
