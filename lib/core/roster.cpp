#include "core/roster.hpp"

#include <bit>
#include <cstring>
#include <utility>

#include "base/assert.hpp"
#include "core/hash.hpp"

namespace herd::core {
namespace {

/// Names of so many bytes are their own keys. Each record on a link has a server's name, most of them short.
constexpr std::size_t packed_limit = 8;  // bytes

/// What a name is found by: short names by their bytes, so that nothing but the size is left to compare,
/// others by their hash.
std::uint64_t key_of(std::string_view name) {
    if (name.size() > packed_limit) return hash_bytes(name);
    std::uint64_t key = 0;
    if (name.size() < sizeof(std::uint32_t)) {
        for (const char c : name) key = key << 8 | static_cast<unsigned char>(c);
        return key;
    }
    // The first and the last four bytes; where they overlap they are the same.
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    std::memcpy(&first, name.data(), sizeof first);
    std::memcpy(&last, name.data() + name.size() - sizeof last, sizeof last);
    return first | std::uint64_t{last} << (name.size() - sizeof last) * 8;
}

}  // namespace

Roster::Roster(std::vector<std::string> names)
    : names_(std::move(names)), slots_(std::bit_ceil(names_.size() * 2 + 1)) {
    for (ServerIndex server = 0; server < names_.size(); ++server) {
        HERD_ASSERT(!find(names_[server]));
        hashes_.push_back(hash_bytes(names_[server]));
        insert(server);
    }
}

/// Where a key belongs. Bytes of names are alike, so they are mixed.
std::size_t Roster::home(std::uint64_t key) const {
    return static_cast<std::size_t>(key * 0x9e3779b97f4a7c15U >> 32) & (slots_.size() - 1);
}

void Roster::insert(ServerIndex server) {
    const std::uint64_t key = key_of(names_[server]);
    std::size_t at = home(key);
    while (slots_[at].next != 0) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = {key, server + 1};
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

ServerIndex Roster::look_up(std::string_view name) const {
    const std::uint64_t key = key_of(name);
    for (std::size_t at = home(key); slots_[at].next != 0; at = (at + 1) & (slots_.size() - 1)) {
        if (slots_[at].key != key) continue;
        const ServerIndex server = slots_[at].next - 1;
        const std::string& found = names_[server];
        if (found.size() == name.size() && (name.size() <= packed_limit || found == name)) return server;
    }
    return nobody;
}

}  // namespace herd::core
