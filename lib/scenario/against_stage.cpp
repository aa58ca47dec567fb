#include "scenario/against_stage.hpp"

#include <algorithm>
#include <chrono>
#include <thread>
#include <utility>

#include "core/fields.hpp"
#include "log/escape.hpp"
#include "scenario/conversation.hpp"
#include "scenario/converse.hpp"

namespace herd::scenario {
namespace {

using std::chrono::steady_clock;

constexpr nanoseconds between_looks = std::chrono::milliseconds(20);
constexpr nanoseconds record_patience = std::chrono::seconds(10);

/// An AT line that a server may have of a client.
using Record = Result<std::optional<std::string>, std::string>;

/// Shape: the first line is what matters; a server of somebody else's may well fail to end the rest.
Record read_kept_record(const Conversation& conversation) {
    const auto& bytes = conversation.answers().bytes();
    const auto end = bytes.find('\n');
    if (end == std::string::npos) {
        const bool failed = conversation.state() == Conversation::State::failed;
        return unexpected(failed ? conversation.why() : conversation.describe_silence());
    }
    if (bytes.starts_with('?')) return std::optional<std::string>();
    std::string line = bytes.substr(0, end);
    if (line.ends_with('\r')) line.pop_back();
    return std::optional<std::string>(std::move(line));
}

/// Bytes of a client or a server for people, or their head.
std::string show(std::string_view text) {
    constexpr std::size_t longest = 300;  // bytes
    std::string shown;
    log::append_text_escaped(text.substr(0, longest), shown);
    return text.size() > longest ? shown + "..." : shown;
}

std::string show_record(const Record& record) {
    return *record ? show(**record) : "no record";
}

class AgainstStage final : public Stage {
public:
    explicit AgainstStage(std::vector<Address> addresses) : addresses_(std::move(addresses)) {}

    bool can(Ability) const override { return false; }

    std::vector<std::string> servers() const override {
        std::vector<std::string> names;
        for (const auto& address : addresses_) names.push_back(address.server);
        return names;
    }

    bool is_running(const std::string&) const override { return true; }

    std::vector<Result<std::string, std::string>> send(const std::vector<Message>& messages,
                                                       nanoseconds patience) override {
        std::vector<Address> addresses;
        for (const auto& message : messages) {
            for (const auto& line : message.lines) remember_client(line);
            addresses.push_back(find(message.to));
        }
        return converse(addresses, messages, patience, unawaited_);
    }

    Result<void, Unsettled> settle(nanoseconds within, bool) override {
        const auto deadline = steady_clock::now() + within;
        std::string last_why;
        for (;;) {
            std::optional<std::string> why;
            for (std::size_t i = 0; i < clients_.size() && !why; ++i)
                why = disagreement(clients_[i], deadline);
            if (!why) return {};
            // A look that time ran out on says less than the one before it.
            const bool is_over = steady_clock::now() >= deadline;
            if (!is_over || last_why.empty()) last_why = *why;
            if (is_over) return unexpected(Unsettled{last_why});
            std::this_thread::sleep_for(std::min<nanoseconds>(between_looks, deadline - steady_clock::now()));
        }
    }

    Result<void, Unsettled> await_lifted(nanoseconds) override { return {}; }

    void wait(nanoseconds duration) override { std::this_thread::sleep_for(duration); }

    Result<void, std::string> apply(const fault::Fault&) override {
        return unexpected(std::string("servers that run elsewhere cannot be given faults"));
    }

    Record record(const std::string& server, const std::string& client) override {
        return look({find(server)}, client, record_patience).front();
    }

    trace::Trace trace() const override { return {}; }

private:
    const Address& find(const std::string& server) const {
        return *std::find_if(addresses_.begin(), addresses_.end(),
                             [&](const Address& address) { return address.server == server; });
    }

    void remember_client(std::string_view line) {
        const auto fields = core::split_fields(line);
        if (fields.count < 2 || fields.field[0] != "IAMAT") return;
        const std::string client(fields.field[1]);
        if (std::find(clients_.begin(), clients_.end(), client) == clients_.end()) clients_.push_back(client);
    }

    /// What each of the servers has of a client. They are asked at once.
    static std::vector<Record> look(const std::vector<Address>& addresses, const std::string& client,
                                    nanoseconds patience) {
        std::vector<Conversation> conversations;
        conversations.reserve(addresses.size());
        for (const auto& address : addresses) {
            conversations.emplace_back(address, std::vector<std::string>{"WHATSAT " + client + " 1 1"});
        }
        hold(conversations, std::vector<bool>(addresses.size(), true), patience);
        std::vector<Record> records;
        for (const auto& one : conversations) records.push_back(read_kept_record(one));
        return records;
    }

    /// Two servers that do not have the same record of a client, or one that does not answer.
    std::optional<std::string> disagreement(const std::string& client,
                                            steady_clock::time_point deadline) const {
        const auto patience = std::max<nanoseconds>(deadline - steady_clock::now(), between_looks);
        const auto records = look(addresses_, client, patience);
        for (std::size_t i = 0; i < records.size(); ++i) {
            if (!records[i]) return show(client) + ": " + records[i].error();
            if (*records[i] != *records[0]) {
                return show(client) + ": " + addresses_[0].server + " has " + show_record(records[0]) +
                       ", but " + addresses_[i].server + " has " + show_record(records[i]);
            }
        }
        return std::nullopt;
    }

    std::vector<Address> addresses_;
    std::vector<std::string> clients_;  // that the scenario has sent
    std::vector<Conversation> unawaited_;
};

std::string list_servers(const std::vector<std::string>& names) {
    std::string text;
    for (const auto& name : names) text += (text.empty() ? "" : ", ") + name;
    return text;
}

std::vector<std::string> sorted_names(const config::Config& config) {
    std::vector<std::string> names;
    for (const auto& server : config.servers) names.push_back(server.name);
    std::sort(names.begin(), names.end());
    return names;
}

}  // namespace

Result<std::unique_ptr<Stage>, std::string> make_against_stage(const config::Config& config) {
    std::vector<Address> addresses;
    std::vector<std::string> unknown;
    for (const auto& server : config.servers) {
        if (server.port == 0) unknown.push_back(server.name);
        addresses.push_back({server.name, server.host, server.port});
    }
    if (!unknown.empty()) {
        return unexpected("port 0 does not say where a server runs: give the port of " +
                          list_servers(unknown));
    }
    return std::make_unique<AgainstStage>(std::move(addresses));
}

std::optional<std::string> find_mismatch(const Scenario& scenario, const config::Config& config) {
    const auto wanted = sorted_names(scenario.config);
    const auto present = sorted_names(config);
    if (wanted == present) return std::nullopt;
    return "is about other servers: " + list_servers(wanted);
}

}  // namespace herd::scenario
