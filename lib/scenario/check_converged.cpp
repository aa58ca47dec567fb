#include "scenario/check_converged.hpp"

#include <algorithm>

namespace herd::scenario {
namespace {

std::string list_names(const std::vector<std::string>& names) {
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i) {
        text += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + names[i];
    }
    return text;
}

}  // namespace

Findings check_converged(const std::vector<KeptRecord>& records) {
    std::vector<std::pair<std::optional<std::string>, std::vector<std::string>>> parties;
    for (const auto& [server, record] : records) {
        const auto party = std::find_if(parties.begin(), parties.end(),
                                        [&, &line = record](const auto& one) { return one.first == line; });
        if (party != parties.end()) {
            party->second.push_back(server);
        } else {
            parties.push_back({record, {server}});
        }
    }
    if (parties.empty()) return {"no server runs"};
    if (parties.size() == 1) {
        if (parties[0].first) return {};
        return {"no server has a record"};
    }
    const bool is_one_record = parties.size() == 2 && (!parties[0].first || !parties[1].first);
    const std::string some_record = is_one_record ? "a record" : "another record than others";
    Findings findings;
    for (const auto& [record, servers] : parties) {
        const std::string has = servers.size() == 1 ? " has " : " have ";
        findings.push_back(list_names(servers) + has + (record ? some_record : "no record"));
        if (findings.size() == most_findings) break;
    }
    return findings;
}

}  // namespace herd::scenario
