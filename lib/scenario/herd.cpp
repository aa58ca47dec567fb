#include "scenario/herd.hpp"

#include <algorithm>
#include <set>

#include "base/quote.hpp"
#include "fault/herd_map.hpp"
#include "scenario/herd_source.hpp"
#include "scenario/live_stage.hpp"
#include "scenario/sim_stage.hpp"

namespace herd::scenario {
namespace {

/// How long a server may take to answer.
constexpr nanoseconds answer_patience = std::chrono::seconds(10);

std::unique_ptr<Stage> start_herd(config::Config config) {
    auto stage = make_live_stage(std::move(config));
    if (!stage) throw Trouble(stage.error());
    return std::move(*stage);
}

std::unique_ptr<Stage> simulate_herd(const config::Config& config, std::uint64_t seed) {
    auto stage = make_sim_stage(config, {.seed = seed});
    if (!stage) throw Trouble(stage.error());
    return std::move(*stage);
}

config::Config load(const std::filesystem::path& file) {
    auto config = config::load_config(file);
    if (!config) {
        std::string faults;
        for (const auto& fault : config.error())
            faults += (faults.empty() ? "" : "\n") + config::format_fault(fault);
        throw Trouble(faults);
    }
    make_private(*config);
    return std::move(*config);
}

config::Config make_silent_classic_herd() {
    config::Config config = make_classic_herd();
    config.log.level = config::LogLevel::off;
    return config;
}

std::string name_of(std::size_t number) {
    const std::string digits = std::to_string(number);
    return "S" + std::string(digits.size() < 3 ? 3 - digits.size() : 0, '0') + digits;
}

std::string without_last_lf(std::string text) {
    if (text.ends_with('\n')) text.pop_back();
    return text;
}

void check_server(const Stage& stage, const std::string& server) {
    auto names = stage.servers();
    if (std::find(names.begin(), names.end(), server) != names.end()) return;
    const fault::HerdMap map(core::Roster(std::move(names)), {});
    throw Trouble(map.find_server(server).error());
}

void check_line(const std::string& line) {
    if (line.find('\n') != std::string::npos)
        throw Trouble("a line to send has no line feed: " + format_quoted(line));
}

}  // namespace

config::Config make_config(const Links& links) {
    if (links.empty()) throw Trouble("no links name no servers; a herd of one server is made of a config");
    std::set<std::string> names;
    for (const auto& [a, b] : links) names.insert({a, b});
    config::Config config;
    config.log.level = config::LogLevel::off;
    for (const auto& name : names) config.servers.push_back({name, "127.0.0.1", 0});
    std::set<config::Link> distinct;
    for (const auto& [a, b] : links) {
        if (a == b) throw Trouble("a server is not linked to itself: " + a);
        const auto first = *config::find_server(config, a);
        const auto second = *config::find_server(config, b);
        distinct.insert({std::min(first, second), std::max(first, second)});
    }
    config.links.assign(distinct.begin(), distinct.end());
    return config;
}

Links make_line(std::size_t size) {
    Links links;
    for (std::size_t i = 1; i < size; ++i) links.emplace_back(name_of(i - 1), name_of(i));
    return links;
}

Links make_ring(std::size_t size) {
    Links links = make_line(size);
    if (size > 2) links.emplace_back(name_of(0), name_of(size - 1));
    return links;
}

Links make_star(std::size_t size) {
    Links links;
    for (std::size_t i = 1; i < size; ++i) links.emplace_back(name_of(0), name_of(i));
    return links;
}

Links make_mesh(std::size_t size) {
    Links links;
    for (std::size_t i = 0; i < size; ++i) {
        for (std::size_t j = i + 1; j < size; ++j) links.emplace_back(name_of(i), name_of(j));
    }
    return links;
}

Herd::Herd() : Herd(make_silent_classic_herd()) {}

Herd::Herd(const Links& links) : Herd(make_config(links)) {}

Herd::Herd(const std::filesystem::path& file) : Herd(load(file)) {}

Herd::Herd(const config::Config& config) : Herd(start_herd(config)) {}

Herd::Herd(std::unique_ptr<Stage> stage) : stage_(std::move(stage)) {}

Herd Herd::simulated(std::uint64_t seed) {
    return Herd(simulate_herd(make_silent_classic_herd(), seed));
}

Herd Herd::simulated(std::uint64_t seed, const Links& links) {
    return Herd(simulate_herd(make_config(links), seed));
}

Herd Herd::simulated(std::uint64_t seed, const config::Config& config) {
    return Herd(simulate_herd(config, seed));
}

std::string Herd::send(const std::string& server, const std::string& line) {
    return race({{server, line}}).front();
}

std::vector<std::string> Herd::race(const std::vector<To>& messages) {
    std::vector<Message> said;
    for (const auto& [server, line] : messages) {
        check_server(*stage_, server);
        check_line(line);
        said.push_back({server, {line}, true});
    }
    std::vector<std::string> answers;
    for (auto& answer : stage_->send(said, answer_patience)) {
        if (!answer) throw Trouble(answer.error());
        answers.push_back(without_last_lf(std::move(*answer)));
    }
    return answers;
}

void Herd::send_unawaited(const std::string& server, const std::string& line) {
    check_server(*stage_, server);
    check_line(line);
    const auto sent = stage_->send({{server, {line}, false}}, answer_patience);
    if (!sent.front()) throw Trouble(sent.front().error());
}

void Herd::settle(nanoseconds within) {
    await_rest(within, false);
}

void Herd::settle_but_held(nanoseconds within) {
    await_rest(within, true);
}

void Herd::await_rest(nanoseconds within, bool ignores_held) {
    if (const auto settled = stage_->settle(within, ignores_held); !settled)
        throw NotSettled("did not settle: " + settled.error().why);
}

void Herd::apply(fault::Action action, std::optional<nanoseconds> lasts) {
    if (const auto applied = stage_->apply({std::move(action), lasts}); !applied)
        throw Trouble(applied.error());
}

bool Herd::is_running(const std::string& server) const {
    check_server(*stage_, server);
    return stage_->is_running(server);
}

std::optional<std::string> Herd::record(const std::string& server, const std::string& client) const {
    check_server(*stage_, server);
    auto record = stage_->record(server, client);
    if (!record) throw Trouble(record.error());
    return std::move(*record);
}

Records Herd::records(const std::string& client) const {
    Records records{client, {}};
    for (const auto& server : stage_->servers()) {
        if (stage_->is_running(server)) records.kept.emplace_back(server, record(server, client));
    }
    return records;
}

Update Herd::update(const std::string& client) const {
    Update update{client, stage_->trace(), std::nullopt};
    update.id = trace::newest_update(update.trace, client);
    return update;
}

}  // namespace herd::scenario
