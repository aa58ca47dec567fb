#include "places/overpass/overpass_provider.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <memory>
#include <mutex>
#include <random>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/geo.hpp"
#include "places/overpass/nearest_places.hpp"
#include "places/overpass/search_radius.hpp"
#include "support/catch.hpp"

using namespace herd::places;
using namespace std::chrono_literals;
using herd::great_circle_km;
using herd::LatLng;
using herd::Limits;
using herd::Result;
using herd::http::Fault;
using herd::http::FaultKind;
using herd::http::Request;
using herd::http::Response;

namespace {

constexpr LatLng home{48, 11};

struct Cafe {
    int id = 0;
    LatLng at;
};

/// A point so many metres north of home, as exactly as OpenStreetMap has it.
LatLng north(double metres) {
    return {std::round((home.lat + metres / 111'195.08) * 1e7) / 1e7, home.lng};
}

/// So many cafés, one after the other, at these distances. Units: metres.
std::vector<Cafe> row(int count, double first, double step) {
    std::vector<Cafe> cafes;
    for (int i = 0; i < count; ++i) cafes.push_back({i + 1, north(first + i * step)});
    return cafes;
}

std::string format_element(const Cafe& cafe) {
    char text[200];
    std::snprintf(
        text, sizeof text,
        R"({"type":"node","id":%d,"lat":%.7f,"lon":%.7f,"tags":{"amenity":"cafe","name":"Cafe %d"}})",
        cafe.id, cafe.at.lat, cafe.at.lng, cafe.id);
    return text;
}

/// Answers as Overpass does where there are these cafés, or with a response that was given for a request.
class FakeOverpass : public herd::http::Transport {
public:
    explicit FakeOverpass(std::vector<Cafe> cafes) : cafes_(std::move(cafes)) {}

    /// What the request of that number gets instead, from 1.
    void answer_instead(std::size_t request, Result<Response, Fault> response) {
        instead_.emplace_back(request, std::move(response));
    }

    Result<Response, Fault> send(const Request& request, const Limits&) override {
        const std::lock_guard lock(mutex_);
        int radius = 0;
        const std::size_t around = request.body.find("around%3A");
        if (around != std::string::npos) std::sscanf(request.body.c_str() + around, "around%%3A%d", &radius);
        radii_.push_back(radius);
        for (const auto& [number, response] : instead_) {
            if (number == radii_.size()) return response;
        }
        return Response{200, "application/json", "", format_answer(radius)};
    }

    /// The circles that were asked for. Units: metres.
    std::vector<int> radii() const {
        const std::lock_guard lock(mutex_);
        return radii_;
    }

private:
    std::string format_answer(int radius) const {
        std::string body;
        int count = 0;
        for (const Cafe& cafe : cafes_) {
            if (great_circle_km(home, cafe.at) * 1000 > radius || count == 400) continue;
            body += (count++ == 0 ? "" : ",") + format_element(cafe);
        }
        return "{\"version\":0.6,\"elements\":[" + body + "]}";
    }

    mutable std::mutex mutex_;
    std::vector<Cafe> cafes_;
    std::vector<std::pair<std::size_t, Result<Response, Fault>>> instead_;
    std::vector<int> radii_;
};

std::shared_ptr<const Provider> provider_of(std::shared_ptr<FakeOverpass> overpass) {
    UpstreamOptions options;
    options.name = "overpass";
    options.retries = 0;
    return make_overpass_provider(
        std::make_shared<Upstream>(std::move(overpass), std::make_shared<Meter>(), options));
}

Result<Answer, Failure> ask(const std::shared_ptr<FakeOverpass>& overpass, double radius_km, int bound) {
    return provider_of(overpass)->look_up({home, radius_km, bound},
                                          {std::chrono::steady_clock::now() + 60s, {}});
}

Nearby nearby_of(const std::shared_ptr<FakeOverpass>& overpass, double radius_km, int bound) {
    const auto answer = ask(overpass, radius_km, bound);
    REQUIRE(answer);
    return std::get<Nearby>(answer->content);
}

std::vector<std::string> ids_of(const Nearby& nearby) {
    std::vector<std::string> ids;
    for (const Place& place : nearby.places) ids.push_back(place.id);
    return ids;
}

/// What the answer has to be.
std::vector<std::string> nearest_ids(const std::vector<Cafe>& cafes, double radius_km, int bound) {
    std::vector<std::pair<double, std::string>> found;
    for (const Cafe& cafe : cafes) {
        const double km = great_circle_km(home, cafe.at);
        if (km <= radius_km) found.emplace_back(km, "osm:node/" + std::to_string(cafe.id));
    }
    std::sort(found.begin(), found.end());
    std::vector<std::string> ids;
    for (const auto& entry : found) {
        if (static_cast<int>(ids.size()) < bound) ids.push_back(entry.second);
    }
    return ids;
}

}  // namespace

TEST_CASE("a lookup of no places or no radius asks nobody") {
    const auto overpass = std::make_shared<FakeOverpass>(row(3, 10, 10));
    CHECK(nearby_of(overpass, 0, 20) == Nearby{});
    CHECK(nearby_of(overpass, 10, 0) == Nearby{});
    CHECK(overpass->radii().empty());
}

TEST_CASE("places are nearest first, the farther ones left out, with the licence of the data") {
    auto cafes = row(30, 5, 10);
    std::reverse(cafes.begin(), cafes.end());
    const auto overpass = std::make_shared<FakeOverpass>(cafes);
    const Nearby nearby = nearby_of(overpass, 10, 3);
    CHECK(ids_of(nearby) == std::vector<std::string>{"osm:node/1", "osm:node/2", "osm:node/3"});
    const Place& first = nearby.places.front();
    CHECK(first.name == "Cafe 1");
    CHECK(first.scope == "APP");
    CHECK(first.types == std::vector<std::string>{"cafe", "food", "point_of_interest", "establishment"});
    CHECK(nearby.html_attributions ==
          std::vector<std::string>{"Data © <a href=\"https://www.openstreetmap.org/copyright\">"
                                   "OpenStreetMap contributors</a>, ODbL"});
    CHECK(nearby.info_messages.empty());
}

TEST_CASE("where there is enough near by, one small circle is asked for") {
    const auto overpass = std::make_shared<FakeOverpass>(row(100, 1, 20));
    CHECK(nearby_of(overpass, 50, 20).places.size() == 20);
    CHECK(overpass->radii() == std::vector<int>{447});
}

TEST_CASE("where there is nothing, the circles widen up to the whole one") {
    const auto overpass = std::make_shared<FakeOverpass>(std::vector<Cafe>{});
    const Nearby nearby = nearby_of(overpass, 50, 20);
    CHECK(nearby.places.empty());
    CHECK(nearby.info_messages.empty());
    CHECK(overpass->radii() == std::vector<int>{447, 3576, 50000});
}

TEST_CASE("where places are sparse, their density tells the next circle") {
    const auto overpass = std::make_shared<FakeOverpass>(row(2000, 50, 100));
    CHECK(nearby_of(overpass, 50, 20).places.size() == 20);
    CHECK(overpass->radii() == std::vector<int>{447, 1413, 5652});
}

TEST_CASE("a small circle is asked for at once, in whole metres") {
    const auto overpass = std::make_shared<FakeOverpass>(row(3, 700, 0.2));
    CHECK(nearby_of(overpass, 0.7003, 20).places.size() == 2);
    CHECK(overpass->radii() == std::vector<int>{701});
}

TEST_CASE("an answer that is cut is made up for by smaller circles") {
    auto cafes = row(5000, 0.5, 1);
    std::shuffle(cafes.begin(), cafes.end(), std::minstd_rand(7));
    const auto overpass = std::make_shared<FakeOverpass>(cafes);
    const Nearby nearby = nearby_of(overpass, 10, 20);
    CHECK(ids_of(nearby) == nearest_ids(cafes, 10, 20));
    CHECK(nearby.info_messages.empty());
    CHECK(overpass->radii() == std::vector<int>{447, 111});
}

TEST_CASE("where too many places are in one spot, the answer says that some may be missing") {
    auto cafes = row(1000, 10, 0);
    const auto overpass = std::make_shared<FakeOverpass>(cafes);
    const Nearby nearby = nearby_of(overpass, 10, 20);
    CHECK(nearby.places.size() == 20);
    CHECK(nearby.info_messages.size() == 1);
    CHECK(overpass->radii().size() == 6);
}

TEST_CASE("whatever the places are like, the nearest ones are found by few requests") {
    std::minstd_rand random(5);
    std::uniform_real_distribution<double> unit(0, 1);
    for (int round = 0; round < 40; ++round) {
        // Ever other mixtures of a dense middle and a wide empty country.
        std::vector<Cafe> cafes;
        const int count = static_cast<int>(std::exp2(1 + 10 * unit(random)));
        const double power = 1 + 5 * unit(random);
        for (int id = 1; id <= count; ++id) {
            cafes.push_back({id, north(60'000 * std::pow(unit(random), power))});
        }
        const double radius_km = 50 * unit(random) + 0.01;
        const int bound = 1 + static_cast<int>(19 * unit(random));
        const auto overpass = std::make_shared<FakeOverpass>(cafes);
        const Nearby nearby = nearby_of(overpass, radius_km, bound);
        CAPTURE(round, count, power, radius_km, bound, overpass->radii());
        CHECK(overpass->radii().size() <= SearchRadius::most_answers);
        CHECK(nearby.info_messages.empty());
        CHECK(ids_of(nearby) == nearest_ids(cafes, radius_km, bound));
    }
}

TEST_CASE("an error loses the places of smaller circles: they would not be all there are") {
    struct Case {
        Result<Response, Fault> response;
        const char* status;
    };
    const std::vector<Case> cases{
        {Response{400, "text/html", "", ""}, "INVALID_REQUEST"},
        {Response{403, "text/html", "", ""}, "REQUEST_DENIED"},
        {Response{429, "text/html", "", ""}, "OVER_QUERY_LIMIT"},
        {Response{504, "text/html", "", ""}, "UNKNOWN_ERROR"},
        {Response{200, "text/html", "", "<html></html>"}, "UNKNOWN_ERROR"},
        {Response{200, "application/json", "", R"({"elements":[],"remark":"runtime error: x"})"},
         "UNKNOWN_ERROR"},
        {herd::unexpected(Fault{FaultKind::broken, "reset"}), "UNKNOWN_ERROR"},
    };
    for (const Case& one : cases) {
        for (const std::size_t request : {1, 2}) {
            const auto overpass = std::make_shared<FakeOverpass>(row(3, 1, 1));
            overpass->answer_instead(request, one.response);
            const auto answer = ask(overpass, 50, 20);
            REQUIRE_FALSE(answer);
            CHECK(answer.error().status == one.status);
            CHECK_FALSE(answer.error().message.empty());
            CHECK(overpass->radii().size() == request);
        }
    }
}

TEST_CASE("circles grow and shrink between what is known and what is too large, and come to an end") {
    SearchRadius radius(50'000, 20);
    CHECK(radius.next() == 447);
    radius.on_answer(0, true);
    CHECK(radius.next() == 111);
    radius.on_answer(3, false);
    CHECK(radius.next() == 222);
    CHECK_FALSE(radius.is_certain());
    radius.on_answer(0, true);
    CHECK(radius.next() == 156);
    radius.on_answer(20, false);
    CHECK_FALSE(radius.next());
    CHECK(radius.is_certain());

    SearchRadius least(1, 1);
    CHECK(least.next() == 1);
    least.on_answer(0, true);
    CHECK_FALSE(least.next());
    CHECK_FALSE(least.is_certain());

    // One place near by and none for miles: the circles grow faster than its density tells.
    SearchRadius lonely(50'000, 2);
    std::vector<int> asked;
    while (lonely.next()) {
        asked.push_back(*lonely.next());
        lonely.on_answer(1, false);
    }
    CHECK(asked == std::vector<int>{141, 282, 1128, 9024, 50000});
    CHECK(lonely.is_certain());
}

TEST_CASE("places of several answers are kept once, the nearest of them, equally near ones by id") {
    NearestPlaces nearest(home, 1, 3);
    nearest.add({{"osm:way/9", "A", north(20), 0, ""},
                 {"osm:node/1", "B", north(20), 0, ""},
                 {"osm:node/2", "C", north(1001), 0, ""}});
    CHECK(nearest.count_within(0.01) == 0);
    CHECK(nearest.count_within(0.021) == 2);
    nearest.add({{"osm:node/1", "B", north(20), 0, ""},
                 {"osm:node/3", "D", north(10), 0, ""},
                 {"osm:node/3", "D", north(15), 0, ""},
                 {"osm:node/4", "E", north(30), 0, ""}});
    std::vector<std::string> ids;
    for (const auto& entry : nearest.entries()) ids.push_back(entry.place.id);
    CHECK(ids == std::vector<std::string>{"osm:node/3", "osm:node/1", "osm:way/9"});
    CHECK(nearest.count_within(1) == 3);
}
