#pragma once

#include <cstddef>
#include <random>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "bench/phone_table.hpp"

namespace herd::bench {

/// Updates as `HerdDialect` sends them: each connection speaks of clients of its own, of each of them first,
/// then of any of them, at random.
class PhoneWalk {
public:
    /// Shape: as many phones as connections at least. Client times are later than `start`.
    PhoneWalk(const Phones& phones, std::size_t connections, WallTime start);

    /// The next update: an IAMAT line. Lasts until the next call.
    std::string_view next(std::size_t connection);

    std::size_t name_length() const { return name_length_; }
    std::size_t line_length() const { return phones_.line(0).size(); }

private:
    struct Range {
        std::size_t first = 0;
        std::size_t count = 0;
        std::size_t known = 0;
        std::size_t next = 0;
    };

    PhoneTable phones_;
    std::size_t name_length_;
    std::vector<Range> ranges_;  // by connection
    ClientClock clock_;
    std::mt19937_64 random_;
};

}  // namespace herd::bench
