#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <optional>
#include <random>
#include <sstream>
#include <string>
#include <system_error>
#include <unistd.h>
#include <utility>
#include <vector>

#include "base/whole_file.hpp"
#include "commands.hpp"
#include "control/host_name.hpp"
#include "control/service.hpp"
#include "control_service.hpp"
#include "exit_status.hpp"
#include "file_limit.hpp"
#include "herd_file.hpp"
#include "net/herd.hpp"
#include "notify.hpp"
#include "places_source.hpp"
#include "ready.hpp"
#include "trace/trace_file.hpp"

namespace herd::app {
namespace {

/// The servers that `--only` names, or all, in the file's order. Nothing, and a complaint, if one is not in
/// the file.
std::optional<std::vector<core::ServerIndex>> choose_servers(const UpArguments& arguments,
                                                             const config::Config& config) {
    std::vector<bool> chosen(config.servers.size(), arguments.only.empty());
    bool is_good = true;
    for (const auto& name : arguments.only) {
        const auto server = find_or_complain(config, arguments.config, name);
        if (server) chosen[*server] = true;
        is_good = is_good && server;
    }
    if (!is_good) return std::nullopt;
    std::vector<core::ServerIndex> servers;
    for (core::ServerIndex server = 0; server < chosen.size(); ++server) {
        if (chosen[server]) servers.push_back(server);
    }
    return servers;
}

/// Writes what the herd has recorded so far. False, and a complaint, if that cannot be done.
bool write_trace_or_complain(const net::Herd& herd, const std::string& file) {
    std::ostringstream text;
    trace::write_trace(herd.trace(), text);
    const auto written = write_whole(file, text.str());
    if (!written) say("--trace: " + written.error());
    return written.has_value();
}

}  // namespace

int run_up(const UpArguments& arguments) {
    const auto config = load_or_complain(arguments.config);
    if (!config) return exit_usage;
    const auto servers = choose_servers(arguments, *config);
    if (!servers) return exit_usage;
    const auto source = choose_places_or_complain(arguments.config, config->places);
    if (!source) return exit_usage;
    if (!arguments.trace_file.empty() && config->trace.buffer == 0) {
        say("--trace: " + arguments.config + " has [trace] buffer = \"off\": there is nothing to write");
        return exit_usage;
    }
    std::optional<control::ServiceOptions> control_options;
    if (config->control) {
        control_options = choose_control_or_complain(arguments.config, *config->control);
        if (!control_options) return exit_usage;
    }
    // The file of a herd before this one must not pass for this one's.
    std::error_code error;
    if (!arguments.ready_file.empty() && (std::filesystem::remove(arguments.ready_file, error), error)) {
        say("--ready-file " + arguments.ready_file + ": " + error.message());
        return exit_usage;
    }

    std::signal(SIGPIPE, SIG_IGN);
    raise_file_limit();
    net::Herd herd(
        *config, *servers, *source, [](const std::string& complaint) { say(complaint); },
        std::random_device{}());
    herd.stop_on_signals();
    if (const auto listening = herd.listen(); !listening) {
        say(net::format_fault(listening.error()));
        return exit_connection;
    }
    std::unique_ptr<control::Service> service;
    std::optional<ControlAddress> control_address;
    if (control_options) {
        auto started = control::Service::start(herd, std::move(*control_options));
        if (started) {
            service = std::move(*started);
            control_address = {service->host(), service->port()};
        } else if (arguments.only.empty()) {
            say("[control]: " + started.error());
            return exit_connection;
        } else {
            // Of several processes of one file, the first one has its port.
            say("warning: [control]: " + started.error() + "; this process has no control API");
        }
    }
    for (const auto& warning : herd.warnings()) say("warning: " + warning);

    int status = exit_good;
    const auto write_trace = [&] {
        if (arguments.trace_file.empty() || write_trace_or_complain(herd, arguments.trace_file)) return true;
        status = exit_usage;
        return false;
    };
    if (!arguments.trace_file.empty()) herd.on_signal(SIGUSR1, write_trace);
    herd.on_stopping([] { notify_service("STOPPING=1"); });
    const auto ended = herd.run([&] {
        // A file that cannot be written is told now and not when the run is over.
        if (!write_trace()) {
            herd.stop();
            return;
        }
        const std::string ready = format_ready(herd.addresses(), control_address);
        if (!arguments.ready_file.empty()) {
            if (const auto written = write_whole(arguments.ready_file, ready + "\n"); !written) {
                say("--ready-file: " + written.error());
                status = exit_usage;
                herd.stop();
                return;
            }
        }
        std::printf("READY %s\n", ready.c_str());
        std::fflush(stdout);
        notify_service("READY=1");
        if (control_address && isatty(STDERR_FILENO))
            say("look at it: http://" + control::format_host(control_address->host) + ":" +
                std::to_string(control_address->port) + "/");
        if (isatty(STDERR_FILENO)) say("stop with Ctrl-C");
    });
    // Whoever asks twice does not want to wait for places or for a disk.
    if (ended == net::Herd::Ended::at_once) std::_Exit(status);
    if (status == exit_good) write_trace();
    return status;
}

}  // namespace herd::app
