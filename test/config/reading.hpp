#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/config.hpp"
#include "support/catch.hpp"

namespace herd::config {

/// The faults of a text as the command shows them, of a file called `herd.toml`.
inline std::vector<std::string> faults_of(std::string_view text) {
    std::vector<std::string> lines;
    if (const auto config = parse_config(text, "herd.toml"); !config) {
        for (const auto& fault : config.error()) lines.push_back(format_fault(fault));
    }
    return lines;
}

/// The config of a good text; fails the test with the faults of a bad one.
inline Config config_of(std::string_view text) {
    std::string faults;
    for (const auto& line : faults_of(text)) faults += line + "\n";
    INFO(faults);
    auto config = parse_config(text, "/etc/herd/herd.toml");
    REQUIRE(config.has_value());
    return *config;
}

using Lines = std::vector<std::string>;

/// A herd of one server, to try further tables on. Shape: the next line is line 2.
inline std::string lone(std::string_view tables) {
    return "servers.Alford.port = 8101\n" + std::string(tables);
}

/// The one fault of a text behind `lone`, without the name of the file; "" if there is none, all if there are
/// more.
inline std::string fault_of(std::string_view tables) {
    std::string text;
    for (const auto& line : faults_of(lone(tables))) text += (text.empty() ? "" : "\n") + line.substr(10);
    return text;
}

}  // namespace herd::config
