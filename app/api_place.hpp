#pragma once

#include <optional>
#include <string>

#include "control/client/client.hpp"

namespace herd::app {

/// How the control API of a herd is found: by the first of a URL, a ready file and a configuration.
struct ApiPlaceArguments {
    std::string config = "herd.toml";
    std::string ready_file;  // empty: none
    std::string url;         // empty: none
    std::string token_env;   // the variable that has the token; empty: HERD_TOKEN
    double timeout = 15;     // seconds
};

/// Where the API is. Errors: nothing, and on standard error what is wrong and how to mend it.
std::optional<control::ApiAddress> find_api_or_complain(const ApiPlaceArguments& arguments);

/// Says why there is no answer, with the way out. Returns what the program ends with.
int complain_of_api(const control::ApiError& error);

}  // namespace herd::app
