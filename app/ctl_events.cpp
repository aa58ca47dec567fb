#include <cstdio>
#include <string>

#include "answer_text.hpp"
#include "api_place.hpp"
#include "ctl.hpp"
#include "exit_status.hpp"
#include "places/json_value.hpp"

namespace herd::app {
namespace {

using places::JsonValue;

std::string pad(std::string text, std::size_t width) {
    if (text.size() < width) text.append(width - text.size(), ' ');
    return text;
}

std::string format_peers(const JsonValue& event) {
    const auto server = event["server"].text();
    const auto to = event["to"].text();
    const auto from = event["from"].text();
    if (event["client"].text().empty()) return to.empty() ? "" : "-- " + printable(to);
    if (!to.empty() && to != server) return "-> " + printable(to);
    return from.empty() ? "" : "<- " + printable(from);
}

// `20  +1.234567 s  Hamilton  delivered  <- Alford  kiwi 1479413884.392014450  hop 1`
std::string format_event_line(const JsonValue& event) {
    constexpr double second = 1e9;
    char time[48];
    std::snprintf(time, sizeof(time), "%.6f s", event["t_ns"].number().value_or(0) / second);
    std::string line = pad(std::to_string(whole_number(event["seq"])), 6) + "  " + pad(time, 14) + "  " +
                       pad(printable(event["server"]), 10) + "  " + pad(printable(event["event"]), 12) +
                       "  " + pad(format_peers(event), 12);
    if (!event["client"].text().empty()) {
        line += "  " + printable(event["client"]) + " " + printable(event["time"]) + "  hop " +
                std::to_string(whole_number(event["hop"]));
    }
    if (!event["detail"].text().empty()) line += "  " + printable(event["detail"]);
    line.erase(line.find_last_not_of(' ') + 1);
    return line;
}

std::string format_stream_event(const control::StreamEvent& event) {
    const auto document = places::JsonDocument::parse(event.data);
    if (!document) return printable(event.data);
    if (event.name == "gap")
        return "... " + format_thousands(document->root()["dropped"]) + " events are left out ...";
    if (event.name == "reset") return "... the herd was started again ...";
    return format_event_line(document->root());
}

}  // namespace

int follow_events(const control::ApiClient& api, const CtlCall& call, const CtlOutput& output) {
    // A stream says something every ten seconds, if only that it is there.
    auto address = api.address();
    address.timeout = std::max<nanoseconds>(address.timeout, std::chrono::seconds(30));
    const auto path = make_query("/v1/events", call, {"client", "server", "since", "thin"});
    const auto followed =
        control::ApiClient(address).follow(path, {}, [&output](const control::StreamEvent& event) {
            const bool is_trace = event.name == "trace" || event.name == "message";
            const std::string line = output.json && is_trace ? event.data : format_stream_event(event);
            std::fprintf(output.json && !is_trace ? stderr : stdout, "%s\n", line.c_str());
            // Whoever reads the other end of a pipe may have gone.
            return std::fflush(stdout) == 0;
        });
    return followed ? exit_good : complain_of_api(followed.error());
}

}  // namespace herd::app
