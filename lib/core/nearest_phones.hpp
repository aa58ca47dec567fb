#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "base/geo.hpp"
#include "core/client_id.hpp"

namespace herd::core {

/// What has to be known of phones to decide exactly.
class PhoneDirectory {
public:
    /// One more than the greatest number of a phone.
    virtual std::size_t end() const = 0;
    /// Whether there is a phone of that number.
    virtual bool knows(ClientId id) const = 0;
    virtual LatLng location(ClientId id) const = 0;
    /// Has fetched what tells the location of a phone, if there is one of that number.
    virtual void prefetch(ClientId id) const = 0;
    virtual std::string_view client(ClientId id) const = 0;

protected:
    ~PhoneDirectory() = default;
};

/// A phone near a point.
struct NearHit {
    double km = 0;
    ClientId id = 0;
};

/// Finds the nearest phones to a point among those that it is offered.
class NearestPhones {
public:
    /// The phones within `radius_km` (inclusive) but `except`: at most `bound`, nearest first, equally near
    /// ones by the bytes of their names. Shape: `phones` outlives it.
    NearestPhones(LatLng center, double radius_km, std::size_t bound, ClientId except,
                  const PhoneDirectory& phones);

    LatLng center() const { return center_; }
    /// No phone farther away than this is one of them. It shrinks as phones are offered. Units: kilometres.
    double reach_km() const { return reach_km_; }
    /// A cheap look at whether a place may be within reach: no means no.
    bool may_reach(LatLng at) const;

    void offer(ClientId id);

    /// What has been found; this ends the search.
    std::vector<NearHit> take();

private:
    bool is_nearer(const NearHit& a, const NearHit& b) const;

    LatLng center_;
    double reach_km_;
    std::size_t bound_;
    ClientId except_;
    const PhoneDirectory& phones_;
    std::vector<NearHit> hits_;  // a heap with the farthest hit in front, once it is full
};

}  // namespace herd::core
