#include "scenario/send_table.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace herd::scenario {
namespace {

constexpr nanoseconds longest_patience = std::chrono::hours(1);

/// One line or several. An empty line is one, too.
bool read_lines(config::TableReader& table, std::string_view key, std::string_view what,
                std::vector<std::string>& lines) {
    std::vector<config::ListItem> items;
    if (!table.read_lines(key, what, items)) return false;
    if (items.empty()) {
        table.fault(key, "is empty; expected " + std::string(what));
        return false;
    }
    for (const auto& item : items) {
        if (item.text.find('\n') != std::string::npos) {
            table.fault(key, "has a line feed; expected " + std::string(what) +
                                 ", several of them as an array of strings");
            return false;
        }
        lines.push_back(item.text);
    }
    return true;
}

}  // namespace

std::optional<Send> read_send(config::TableReader& table, const config::NameReader& names) {
    Send send;
    bool is_good = read_lines(table, "send", "a client's line", send.lines);
    is_good = names.read_server(table, "to", send.to) && is_good;
    if (std::vector<std::string> expect; read_lines(table, "expect", "a line of the answer", expect)) {
        send.expect = std::move(expect);
    } else {
        is_good = is_good && !table.has("expect");
    }
    is_good = (table.read_boolean("await", send.awaits_answer) || !table.has("await")) && is_good;
    if (nanoseconds within{}; table.read_duration("within", longest_patience, within)) {
        send.within = within;
    } else {
        is_good = is_good && !table.has("within");
    }
    if (!send.awaits_answer && (send.expect || send.within)) {
        table.fault(send.expect ? "expect" : "within", "with await = false the answer is not waited for");
        is_good = false;
    }
    table.require("send", "a client's line");
    table.require("to", "the server that it is sent to");
    if (!is_good) return std::nullopt;
    return send;
}

}  // namespace herd::scenario
