#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/time.hpp"
#include "fault/random.hpp"

namespace herd::swarm {

/// What a seed decides. Several dice of one seed are independent of each other, so that what is left out of
/// one part of a scenario does not change the others.
class Dice {
public:
    /// What is drawn with them.
    enum class Use : std::uint64_t { herd, load, faults, ending };

    Dice(std::uint64_t seed, Use use);

    /// From 0 to `limit` - 1. Shape: `limit` is not 0.
    std::size_t below(std::size_t limit) { return static_cast<std::size_t>(random_.below(limit)); }
    /// Both ends may come.
    std::size_t between(std::size_t least, std::size_t most) { return least + below(most - least + 1); }
    /// True so many times of a hundred.
    bool percent(std::size_t chance) { return below(100) < chance; }
    template <class T>
    const T& pick(const std::vector<T>& list) {
        return list[below(list.size())];
    }
    template <class T>
    void shuffle(std::vector<T>& list) {
        random_.shuffle(list);
    }

    /// Each order of magnitude as likely: half of the times are less than the geometric mean of the two.
    /// Shape: `least` is not nothing. Units: whole microseconds, where it is more than one.
    nanoseconds duration(nanoseconds least, nanoseconds most);
    /// The time to the next of things that happen at random, so far apart on average. Units: whole
    /// microseconds.
    nanoseconds gap(nanoseconds mean);

private:
    fault::Random random_;
};

}  // namespace herd::swarm
