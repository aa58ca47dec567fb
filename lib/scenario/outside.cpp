#include "scenario/outside.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace herd::scenario {
namespace {

struct OutsideKey {
    std::string_view table;  // empty: the document itself
    std::string_view key;
    std::string_view why;
};

constexpr std::string_view no_file = "names a file, which a scenario from elsewhere cannot read";
constexpr std::string_view no_variable =
    "names an environment variable, which a scenario from elsewhere cannot read";
constexpr std::string_view no_host = "names a host, which a scenario from elsewhere cannot ask";

constexpr std::array<OutsideKey, 7> outside_keys{{{"herd", "secret_file", no_file},
                                                  {"herd", "secret_env", no_variable},
                                                  {"places", "path", no_file},
                                                  {"places", "ca_file", no_file},
                                                  {"places", "api_key_env", no_variable},
                                                  {"places", "base_url", no_host},
                                                  {"control", "token_env", no_variable}}};

constexpr std::array<std::string_view, 2> inside_providers{"embedded", "none"};

/// Takes the entries out that `find_why` has something to say against.
template <class FindWhy>
void cut_entries(config::Value& table, std::string_view path, config::FaultList& faults, FindWhy find_why) {
    std::erase_if(table.entries, [&](const config::Entry& entry) {
        const std::string why = find_why(entry);
        if (!why.empty()) faults.add(entry.position, std::string(path) + entry.key, why);
        return !why.empty();
    });
}

std::string find_outside(std::string_view table, const config::Entry& entry) {
    for (const auto& outside : outside_keys) {
        if (outside.table == table && outside.key == entry.key) return std::string(outside.why);
    }
    const bool is_provider = table == "places" && (entry.key == "provider" || entry.key == "fallback");
    if (is_provider && entry.value.kind == config::Kind::string &&
        std::find(inside_providers.begin(), inside_providers.end(), entry.value.string) ==
            inside_providers.end()) {
        return "a scenario from elsewhere has no places but \"embedded\" and \"none\"";
    }
    return {};
}

}  // namespace

bool cut_outside(config::Value& document, config::FaultList& faults) {
    bool is_herd_outside = false;
    cut_entries(document, "", faults, [&](const config::Entry& entry) -> std::string {
        if (entry.key != "herd" || entry.value.kind != config::Kind::string) return {};
        is_herd_outside = true;
        return std::string(no_file) + "; write its [servers] and [topology] here";
    });
    for (auto& entry : document.entries) {
        if (entry.value.kind != config::Kind::table) continue;
        const std::string& name = entry.key;
        cut_entries(entry.value, name + ".", faults,
                    [&](const config::Entry& inner) { return find_outside(name, inner); });
    }
    return is_herd_outside;
}

}  // namespace herd::scenario
