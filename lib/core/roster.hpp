#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace herd::core {

/// A server's place in the roster.
using ServerIndex = std::uint32_t;

/// The names of all servers of a herd; the same in every process that hosts a part of it.
class Roster {
public:
    /// Shape: names are distinct.
    explicit Roster(std::vector<std::string> names);

    std::size_t size() const { return names_.size(); }
    const std::string& name(ServerIndex server) const { return names_[server]; }
    /// The hash of its name, the same in every process.
    std::uint64_t hash(ServerIndex server) const { return hashes_[server]; }

    /// Adds a server at the end. Shape: a name that is not there yet.
    ServerIndex add(std::string name);

    /// The server of that name, if there is one.
    std::optional<ServerIndex> find(std::string_view name) const {
        // Here, since an optional number that a function returns goes through memory.
        const ServerIndex server = look_up(name);
        return server == nobody ? std::nullopt : std::optional(server);
    }

private:
    static constexpr ServerIndex nobody = std::numeric_limits<ServerIndex>::max();
    struct Slot {
        std::uint64_t key = 0;
        ServerIndex next = 0;  // the server plus one; 0: empty
    };

    ServerIndex look_up(std::string_view name) const;
    std::size_t home(std::uint64_t key) const;
    void insert(ServerIndex server);

    std::vector<std::string> names_;
    std::vector<std::uint64_t> hashes_;
    std::vector<Slot> slots_;  // by key, a power of two of them, never full
};

}  // namespace herd::core
