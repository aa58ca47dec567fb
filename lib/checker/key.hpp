#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>

namespace herd::checker {

/// Up to three numbers to look something up by.
struct Key {
    std::uint32_t a = 0;
    std::uint32_t b = 0;
    std::uint32_t c = 0;
    friend bool operator==(const Key&, const Key&) = default;
};

struct KeyHash {
    std::size_t operator()(const Key& key) const {
        std::uint64_t hash = (std::uint64_t{key.a} << 32 | key.b) * 0x9e3779b97f4a7c15;
        hash = (hash ^ hash >> 32 ^ key.c) * 0xbf58476d1ce4e5b9;
        return static_cast<std::size_t>(hash ^ hash >> 29);
    }
};

/// Only to look things up: its order is nobody's business.
template <class Value>
using KeyMap = std::unordered_map<Key, Value, KeyHash>;

}  // namespace herd::checker
