#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace herd::test {

/// IAMATs of many clients in turn, each later than the one before of the same client, at next to no cost: the
/// lines are made once, and only their times (and places, if clients move) are written anew. All are of one
/// length, with names of 20 bytes, as they come from clients that print with fixed formats.
class UpdateLines {
public:
    enum class Clients {
        stay,  // where they are
        move,  // each time to the next of the towns, a hundred of them
    };

    explicit UpdateLines(std::size_t clients, Clients habit = Clients::stay);

    std::size_t clients() const { return clients_; }
    std::string_view name(std::size_t client) const;

    /// The next lines, each with its LF; they last until the next call.
    /// Shape: `count` divides the number of clients.
    std::string_view next(std::size_t count = 1);

    /// The clients whose turn has not come yet in this round miss it.
    void finish_round() { at_ = clients_; }

    /// Begins a round in which, as in all that follow, clients come in another order than they were met in
    /// at first, so that a store is not gone through in the order that its records lie in memory.
    void shuffle();

private:
    void begin_round();

    std::size_t clients_;
    Clients habit_;
    std::vector<std::string> towns_;  // as locations
    std::string lines_;
    std::size_t line_size_ = 0;
    std::string time_;
    std::uint64_t round_ = 0;
    std::size_t at_ = 0;
};

}  // namespace herd::test
