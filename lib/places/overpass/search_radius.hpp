#pragma once

#include <cstddef>
#include <optional>

namespace herd::places {

/// Which circles to ask for, one after the other, until the nearest places are known: a small one first,
/// since large ones take a host long, then as large a one as the places seen so far make likely to be enough.
///
/// An answer of as many places as may come is cut, in no useful order: the circle was too large.
class SearchRadius {
public:
    /// Circles that are asked for at most.
    static constexpr int most_answers = 6;

    /// Units: `full` metres, at least 1; nearer places are enough if there are `bound` of them, at least 1.
    SearchRadius(int full, std::size_t bound);

    /// The circle to ask for. Units: metres, 1 to `full`.
    /// Errors: nothing, if asking on is of no use.
    std::optional<int> next() const { return next_; }

    /// The answer to what `next` says: so many places lie in that circle, unless the answer is cut.
    void on_answer(std::size_t places, bool is_cut);

    /// Whether no place that is not known can be among the nearest.
    bool is_certain() const { return is_certain_; }

private:
    std::optional<int> widen(int radius, std::size_t places) const;
    std::optional<int> narrow() const;

    int full_;
    std::size_t bound_;
    std::optional<int> next_;
    int answers_ = 0;
    int complete_ = 0;              // the largest circle of which all is known
    std::optional<int> too_large_;  // the smallest circle of which the answer was cut
    bool is_certain_ = false;
};

}  // namespace herd::places
