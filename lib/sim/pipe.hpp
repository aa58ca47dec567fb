#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <utility>

#include "base/time.hpp"

namespace herd::sim {

/// One direction of a connection: pieces that are on their way, in order. Each has an event that takes it out
/// when it arrives.
class Pipe {
public:
    struct Piece {
        std::uint64_t tag = 0;  // what it is, or the connection that it was sent on; 0: it is lost
        std::string bytes;
    };

    /// When a piece arrives that is sent now: not before those in front of it.
    SteadyTime admit(SteadyTime arrival) {
        if (arrival > last_arrival_) last_arrival_ = arrival;
        return last_arrival_;
    }

    void push(std::uint64_t tag, std::string bytes) {
        size_ += bytes.size();
        pieces_.push_back({tag, std::move(bytes)});
    }

    Piece pop() {
        Piece piece = std::move(pieces_.front());
        pieces_.pop_front();
        size_ -= piece.bytes.size();
        return piece;
    }

    /// What is on its way gets lost.
    void lose() {
        for (auto& piece : pieces_) {
            size_ -= piece.bytes.size();
            piece = {};
        }
    }

    /// Bytes on their way.
    std::size_t size() const { return size_; }

private:
    std::deque<Piece> pieces_;
    SteadyTime last_arrival_ = SteadyTime::min();
    std::size_t size_ = 0;
};

}  // namespace herd::sim
