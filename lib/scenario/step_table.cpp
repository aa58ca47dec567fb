#include "scenario/step_table.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "config/fault_table.hpp"
#include "scenario/check_table.hpp"
#include "scenario/send_table.hpp"

namespace herd::scenario {
namespace {

using config::NameReader;
using config::TableReader;

constexpr nanoseconds longest_wait = std::chrono::hours(1);

void add(std::optional<Verb> verb, std::vector<Verb>& verbs) {
    if (verb) verbs.push_back(std::move(*verb));
}

void read_send_step(TableReader& table, const NameReader& names, std::vector<Verb>& verbs) {
    if (auto send = read_send(table, names)) verbs.push_back(std::move(*send));
}

void read_race(TableReader& table, const NameReader& names, std::vector<Verb>& verbs) {
    Race race;
    auto clients = table.open_tables("race");
    for (auto& client : clients) {
        auto send = read_send(client, names);
        client.finish();
        if (send) race.sends.push_back(std::move(*send));
    }
    if (clients.size() < 2 && table.has("race", config::Kind::array)) {
        table.fault("race", "expected two clients or more, as in [{ send = \"...\", to = \"Alford\" }, ...]");
    }
    if (race.sends.size() > 1 && race.sends.size() == clients.size()) verbs.push_back(std::move(race));
}

template <class Step>
void read_wait(TableReader& table, std::string_view key, nanoseconds Step::*member,
               std::vector<Verb>& verbs) {
    Step step;
    if (table.read_duration(key, longest_wait, step.*member)) verbs.push_back(step);
}

struct StepVerb {
    std::string_view word;
    void (*read)(TableReader&, const NameReader&, std::vector<Verb>&);
};

constexpr std::array<StepVerb, 13> step_verbs{{
    {"send", read_send_step},
    {"race", read_race},
    {"settle", [](TableReader& t, const NameReader&,
                  std::vector<Verb>& v) { read_wait(t, "settle", &Settle::within, v); }},
    {"quiet", [](TableReader& t, const NameReader&,
                 std::vector<Verb>& v) { read_wait(t, "quiet", &Quiet::within, v); }},
    {"lifted", [](TableReader& t, const NameReader&,
                  std::vector<Verb>& v) { read_wait(t, "lifted", &Lifted::within, v); }},
    {"wait", [](TableReader& t, const NameReader&,
                std::vector<Verb>& v) { read_wait(t, "wait", &Wait::duration, v); }},
    {"order", [](TableReader& t, const NameReader& n, std::vector<Verb>& v) { add(read_order(t, n), v); }},
    {"messages", [](TableReader& t, const NameReader&, std::vector<Verb>& v) { add(read_messages(t), v); }},
    {"reached",
     [](TableReader& t, const NameReader& n, std::vector<Verb>& v) { add(read_reached(t, n), v); }},
    {"hops", [](TableReader& t, const NameReader& n, std::vector<Verb>& v) { add(read_hops(t, n), v); }},
    {"converged", [](TableReader& t, const NameReader&, std::vector<Verb>& v) { read_converged(t, v); }},
    {"record", [](TableReader& t, const NameReader& n, std::vector<Verb>& v) { add(read_record(t, n), v); }},
    {"absent", [](TableReader& t, const NameReader& n, std::vector<Verb>& v) { add(read_absent(t, n), v); }},
}};

const std::vector<std::string_view>& all_verbs() {
    static const std::vector<std::string_view> verbs = [] {
        std::vector<std::string_view> words;
        for (const auto& verb : step_verbs) words.push_back(verb.word);
        const auto& faults = config::fault_verbs();
        words.insert(words.end(), faults.begin(), faults.end());
        return words;
    }();
    return verbs;
}

}  // namespace

void read_step(TableReader& table, const NameReader& names, std::vector<Step>& steps) {
    std::vector<Verb> verbs;
    if (const auto word = table.find_verb(all_verbs(), "step", "settle = \"1s\"")) {
        const auto verb = std::find_if(step_verbs.begin(), step_verbs.end(),
                                       [&](const StepVerb& one) { return one.word == *word; });
        if (verb != step_verbs.end()) {
            verb->read(table, names, verbs);
        } else if (auto fault = config::read_fault(table, *word, names)) {
            verbs.push_back(std::move(*fault));
        }
    }
    table.finish();
    for (auto& verb : verbs) steps.push_back({table.position().line, std::move(verb)});
}

}  // namespace herd::scenario
