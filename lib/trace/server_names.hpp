#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/roster.hpp"

namespace herd::trace {

/// Servers in the order in which they are first named.
class ServerNames {
public:
    /// The place of a name, a new one if it has none. Shape: `place` is where in the text it stands.
    core::ServerIndex find_or_add(std::string_view name, std::size_t place) {
        const auto [entry, is_new] =
            indexes_.try_emplace(std::string(name), static_cast<core::ServerIndex>(names_.size()));
        if (is_new) {
            names_.push_back(entry->first);
            places_.push_back(place);
        }
        return entry->second;
    }

    std::size_t size() const { return names_.size(); }
    const std::vector<std::string>& names() const { return names_; }
    /// Where in the text a server is named first.
    std::size_t place(core::ServerIndex server) const { return places_[server]; }

private:
    std::unordered_map<std::string, core::ServerIndex> indexes_;
    std::vector<std::string> names_;
    std::vector<std::size_t> places_;
};

}  // namespace herd::trace
