#include "explore/published.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "base/assert.hpp"

namespace herd::explore {
namespace {

/// Two names that talk with one another.
using Pair = std::pair<std::string_view, std::string_view>;

topology::Node find_server(const std::vector<std::string>& servers, std::string_view name) {
    const auto found = std::find(servers.begin(), servers.end(), name);
    HERD_ASSERT(found != servers.end());
    return static_cast<topology::Node>(found - servers.begin());
}

Topology make(std::string name, std::string source, std::vector<std::string> servers,
              const std::vector<Pair>& pairs) {
    std::vector<topology::Link> links;
    for (const auto& [a, b] : pairs) links.push_back({find_server(servers, a), find_server(servers, b)});
    return {std::move(name), std::move(source), std::move(servers),
            topology::Graph(5, std::move(links)).links()};
}

}  // namespace

const std::vector<Topology>& published_topologies() {
    static const std::vector<Topology> all{
        make("classic", "fall 2017", {"Alford", "Ball", "Hamilton", "Holiday", "Welsh"},
             {{"Alford", "Hamilton"},
              {"Alford", "Welsh"},
              {"Ball", "Holiday"},
              {"Ball", "Welsh"},
              {"Hamilton", "Holiday"}}),
        make("blake", "fall 2012", {"Blake", "Bryant", "Gasol", "Howard", "Metta"},
             {{"Blake", "Bryant"},
              {"Blake", "Howard"},
              {"Bryant", "Gasol"},
              {"Bryant", "Metta"},
              {"Gasol", "Howard"}}),
        make("farmar", "2014", {"Farmar", "Gasol", "Hill", "Meeks", "Young"},
             {{"Farmar", "Meeks"},
              {"Farmar", "Young"},
              {"Gasol", "Meeks"},
              {"Gasol", "Young"},
              {"Hill", "Meeks"}}),
        make("powell", "quarter unknown", {"Alford", "Bolden", "Hamilton", "Parker", "Powell"},
             {{"Alford", "Parker"},
              {"Alford", "Powell"},
              {"Bolden", "Parker"},
              {"Bolden", "Powell"},
              {"Hamilton", "Parker"}}),
        make("parker", "quarter unknown", {"Alford", "Bolden", "Hamilton", "Parker", "Welsh"},
             {{"Alford", "Parker"},
              {"Alford", "Welsh"},
              {"Bolden", "Parker"},
              {"Bolden", "Welsh"},
              {"Hamilton", "Parker"}}),
        make("goloman", "winter 2018", {"Goloman", "Hands", "Holiday", "Welsh", "Wilkes"},
             {{"Goloman", "Hands"},
              {"Goloman", "Holiday"},
              {"Goloman", "Wilkes"},
              {"Hands", "Wilkes"},
              {"Holiday", "Welsh"},
              {"Holiday", "Wilkes"}}),
        make("singleton", "about winter 2020", {"Hill", "Jaquez", "Smith", "Campbell", "Singleton"},
             {{"Hill", "Jaquez"},
              {"Hill", "Smith"},
              {"Singleton", "Jaquez"},
              {"Singleton", "Smith"},
              {"Singleton", "Campbell"},
              {"Smith", "Campbell"}}),
        make("riley", "spring 2021", {"Riley", "Jaquez", "Juzang", "Campbell", "Bernard"},
             {{"Riley", "Jaquez"},
              {"Riley", "Juzang"},
              {"Bernard", "Jaquez"},
              {"Bernard", "Juzang"},
              {"Bernard", "Campbell"},
              {"Juzang", "Campbell"}}),
        make("johnson", "about winter 2022", {"Juzang", "Bernard", "Jaquez", "Johnson", "Clark"},
             {{"Clark", "Jaquez"},
              {"Clark", "Juzang"},
              {"Bernard", "Juzang"},
              {"Bernard", "Jaquez"},
              {"Bernard", "Johnson"},
              {"Juzang", "Johnson"}}),
        make("bailey", "winter 2023", {"Bailey", "Bona", "Campbell", "Clark", "Jaquez"},
             {{"Clark", "Jaquez"},
              {"Clark", "Bona"},
              {"Campbell", "Bailey"},
              {"Campbell", "Bona"},
              {"Campbell", "Jaquez"},
              {"Bona", "Bailey"}}),
    };
    return all;
}

const Topology* find_published(std::string_view name) {
    const auto& all = published_topologies();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.name == name; });
    return found == all.end() ? nullptr : &*found;
}

}  // namespace herd::explore
