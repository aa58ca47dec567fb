#include "core/roster.hpp"

#include <bit>
#include <utility>

#include "base/assert.hpp"
#include "core/hash.hpp"

namespace herd::core {

Roster::Roster(std::vector<std::string> names)
    : names_(std::move(names)), slots_(std::bit_ceil(names_.size() * 2 + 1)) {
    for (ServerIndex server = 0; server < names_.size(); ++server) {
        HERD_ASSERT(!find(names_[server]));
        hashes_.push_back(hash_bytes(names_[server]));
        insert(server);
    }
}

void Roster::insert(ServerIndex server) {
    std::size_t at = hashes_[server] & (slots_.size() - 1);
    while (slots_[at].next != 0) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = {hashes_[server], server + 1};
}

ServerIndex Roster::add(std::string name) {
    HERD_ASSERT(!find(name));
    const auto added = static_cast<ServerIndex>(names_.size());
    hashes_.push_back(hash_bytes(name));
    names_.push_back(std::move(name));
    if (names_.size() * 2 < slots_.size()) {
        insert(added);
        return added;
    }
    slots_.assign(slots_.size() * 2, {});
    for (ServerIndex server = 0; server < names_.size(); ++server) insert(server);
    return added;
}

std::optional<ServerIndex> Roster::find(std::string_view name) const {
    const std::uint64_t hash = hash_bytes(name);
    for (std::size_t at = hash & (slots_.size() - 1); slots_[at].next != 0;
         at = (at + 1) & (slots_.size() - 1)) {
        const ServerIndex server = slots_[at].next - 1;
        if (slots_[at].hash == hash && names_[server] == name) return server;
    }
    return std::nullopt;
}

}  // namespace herd::core
