#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <utility>
#include <vector>

namespace herd::fault {

/// Random numbers that are the same with every compiler and library: the engine is fixed by the standard, its
/// distributions are not, and neither is the last bit of a logarithm. Only integers and the basic operations
/// of doubles are used.
class Random {
public:
    explicit Random(std::uint64_t seed) : engine_(seed) {}

    /// From 0 to `limit` - 1, each as likely. Shape: `limit` is not 0.
    std::uint64_t below(std::uint64_t limit);

    /// Exponential, of mean 1.
    /// Source: J. von Neumann, Various techniques used in connection with random digits (1951)
    double exponential();

    /// Normal, of mean 0 and standard deviation 1.
    /// Source: H. Kahn's rejection from the exponential, as in D. Knuth, TAOCP 3.4.1
    double normal();

    /// Puts a list into a random order.
    template <class T>
    void shuffle(std::vector<T>& list) {
        for (std::size_t i = list.size(); i > 1; --i) std::swap(list[i - 1], list[below(i)]);
    }

private:
    std::mt19937_64 engine_;
};

}  // namespace herd::fault
