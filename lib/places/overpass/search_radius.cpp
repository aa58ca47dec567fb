#include "places/overpass/search_radius.hpp"

#include <algorithm>
#include <cmath>

namespace herd::places {
namespace {

// 20 places within 450 m are usual in a town.
constexpr double first_radius_of_one = 100;  // metres

// Of what the density so far promises, so that it need not be asked again for two or three that are missing.
constexpr double reserve = 2;

constexpr double least_growth = 2;
constexpr double most_growth = 8;
constexpr int shrinkage = 4;

}  // namespace

SearchRadius::SearchRadius(int full, std::size_t bound)
    : full_(full),
      bound_(bound),
      next_(std::min(full, static_cast<int>(first_radius_of_one * std::sqrt(static_cast<double>(bound))))) {
    // Two questions would take longer than the greater of them.
    if (*next_ > full / 2) next_ = full;
}

void SearchRadius::on_answer(std::size_t places, bool is_cut) {
    const int radius = *next_;
    ++answers_;
    if (is_cut) {
        too_large_ = radius;
    } else {
        complete_ = radius;
        is_certain_ = places >= bound_ || radius == full_;
    }
    if (is_certain_ || answers_ == most_answers) {
        next_.reset();
    } else {
        next_ = too_large_ ? narrow() : widen(radius, places);
    }
}

/// The area grows as the places have to; if they are unevenly spread, ever faster.
std::optional<int> SearchRadius::widen(int radius, std::size_t places) const {
    const double wanted = reserve * static_cast<double>(bound_);
    const double growth = places == 0 ? most_growth : std::sqrt(wanted / static_cast<double>(places));
    const double least = std::min(std::ldexp(least_growth, answers_ - 1), most_growth);
    const double wider = radius * std::clamp(growth, least, most_growth);
    return wider > full_ / 2.0 ? full_ : static_cast<int>(wider);
}

/// A circle between the one of which all is known and the one that was too large.
std::optional<int> SearchRadius::narrow() const {
    const int radius = complete_ == 0
                           ? std::max(1, *too_large_ / shrinkage)
                           : static_cast<int>(std::sqrt(static_cast<double>(complete_) * *too_large_));
    if (radius <= complete_ || radius >= *too_large_) return std::nullopt;
    return radius;
}

}  // namespace herd::places
