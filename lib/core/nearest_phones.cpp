#include "core/nearest_phones.hpp"

#include <algorithm>
#include <cmath>

namespace herd::core {
namespace {

/// A degree of latitude is longer than this everywhere on the sphere.
constexpr double least_km_of_degree = 111;

}  // namespace

NearestPhones::NearestPhones(LatLng center, double radius_km, std::size_t bound, ClientId except,
                             const PhoneDirectory& phones)
    : center_(center),
      reach_km_(bound == 0 ? -1 : radius_km),
      bound_(bound),
      except_(except),
      phones_(phones) {}

bool NearestPhones::may_reach(LatLng at) const {
    return std::abs(at.lat - center_.lat) * least_km_of_degree <= reach_km_;
}

bool NearestPhones::is_nearer(const NearHit& a, const NearHit& b) const {
    return a.km != b.km ? a.km < b.km : phones_.client(a.id) < phones_.client(b.id);
}

void NearestPhones::offer(ClientId id) {
    if (id == except_) return;
    const NearHit hit{great_circle_km(center_, phones_.location(id)), id};
    const bool is_full = hits_.size() == bound_;
    if (hit.km > reach_km_ || (is_full && !is_nearer(hit, hits_.front()))) return;
    const auto nearer = [this](const NearHit& a, const NearHit& b) { return is_nearer(a, b); };
    if (is_full) {
        std::pop_heap(hits_.begin(), hits_.end(), nearer);
        hits_.pop_back();
    }
    hits_.push_back(hit);
    std::push_heap(hits_.begin(), hits_.end(), nearer);
    if (hits_.size() == bound_) reach_km_ = hits_.front().km;
}

std::vector<NearHit> NearestPhones::take() {
    std::sort(hits_.begin(), hits_.end(),
              [this](const NearHit& a, const NearHit& b) { return is_nearer(a, b); });
    return std::move(hits_);
}

}  // namespace herd::core
