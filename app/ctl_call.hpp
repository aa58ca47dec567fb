#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "places/json_value.hpp"

namespace herd::app {

/// What stands behind `herd ctl VERB`.
struct CtlCall {
    std::vector<std::string> words;              // in the order of the verb's parameters
    std::map<std::string, std::string> options;  // by name without dashes; a flag is `true`

    /// An option's value; empty if it is not given.
    const std::string& option(const std::string& name) const;
    bool has(const std::string& name) const { return options.count(name) > 0; }
};

/// What the API has answered. Shape: `root` is that of a JSON text, and nothing of any other.
struct CtlAnswer {
    std::string_view body;
    places::JsonValue root;
    const CtlCall& call;
};

/// A path of percent-encoded segments: `/v1/links/Alford/Welsh`.
std::string make_path(const std::vector<std::string_view>& segments);

/// A path and those of the named options that were given, as its query.
std::string make_query(std::string path, const CtlCall& call, const std::vector<std::string>& names);

}  // namespace herd::app
