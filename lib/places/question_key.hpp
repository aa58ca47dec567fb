#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "places/provider.hpp"

namespace herd::places {

/// A question as bits, so that it always equals itself.
using QuestionKey = std::array<std::uint64_t, 4>;

inline QuestionKey key_of(const Question& question) {
    return {std::bit_cast<std::uint64_t>(question.at.lat), std::bit_cast<std::uint64_t>(question.at.lng),
            std::bit_cast<std::uint64_t>(question.radius_km), static_cast<std::uint64_t>(question.bound)};
}

struct QuestionKeyHash {
    std::size_t operator()(const QuestionKey& key) const {
        std::uint64_t hash = 0;
        for (const std::uint64_t word : key) hash = (std::rotl(hash, 5) ^ word) * 0x9E3779B97F4A7C15;
        return hash ^ hash >> 32;
    }
};

}  // namespace herd::places
