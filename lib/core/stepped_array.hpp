#pragma once

#include <array>
#include <bit>
#include <cstddef>

#include "core/zeroed_array.hpp"

namespace herd::core {

/// An array that grows without moving anything, in chunks, each as large as all before it and 16 more: memory
/// that nobody has touched costs nothing. Its things are zero at first. Where 16 of them fill a cache line,
/// so do the 16 that begin at every sixteenth.
template <class T>
class SteppedArray {
public:
    /// There is room for at least so many things from now on. Errors: throws std::bad_alloc.
    void make_room(std::size_t size) {
        while (room_ < size) {
            const std::size_t place = room_ + first_size;
            auto& chunk = chunks_[chunk_of(place)];
            chunk = ZeroedArray<T>(place);
            // Place 0 of that chunk, if it went so far down: a look finds its thing with one sum.
            origins_[chunk_of(place)] = &chunk[0] - place;
            room_ += place;
        }
    }

    /// Shape: there is room for it.
    T& operator[](std::size_t at) const {
        const std::size_t place = at + first_size;
        return origins_[chunk_of(place)][place];
    }

private:
    static constexpr std::size_t first_size = 16;

    static std::size_t chunk_of(std::size_t place) { return static_cast<std::size_t>(std::bit_width(place)); }

    // By the width of the places in them.
    std::array<T*, 42> origins_{};
    std::array<ZeroedArray<T>, 42> chunks_;
    std::size_t room_ = 0;
};

}  // namespace herd::core
