#include "scenario/check_table.hpp"

#include <string>
#include <string_view>
#include <utility>

#include "base/character.hpp"
#include "base/quote.hpp"

namespace herd::scenario {
namespace {

using config::NameReader;
using config::TableReader;

constexpr std::string_view a_client = "a client's name";

/// Opens the table of a check and reads its client; `read` the rest, true if that is good.
template <class Step, class Read>
std::optional<Verb> read_check(TableReader& step, std::string_view key, std::string_view example, Read read) {
    auto table = step.open_table(key, "a table such as " + std::string(example));
    if (!table) return std::nullopt;
    Step check;
    const bool has_client = table->read_word("client", a_client, check.client);
    const bool is_good = read(*table, check);
    table->require("client", a_client);
    table->finish();
    if (!has_client || !is_good) return std::nullopt;
    return check;
}

/// A server, or an array of them.
bool read_some_servers(TableReader& table, std::string_view key, const NameReader& names,
                       std::vector<std::string>& servers) {
    if (!table.has(key, config::Kind::string)) return names.read_servers(table, key, servers);
    return names.read_server(table, key, servers.emplace_back());
}

/// `{ Alford = 0, Welsh = 1 }`
bool read_hop_counts(TableReader& table, const NameReader& names,
                     std::vector<std::pair<std::string, std::size_t>>& hops) {
    const auto* section =
        table.find_table("at", "a table of servers and hops such as { Alford = 0, Welsh = 1 }");
    if (!section) return false;
    auto at = table.open_table("at");
    bool is_good = true;
    for (const auto& entry : section->value.entries) {
        std::size_t hop = 0;
        const bool is_server = names.check_server(entry.key, entry.position, at->path_of(entry.key));
        const bool is_hop = at->read_integer(entry.key, {0, 65535}, hop);
        is_good = is_good && is_server && is_hop;
        hops.emplace_back(entry.key, hop);
    }
    if (hops.empty()) {
        table.fault("at", "names no server");
        return false;
    }
    return is_good;
}

}  // namespace

std::optional<Verb> read_order(TableReader& step, const NameReader& names) {
    return read_check<Order>(step, "order",
                             "{ client = \"kiwi\", servers = [[\"Alford\"], [\"Hamilton\", \"Welsh\"]] }",
                             [&](TableReader& table, Order& order) {
                                 const bool is_good = names.read_groups(table, "servers", order.groups);
                                 table.require("servers", "groups of servers, in order");
                                 return is_good;
                             });
}

std::optional<Verb> read_messages(TableReader& step) {
    return read_check<Messages>(
        step, "messages", "{ client = \"kiwi\", count = 6 }", [](TableReader& table, Messages& messages) {
            const bool is_good = table.read_integer("count", {0, 1'000'000}, messages.count);
            table.require("count", "how many messages");
            return is_good;
        });
}

std::optional<Verb> read_reached(TableReader& step, const NameReader& names) {
    return read_check<Reached>(step, "reached", "{ client = \"kiwi\", servers = [\"Alford\", \"Welsh\"] }",
                               [&](TableReader& table, Reached& reached) {
                                   const bool is_good =
                                       read_some_servers(table, "servers", names, reached.servers);
                                   table.require("servers", "the servers that were reached");
                                   return is_good;
                               });
}

std::optional<Verb> read_hops(TableReader& step, const NameReader& names) {
    return read_check<Hops>(step, "hops", "{ client = \"kiwi\", at = { Alford = 0, Welsh = 1 } }",
                            [&](TableReader& table, Hops& hops) {
                                const bool is_good = read_hop_counts(table, names, hops.at);
                                table.require("at", "the hop at each server");
                                return is_good;
                            });
}

std::optional<Verb> read_record(TableReader& step, const NameReader& names) {
    return read_check<RecordIs>(step, "record",
                                "{ client = \"kiwi\", at = \"Ball\", line = \"AT Alford * kiwi * *\" }",
                                [&](TableReader& table, RecordIs& record) {
                                    const bool has_server = names.read_server(table, "at", record.at);
                                    const bool has_line = table.read_text("line", "an AT line", record.line);
                                    table.require("at", "the server that has the record");
                                    table.require("line", "an AT line, in which * is any one field");
                                    return has_server && has_line;
                                });
}

std::optional<Verb> read_absent(TableReader& step, const NameReader& names) {
    return read_check<Absent>(step, "absent", "{ client = \"kiwi\", at = [\"Ball\"] }",
                              [&](TableReader& table, Absent& absent) {
                                  const bool is_good = read_some_servers(table, "at", names, absent.at);
                                  table.require("at", "the servers that have no record");
                                  return is_good;
                              });
}

void read_converged(TableReader& step, std::vector<Verb>& verbs) {
    std::vector<config::ListItem> clients;
    if (!step.read_lines("converged", a_client, clients)) return;
    if (clients.empty()) step.fault("converged", "names no client");
    for (auto& client : clients) {
        if (client.text.empty() || has_control(client.text) || has_white_space(client.text)) {
            step.fault("converged",
                       format_quoted(client.text) + " is no client's name: it has no white space");
        } else {
            verbs.push_back(Converged{std::move(client.text)});
        }
    }
}

}  // namespace herd::scenario
