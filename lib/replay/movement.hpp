#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/client_time.hpp"

namespace herd::replay {

/// The most points that are replayed at once, some 200 MiB of them.
inline constexpr std::size_t most_points = 2'000'000;

/// Where a client was at a time.
struct Point {
    std::uint32_t client = 0;  // an index into `Movement::clients`
    core::ClientTime time;
    std::string location;  // as clients write it
    friend bool operator==(const Point&, const Point&) = default;
};

/// Movement of clients, as it was recorded.
class Movement {
public:
    const std::vector<std::string>& clients() const { return clients_; }
    const std::vector<Point>& points() const { return points_; }

    /// The client of a name, a new one if there is none. Shape: what no name may have, white space, becomes
    /// `-`.
    std::uint32_t find_or_add_client(std::string_view name);
    /// False, if there are too many.
    bool add(Point point);

    /// Puts points into the order of their times; those of one time keep theirs.
    void sort();
    /// Keeps the first so many clients, in the order in which files name them.
    void keep_clients(std::size_t count);
    /// Puts a text before the names of all clients.
    void prefix_clients(std::string_view prefix);

private:
    std::vector<std::string> clients_;
    std::unordered_map<std::string, std::uint32_t> indexes_;
    std::vector<Point> points_;
};

}  // namespace herd::replay
