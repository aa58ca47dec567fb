#include "core/phone_index.hpp"

#include <algorithm>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "core/support/phone_ids.hpp"
#include "support/catch.hpp"

namespace herd::core {
namespace {

using test::phone_ids;

/// Phones of which some are known, their index, and a search by brute force.
class MovingPhones final : private PhoneDirectory {
public:
    explicit MovingPhones(std::size_t count) : places_(count), index_(*this) {}

    void add() { places_.emplace_back(); }
    void move(std::size_t id, LatLng at) {
        places_[id] = at;
        index_.on_moved(static_cast<ClientId>(id));
    }

    /// Asks for the phones near a point; they have to be those that a search finds.
    void ask(LatLng center, double radius_km, std::size_t bound) {
        NearestPhones nearest(center, radius_km, bound, static_cast<ClientId>(places_.size()), *this);
        index_.visit(nearest);
        std::vector<NearHit> hits;
        for (ClientId id = 0; id < places_.size(); ++id) {
            if (!places_[id]) continue;
            const double km = great_circle_km(center, *places_[id]);
            if (km <= radius_km) hits.push_back({km, id});
        }
        std::sort(hits.begin(), hits.end(), [](const NearHit& a, const NearHit& b) {
            return a.km != b.km ? a.km < b.km : a.id < b.id;
        });
        if (hits.size() > bound) hits.resize(bound);
        REQUIRE(phone_ids(nearest.take()) == phone_ids(hits));
        found_ += hits.size();
    }

    std::size_t size() const { return places_.size(); }
    std::size_t found() const { return found_; }
    /// How often the index has looked where a phone is.
    std::size_t looks() const { return looks_; }

private:
    std::size_t end() const override { return places_.size(); }
    bool knows(ClientId id) const override { return places_[id].has_value(); }
    void prefetch(ClientId) const override {}
    LatLng location(ClientId id) const override {
        ++looks_;
        return *places_[id];
    }
    // All have one name, so that equally near ones are told apart by nothing: there are none.
    std::string_view client(ClientId) const override { return "phone"; }

    std::vector<std::optional<LatLng>> places_;
    PhoneIndex index_;
    std::size_t found_ = 0;
    mutable std::size_t looks_ = 0;
};

LatLng random_place(std::mt19937& random) {
    const auto in = [&](double from, double to) {
        return std::uniform_real_distribution<double>(from, to)(random);
    };
    return {in(33.7, 34.4), in(-118.7, -117.9)};
}

/// Asks now and then while phones move, come up and are added, so many at most between two questions.
void check_moves(unsigned seed, std::size_t phones, std::size_t most_moves, int questions) {
    INFO("seed " << seed);
    std::mt19937 random(seed);
    MovingPhones all(phones);
    for (int i = 0; i < questions; ++i) {
        for (std::size_t moves = random() % most_moves; moves > 0; --moves) {
            if (random() % 64 == 0) all.add();
            all.move(random() % all.size(), random_place(random));
        }
        INFO("question " << i);
        all.ask(random_place(random), 1.0 + random() % 10, 1 + random() % 20);
    }
    CHECK(all.found() > 0);
}

TEST_CASE("phones are found where they are while few move between questions") {
    check_moves(1, 6000, 50, 200);
}

TEST_CASE("phones are found where they are while more move than are put in their places") {
    check_moves(2, 20000, 15000, 12);
}

TEST_CASE("phones are found where they are long after a question") {
    check_moves(3, 12000, 120000, 5);
}

TEST_CASE("a phone that moves again before it is put in its place is found once") {
    MovingPhones all(3);
    all.move(0, {34, -118});
    all.ask({34, -118}, 50, 10);
    for (int i = 0; i < 100000; ++i) all.move(0, {34, -118 + i * 1e-7});
    all.move(1, {34, -118.1});
    all.ask({34, -118}, 50, 10);
    CHECK(all.found() == 3);
}

TEST_CASE("phones that move cost nothing until somebody asks, and soon nothing again") {
    std::mt19937 random(4);
    MovingPhones all(20000);
    const auto move_all = [&](int times) {
        for (int time = 0; time < times; ++time) {
            for (std::size_t id = 0; id < all.size(); ++id) all.move(id, random_place(random));
        }
    };
    move_all(1);
    // Whoever wants no phones only wants to know whether one is known.
    all.ask({34, -118}, 50, 0);
    move_all(1);
    CHECK(all.looks() == 0);

    all.ask({34, -118}, 50, 10);
    move_all(10);
    const std::size_t looks = all.looks();
    CHECK(looks > 0);
    move_all(10);
    CHECK(all.looks() == looks);
}

TEST_CASE("however many phones have moved they are in their places soon after a question") {
    std::mt19937 random(5);
    MovingPhones all(150000);
    for (std::size_t id = 0; id < all.size(); ++id) all.move(id, random_place(random));
    for (int question = 0; question < 2; ++question) {
        all.ask({34, -118}, 1, 10);
        // A few records for each that waits.
        for (std::size_t i = 0; i < all.size() / 3; ++i) all.move(7, random_place(random));
        const std::size_t looks = all.looks();
        all.ask({34, -118}, 1, 10);
        CHECK(all.looks() < looks + 1000);
        for (std::size_t id = 0; id < all.size(); ++id) all.move(id, random_place(random));
    }
}

}  // namespace
}  // namespace herd::core
