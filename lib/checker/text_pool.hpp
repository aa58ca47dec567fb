#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>

namespace herd::checker {

/// A text in a pool; given once, from 0.
using TextId = std::uint32_t;

/// Texts, each kept once.
class TextPool {
public:
    TextId add(std::string_view text);
    const std::string& operator[](TextId id) const { return texts_[id]; }

private:
    std::deque<std::string> texts_;  // where they are they stay, since the map looks at them
    std::unordered_map<std::string_view, TextId> ids_;
};

}  // namespace herd::checker
