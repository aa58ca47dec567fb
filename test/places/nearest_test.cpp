#include "places/nearest.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include "places/gazetteer_fixture.hpp"
#include "support/catch.hpp"

using namespace herd::places;
using herd::great_circle_km;
using herd::LatLng;

namespace {

using Ids = std::vector<std::string>;

Ids ids(const Gazetteer& gazetteer, const std::vector<Neighbour>& found) {
    Ids result;
    for (const Neighbour& neighbour : found) result.emplace_back(gazetteer.id(neighbour.place));
    return result;
}

Ids nearest(const Gazetteer& gazetteer, LatLng at, double radius_km, std::size_t bound) {
    return ids(gazetteer, find_nearest(gazetteer, at, radius_km, bound));
}

/// The definition, without an index.
Ids measured_one_by_one(const Gazetteer& gazetteer, LatLng at, double radius_km, std::size_t bound) {
    std::vector<std::tuple<double, std::int64_t, std::string>> all;
    for (std::size_t i = 0; i < gazetteer.size(); ++i) {
        const double km = great_circle_km(at, gazetteer.location(i));
        const std::int64_t population = gazetteer.record(i).population;
        if (km <= radius_km) all.emplace_back(km, -population, gazetteer.id(i));
    }
    std::sort(all.begin(), all.end());
    if (all.size() > bound) all.resize(bound);
    Ids result;
    for (const auto& place : all) result.push_back(std::get<2>(place));
    return result;
}

GazetteerFixture gazetteer_of(const std::vector<LatLng>& points) {
    GazetteerBuilder builder;
    for (std::size_t i = 0; i < points.size(); ++i) {
        builder.add(
            {"p:" + std::to_string(i), "name", points[i], "park", "v", static_cast<std::uint32_t>(i % 7)});
    }
    return GazetteerFixture(std::move(builder));
}

LatLng random_point(std::mt19937_64& random) {
    std::uniform_real_distribution<double> z(-1, 1), lng(-180, 180);
    return {std::asin(z(random)) * 57.29577951308232, lng(random)};
}

std::vector<LatLng> awkward_points(std::mt19937_64& random) {
    std::vector<LatLng> points;
    std::uniform_real_distribution<double> little(-0.3, 0.3), lng(-180, 180);
    for (int i = 0; i < 300; ++i) {
        points.push_back(random_point(random));
        points.push_back({90 - std::abs(little(random)), lng(random)});
        points.push_back({-90 + std::abs(little(random)), lng(random)});
        points.push_back({little(random), 180 - std::abs(little(random))});
        points.push_back({little(random), -180 + std::abs(little(random))});
        points.push_back({34 + little(random), -118 + little(random)});
        points.push_back({34, -118});
    }
    for (const double pole : {90., -90.}) {
        for (const double at : {-180., 0., 90., 180.}) points.push_back({pole, at});
    }
    for (const double edge : {180., -180.}) points.push_back({10, edge});
    return points;
}

}  // namespace

TEST_CASE("the index finds what measuring one by one finds") {
    std::mt19937_64 random(7);
    const auto points = awkward_points(random);
    const auto fixture = gazetteer_of(points);
    const Gazetteer gazetteer = fixture.gazetteer();
    auto questions = points;
    for (int i = 0; i < 300; ++i) questions.push_back(random_point(random));
    const double radii[] = {0.5, 5, 50, 500, 20016};
    const std::size_t bounds[] = {1, 20, 5000};
    for (std::size_t i = 0; i < questions.size(); ++i) {
        const double radius = radii[i % 5];
        const std::size_t bound = bounds[i / 5 % 3];
        INFO(questions[i].lat << " " << questions[i].lng << " within " << radius << " at most " << bound);
        REQUIRE(nearest(gazetteer, questions[i], radius, bound) ==
                measured_one_by_one(gazetteer, questions[i], radius, bound));
    }
}

