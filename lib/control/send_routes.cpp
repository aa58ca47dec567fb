#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <utility>

#include "base/quantity.hpp"
#include "base/quote.hpp"
#include "config/name_reader.hpp"
#include "control/body.hpp"
#include "control/find.hpp"
#include "control/routes.hpp"
#include "net/ask.hpp"
#include "trace/json_object.hpp"

namespace herd::control {
namespace {

constexpr int most_messages = 16;  // at once
constexpr nanoseconds longest_timeout = std::chrono::seconds(60);
constexpr std::size_t longest_reply = std::size_t{4} << 20;

/// A line that is to be said, and to whom.
struct Message {
    std::string to;
    std::string line;
    nanoseconds timeout = std::chrono::seconds(10);
};

Result<Message, Problem> read_message(const Request& request) {
    const auto body = parse_body(request);
    if (!body) return unexpected(body.error());
    Message message;
    const auto read = read_body(*body, [&](config::TableReader& reader, config::FaultList&) {
        std::vector<config::ListItem> lines;
        reader.read_word("to", "the name of a server", message.to);
        reader.read_lines("line", "a line of a client", lines);
        reader.read_duration("timeout", longest_timeout, message.timeout);
        reader.require("to", "the name of a server");
        reader.require("line", "a line of a client");
        if (lines.size() == 1) message.line = lines.front().text;
        if (lines.size() > 1 || message.line.find('\n') != std::string::npos)
            reader.fault("line", "expected one line, without its end");
    });
    if (!read) return unexpected(read.error());
    return message;
}

Problem explain(const net::AskError& error, const Message& message) {
    switch (error.fault) {
        case net::AskFault::no_connection:
            return {409, message.to + " takes no connections", {}, {}};
        case net::AskFault::lost:
            return {502, message.to + " was gone before it had answered", {}, {}};
        case net::AskFault::timeout:
            return {504, message.to + " has not answered within " + format_duration(message.timeout), {}, {}};
        case net::AskFault::given_up:
            break;
    }
    return {503, "the herd is about to stop", {}, {}};
}

Result<Response, Problem> send_line(const BackOffice& office, const Request& request) {
    const auto message = read_message(request);
    if (!message) return unexpected(message.error());
    struct Place {
        std::string host;
        std::uint16_t port = 0;
    };
    const auto snapshot = office.take_snapshot();
    if (!snapshot) return unexpected(snapshot.error());
    const auto known = office.call([&](net::Herd& herd) { return find_server(herd, message->to); });
    if (!known) return unexpected(known.error());
    const auto* server = find_server(*snapshot, message->to);
    if (server == nullptr || server->port == 0)
        return unexpected(Problem{409, "where " + message->to + " listens is not known here", {}, {}});
    const bool runs = server->condition == ServerCondition::running ||
                      server->condition == ServerCondition::paused ||
                      server->condition == ServerCondition::elsewhere;
    if (!runs) {
        return unexpected(
            Problem{409, message->to + " is " + std::string(format_condition(server->condition)), {}, {}});
    }
    const auto now = SteadyTime(std::chrono::steady_clock::now());
    std::string answer;
    const auto asked =
        net::ask(server->host, server->port, message->line + "\n",
                 {message->timeout, now + message->timeout, [&office] { return office.call.is_ended(); }},
                 [&answer](std::string_view bytes) { return answer.append(bytes).size() <= longest_reply; });
    if (answer.size() > longest_reply) {
        return unexpected(
            Problem{502, message->to + " answers more than " + format_size(longest_reply), {}, {}});
    }
    if (!asked) return unexpected(explain(asked.error(), *message));
    std::string json;
    trace::JsonObject object(json);
    object.bytes("answer", answer);
    object.end();
    return make_json_response(std::move(json));
}

}  // namespace

void add_send_routes(const BackOffice& office, Router& router) {
    const auto under_way = std::make_shared<std::atomic<int>>(0);
    router.add("POST", "/v1/send", [&office, under_way](const Request& request) -> Result<Response, Problem> {
        struct Turn {
            std::atomic<int>& count;
            const bool is_given = ++count <= most_messages;
            ~Turn() { --count; }
        } const turn{*under_way};
        if (!turn.is_given) {
            return unexpected(
                Problem{503,
                        "as many lines as may be are on their way; try again when they are answered",
                        {},
                        {{"Retry-After", "1"}}});
        }
        return send_line(office, request);
    });
}

}  // namespace herd::control
