#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "core/roster.hpp"

namespace herd::study {

/// Cuts what crosses links into whole messages.
class Wires {
public:
    /// Calls `on_frame` with each message that is whole now.
    template <class OnFrame>
    void on_bytes(core::ServerIndex from, core::ServerIndex to, std::string_view bytes, OnFrame on_frame) {
        std::string whole;
        if (const auto rest = rests_.find({from, to}); rest != rests_.end()) {
            whole = rest->second.append(bytes);
            bytes = whole;
            rests_.erase(rest);
        }
        while (const auto size = find_size(bytes)) {
            on_frame(bytes.substr(0, *size));
            bytes.remove_prefix(*size);
        }
        if (!bytes.empty()) rests_.emplace(std::pair{from, to}, bytes);
    }

    /// What has come of a message that is not whole is lost.
    void on_down(core::ServerIndex from, core::ServerIndex to) { rests_.erase({from, to}); }

private:
    /// Of the message at the front, if it is whole.
    static std::optional<std::size_t> find_size(std::string_view bytes);

    // Nearly all that is sent at once is whole, so there are few.
    std::map<std::pair<core::ServerIndex, core::ServerIndex>, std::string> rests_;
};

}  // namespace herd::study