TEST_CASE("the way across the antimeridian and over a pole is short") {
    const auto fixture = gazetteer_of({{0, -179.99}, {0, 179.9}, {89.99, 180}, {-89.99, -90}});
    CHECK(nearest(fixture.gazetteer(), {0, 179.99}, 50, 9) == Ids{"p:0", "p:1"});
    CHECK(nearest(fixture.gazetteer(), {89.99, 0}, 50, 9) == Ids{"p:2"});
    CHECK(nearest(fixture.gazetteer(), {-90, 0}, 50, 9) == Ids{"p:3"});
}

TEST_CASE("of equally near places the more populous comes first and then the lesser id") {
    GazetteerBuilder builder;
    for (const char* id : {"c", "a", "b"}) builder.add({id, "small", {1, 1}, "park", "", 5});
    builder.add({"z", "big", {1, 1}, "park", "", 6});
    const GazetteerFixture fixture(std::move(builder));
    CHECK(nearest(fixture.gazetteer(), {1, 1.1}, 50, 9) == Ids{"z", "a", "b", "c"});
    CHECK(nearest(fixture.gazetteer(), {1, 1.1}, 50, 2) == Ids{"z", "a"});
}

TEST_CASE("the radius belongs to the circle") {
    const auto fixture = gazetteer_of({{34.1, -118.2}});
    const LatLng at{34, -118};
    const double km = great_circle_km(at, {34.1, -118.2});
    CHECK(nearest(fixture.gazetteer(), at, km, 1) == Ids{"p:0"});
    CHECK(nearest(fixture.gazetteer(), at, std::nextafter(km, 0), 1).empty());
    CHECK(nearest(fixture.gazetteer(), {34.1, -118.2}, 0, 1) == Ids{"p:0"});
}

TEST_CASE("a bound of nothing and an empty gazetteer give nothing") {
    CHECK(nearest(gazetteer_of({{1, 1}}).gazetteer(), {1, 1}, 50, 0).empty());
    CHECK(nearest(gazetteer_of({}).gazetteer(), {1, 1}, 50, 20).empty());
}

TEST_CASE("many places at one point are no trouble") {
    const auto fixture = gazetteer_of(std::vector<LatLng>(50000, LatLng{51.5, -0.1}));
    const auto found = nearest(fixture.gazetteer(), {51.5, -0.1}, 1, 3);
    CHECK(found == measured_one_by_one(fixture.gazetteer(), {51.5, -0.1}, 1, 3));
}

TEST_CASE("an image gives back what was put in and rounds to seven decimals") {
    GazetteerBuilder builder;
    builder.add({"gn:1", "Name", {34.06893, -118.445127}, "golf_course", "Here", 12});
    builder.add({"gn:2", "", {-90, 180}, "", "Here", 4294967295});
    const GazetteerFixture fixture(std::move(builder));
    const Gazetteer gazetteer = fixture.gazetteer();
    const std::size_t first = gazetteer.id(0) == "gn:1" ? 0 : 1;
    CHECK(gazetteer.name(first) == "Name");
    CHECK(gazetteer.vicinity(first) == "Here");
    CHECK(gazetteer.location(first) == LatLng{34.06893, -118.445127});
    CHECK(gazetteer.type(first).code == "golf_course");
    CHECK(gazetteer.record(first).population == 12);
    CHECK(gazetteer.id(1 - first) == "gn:2");
    CHECK(gazetteer.location(1 - first) == LatLng{-90, 180});
    CHECK(gazetteer.record(0).vicinity == gazetteer.record(1).vicinity);
    CHECK(gazetteer.record(1 - first).population == 4294967295);
}

TEST_CASE("what is no image of a gazetteer is refused") {
    auto image = gazetteer_of({{1, 1}, {2, 2}}).image();
    REQUIRE(Gazetteer::from_image(image));
    CHECK_FALSE(Gazetteer::from_image({image.data(), image.size() - 1}));
    CHECK_FALSE(Gazetteer::from_image({image.data(), 3}));
    CHECK_FALSE(Gazetteer::from_image({}));
    image[0] = std::byte{0};
    CHECK_FALSE(Gazetteer::from_image(image));
}
