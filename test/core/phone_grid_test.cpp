#include "core/phone_grid.hpp"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "core/support/phone_ids.hpp"
#include "support/catch.hpp"

namespace herd::core {
namespace {

using test::phone_ids;

/// Phones in a grid, and in a plain list that is searched by brute force.
class Phones final : private PhoneDirectory {
public:
    void place(ClientId id, LatLng at) {
        if (id == places_.size()) {
            places_.emplace_back();
            // Names in another order than numbers.
            names_.push_back("phone" + std::to_string((id * 7919) % 100003));
        }
        places_[id] = at;
        grid_.place(id, at);
    }
    void add(LatLng at) { place(static_cast<ClientId>(places_.size()), at); }

    std::vector<ClientId> nearest(LatLng center, double radius_km, std::size_t bound, ClientId except) const {
        NearestPhones nearest(center, radius_km, bound, except, *this);
        grid_.visit(nearest, std::vector<bool>(places_.size()));
        return phone_ids(nearest.take());
    }

    std::vector<ClientId> search(LatLng center, double radius_km, std::size_t bound, ClientId except) const {
        std::vector<NearHit> hits;
        for (ClientId id = 0; id < places_.size(); ++id) {
            const double km = great_circle_km(center, places_[id]);
            if (id != except && km <= radius_km) hits.push_back({km, id});
        }
        std::sort(hits.begin(), hits.end(), [this](const NearHit& a, const NearHit& b) {
            return a.km != b.km ? a.km < b.km : names_[a.id] < names_[b.id];
        });
        if (hits.size() > bound) hits.resize(bound);
        return phone_ids(hits);
    }

    std::size_t size() const { return places_.size(); }

private:
    std::size_t end() const override { return places_.size(); }
    bool knows(ClientId) const override { return true; }
    void prefetch(ClientId) const override {}
    LatLng location(ClientId id) const override { return places_[id]; }
    std::string_view client(ClientId id) const override { return names_[id]; }

    PhoneGrid grid_;
    std::vector<LatLng> places_;
    std::vector<std::string> names_;
};

constexpr ClientId nobody = UINT32_MAX;

double random_in(std::mt19937& random, double from, double to) {
    return std::uniform_real_distribution<double>(from, to)(random);
}

/// A longitude that may have gone round.
double wrapped(double lng) {
    return lng > 180 ? lng - 360 : lng < -180 ? lng + 360 : lng;
}

/// Asks from random points of the box, with random radii and bounds.
void check_box(LatLng south_west, LatLng north_east, unsigned seed, int count = 2000) {
    std::mt19937 random(seed);
    const auto point = [&] {
        return LatLng{std::clamp(random_in(random, south_west.lat, north_east.lat), -90.0, 90.0),
                      wrapped(random_in(random, south_west.lng, north_east.lng))};
    };
    Phones phones;
    for (int i = 0; i < count; ++i) phones.add(point());
    const double radii[] = {0, 0.001, 0.5, 3, 5.6, 11, 25, 49.999, 50};
    const std::size_t bounds[] = {0, 1, 2, 7, 20, 1000};
    for (int i = 0; i < 300; ++i) {
        const LatLng center = point();
        const double radius = radii[random() % std::size(radii)];
        const std::size_t bound = bounds[random() % std::size(bounds)];
        const ClientId except = random() % 2 ? nobody : static_cast<ClientId>(random() % phones.size());
        INFO("seed " << seed << " center " << center.lat << " " << center.lng << " radius " << radius
                     << " bound " << bound);
        REQUIRE(phones.nearest(center, radius, bound, except) ==
                phones.search(center, radius, bound, except));
    }
}

TEST_CASE("the grid finds what brute force finds in a city") {
    check_box({33.7, -118.7}, {34.4, -117.9}, 1);
}

TEST_CASE("the grid finds what brute force finds at the equator and the prime meridian") {
    check_box({-0.5, -0.5}, {0.5, 0.5}, 2);
}

TEST_CASE("the grid finds what brute force finds across the antimeridian") {
    check_box({-17.2, 179.6}, {-16.5, 180.4}, 3);
    check_box({64.5, 179}, {65, 181}, 4);
}

TEST_CASE("the grid finds what brute force finds around the poles") {
    check_box({89.5, -180}, {90, 180}, 5);
    check_box({-90, -180}, {-89.5, 180}, 6);
    check_box({88, -180}, {89.6, 180}, 7, 6000);
    check_box({89.99, -180}, {90, 180}, 8);
}

TEST_CASE("the grid finds what brute force finds over the whole Earth") {
    check_box({-90, -180}, {90, 180}, 9, 20000);
}

TEST_CASE("the grid finds the exact poles and both names of the antimeridian") {
    Phones phones;
    for (const LatLng at : {LatLng{90, 0},
                            {90, 180},
                            {90, -180},
                            {90, 77},
                            {89.9999, -100},
                            {0, 180},
                            {0, -180},
                            {0.00001, 180},
                            {-90, 12},
                            {-90, -180},
                            {0, 0}}) {
        phones.add(at);
    }
    for (const LatLng center :
         {LatLng{90, 0}, {90, -180}, {-90, 180}, {0, 180}, {0, -180}, {0, 179.9}, {0, -179.9}}) {
        for (const double radius : {0.0, 0.01, 50.0}) {
            INFO(center.lat << " " << center.lng << " " << radius);
            const auto hits = phones.nearest(center, radius, 100, nobody);
            CHECK(hits == phones.search(center, radius, 100, nobody));
            if (radius == 50) CHECK_FALSE(hits.empty());
        }
    }
}

TEST_CASE("phones at one place come in the order of their names") {
    Phones phones;
    for (int i = 0; i < 50; ++i) phones.add({34.0689, -118.4451});
    for (const std::size_t bound : {1, 10, 49, 50, 51}) {
        INFO(bound);
        CHECK(phones.nearest({34.0689, -118.4451}, 0, bound, 3) ==
              phones.search({34.0689, -118.4451}, 0, bound, 3));
    }
    CHECK(phones.nearest({34.0689, -118.4451}, 0, 100, nobody).size() == 50);
    CHECK(phones.nearest({34.0689, -118.4451}, 0, 100, 3).size() == 49);
}

TEST_CASE("a phone that moves is found where it is and nowhere else") {
    std::mt19937 random(10);
    Phones phones;
    const auto point = [&] { return LatLng{random_in(random, 89, 90), random_in(random, -180, 180)}; };
    for (int i = 0; i < 300; ++i) phones.add(point());
    for (int round = 0; round < 300; ++round) {
        for (int i = 0; i < 20; ++i) phones.place(static_cast<ClientId>(random() % phones.size()), point());
        const LatLng center = point();
        INFO("round " << round);
        REQUIRE(phones.nearest(center, 50, 1000, nobody) == phones.search(center, 50, 1000, nobody));
    }
}

TEST_CASE("an empty grid finds nothing") {
    CHECK(Phones().nearest({34, -118}, 50, 1000, nobody).empty());
}

}  // namespace
}  // namespace herd::core
