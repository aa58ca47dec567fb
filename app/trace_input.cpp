#include "trace_input.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include "base/suggestion.hpp"
#include "config/text_file.hpp"
#include "herd_file.hpp"
#include "trace/trace_file.hpp"
#include "trace/update.hpp"

namespace herd::app {
namespace {

// Clients that are told of one by one.
constexpr std::size_t most_clients = 10;
// Clients that are compared with one that was not found.
constexpr std::size_t most_compared = 10'000;

std::string list_clients(const std::vector<std::string>& clients) {
    if (clients.empty()) return "it has nothing of any client";
    std::string text = "it has ";
    for (std::size_t i = 0; i < std::min(clients.size(), most_clients); ++i) {
        text += (i > 0 ? ", " : "") + trace::format_client(clients[i]);
    }
    if (clients.size() > most_clients)
        text += " and " + std::to_string(clients.size() - most_clients) + " clients more";
    return text;
}

}  // namespace

std::optional<trace::Trace> load_trace_or_complain(const std::string& file) {
    const bool is_standard_input = file == "-";
    const std::string name = is_standard_input ? "standard input" : file;
    const auto text = config::read_text_file(is_standard_input ? "/dev/stdin" : file, trace::longest_trace);
    if (!text) {
        say(name + ": " + text.error().why);
        return std::nullopt;
    }
    auto trace = trace::parse_trace(*text, name);
    if (!trace) {
        say(trace.error());
        return std::nullopt;
    }
    return std::move(*trace);
}

bool has_client(const trace::Trace& trace, const std::string& client) {
    return std::any_of(trace.events.begin(), trace.events.end(),
                       [&client](const trace::Event& event) { return event.client == client; });
}

void complain_of_client(const trace::Trace& trace, const std::string& file, const std::string& client) {
    const auto clients = trace::find_clients(trace);
    const auto compared = std::min(clients.size(), most_compared);
    const std::vector<std::string_view> names(clients.begin(),
                                              clients.begin() + static_cast<std::ptrdiff_t>(compared));
    const auto near = find_near_word(client, names);
    std::string text = file + " has nothing of the client '" + trace::format_client(client) + "'";
    if (!near.empty()) text += "; did you mean '" + trace::format_client(near) + "'?";
    say(text + (near.empty() ? "; " : " ") + list_clients(clients));
    if (trace.dropped > 0)
        say("the " + std::to_string(trace.dropped) + " events before its first one are lost");
}

}  // namespace herd::app
