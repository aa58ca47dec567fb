#include "places/nearest.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <utility>

namespace herd::places {
namespace {

/// Straight through the unit sphere, between points that lie `km` apart on the Earth.
double chord(double km) {
    return 2 * std::sin(std::min(km / earth_radius_km, std::numbers::pi) / 2);
}

// Coordinates of nodes are floats, so they may be off by 3e-8 each (some 20 cm). What is pruned is farther
// than that beyond doubt; what is not is measured exactly.
constexpr double slack = 1e-6;

/// The order of the answer: nearest first. In a heap by it the first is the last of the answer.
class Nearer {
public:
    explicit Nearer(const Gazetteer& gazetteer) : gazetteer_(gazetteer) {}

    bool operator()(const Neighbour& a, const Neighbour& b) const {
        if (a.km != b.km) return a.km < b.km;
        const std::uint32_t left = gazetteer_.record(a.place).population;
        const std::uint32_t right = gazetteer_.record(b.place).population;
        if (left != right) return left > right;
        const int ids = gazetteer_.id(a.place).compare(gazetteer_.id(b.place));
        return ids != 0 ? ids < 0 : a.place < b.place;
    }

private:
    const Gazetteer& gazetteer_;
};

class Search {
public:
    Search(const Gazetteer& gazetteer, LatLng at, double radius_km, std::size_t bound)
        : gazetteer_(gazetteer), nearer_(gazetteer), at_(at), radius_km_(radius_km), bound_(bound) {
        const UnitVector vector = unit_vector(at);
        position_[0] = vector.x;
        position_[1] = vector.y;
        position_[2] = vector.z;
        reach(radius_km);
    }

    std::vector<Neighbour> run() {
        visit(0, gazetteer_.size());
        std::sort_heap(found_.begin(), found_.end(), nearer_);
        return std::move(found_);
    }

private:
    void visit(std::size_t first, std::size_t last) {
        if (last - first <= gazetteer_leaf) {
            for (std::size_t place = first; place != last; ++place) offer(place);
            return;
        }
        const std::size_t middle = first + (last - first) / 2;
        const GazetteerNode& node = gazetteer_.node(middle);
        const double beyond = position_[node.axis] - static_cast<double>(node.position[node.axis]);
        // The nearer side first: it shortens the reach, often so far that the other side is out of it.
        if (beyond < 0) {
            visit(first, middle);
            offer(middle);
            if (-beyond <= reach_) visit(middle + 1, last);
        } else {
            visit(middle + 1, last);
            offer(middle);
            if (beyond <= reach_) visit(first, middle);
        }
    }

    void offer(std::size_t place) {
        const GazetteerNode& node = gazetteer_.node(place);
        double square = 0;
        for (int axis = 0; axis < 3; ++axis) {
            const double difference = position_[axis] - static_cast<double>(node.position[axis]);
            square += difference * difference;
        }
        if (square > reach_ * reach_) return;
        const Neighbour neighbour{place, great_circle_km(at_, gazetteer_.location(place))};
        if (!(neighbour.km <= radius_km_)) return;
        if (found_.size() == bound_) {
            if (!nearer_(neighbour, found_.front())) return;
            std::pop_heap(found_.begin(), found_.end(), nearer_);
            found_.back() = neighbour;
        } else {
            found_.push_back(neighbour);
        }
        std::push_heap(found_.begin(), found_.end(), nearer_);
        if (found_.size() == bound_) reach(found_.front().km);
    }

    void reach(double km) { reach_ = chord(km) + slack; }

    const Gazetteer& gazetteer_;
    const Nearer nearer_;
    const LatLng at_;
    const double radius_km_;
    const std::size_t bound_;
    double position_[3];
    double reach_ = 0;              // chord beyond which nothing is of interest
    std::vector<Neighbour> found_;  // a heap, the last of the answer in front
};

}  // namespace

std::vector<Neighbour> find_nearest(const Gazetteer& gazetteer, LatLng at, double radius_km,
                                    std::size_t bound) {
    if (bound == 0) return {};
    return Search(gazetteer, at, radius_km, bound).run();
}

}  // namespace herd::places
