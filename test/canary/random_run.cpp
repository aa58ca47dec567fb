#include "random_run.hpp"

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "checker/evidence.hpp"
#include "fault/random.hpp"
#include "places/provider.hpp"
#include "sim/fingerprint.hpp"
#include "sim/network.hpp"
#include "topology/shapes.hpp"

namespace herd::test {
namespace {

using namespace std::chrono_literals;

/// Answers with the question, and with more newlines than a client may see.
class Echo final : public places::Provider {
public:
    Result<places::Answer, places::Failure> look_up(const places::Question& question,
                                                    const Limits&) const override {
        return places::Answer{"{\n\n\"at\" : " + std::to_string(question.at.lat) + "," +
                              std::to_string(question.at.lng) +
                              ",\n\n\n\"radius\" : " + std::to_string(question.radius_km) +
                              ",\n\"bound\" : " + std::to_string(question.bound) + "\n}\n\n"};
    }
};

const std::vector<std::string> locations = {"+34.068930-118.445127", "+34.0617-118.4464",   "+3404.1-11826.7",
                                            "+340408-1182642/",      "+34.068930-118.4452", "+90+000",
                                            "-33.8+151.2",           "+34.1-118.5"};
/// Some of them are equal.
const std::vector<std::string> times = {
    "1700003600", "1700003600.0", "1700003600.5",         "1700003600.500000001",
    "5",          "1700003599.9", "1700003602.392014450", "0.1"};

class Run {
public:
    Run(std::uint64_t seed, Weather weather, core::Propagation propagation)
        : random_(seed),
          setup_(draw_setup(seed, propagation)),
          evidence_(setup_),
          fingerprint_(&evidence_),
          network_(setup_, &fingerprint_),
          weather_(weather) {}

    Played play() {
        // Links come up, or some client is faster.
        if (random_.below(4) != 0) pass(5ms);
        const auto rounds = 40 + random_.below(120);
        for (std::uint64_t round = 0; round < rounds; ++round) {
            talk();
            if (weather_ == Weather::stormy && random_.below(6) == 0) break_something();
            pass(nanoseconds(static_cast<std::int64_t>(random_.below(8'000'000))));
            if (random_.below(24) == 0) look();
        }
        for (const std::string& name : setup_.names) apply(fault::Start{name});
        if (weather_ == Weather::stormy) apply(fault::HealAll{});
        rest();
        talk();
        pass(setup_.options.places_timeout + 3s);
        rest();
        return {check_all(evidence_), fingerprint_.value()};
    }

private:
    sim::Setup draw_setup(std::uint64_t seed, core::Propagation propagation) {
        sim::Setup setup;
        setup.seed = seed;
        std::string letters = "QWERTYUIOPASDFGHJKLZXCVBNM";
        const std::size_t servers = 2 + random_.below(6);
        for (std::size_t i = 0; i < servers; ++i) {
            const std::size_t letter = random_.below(letters.size());
            setup.names.push_back(std::string(1, letters[letter]) + "server");
            letters.erase(letter, 1);
        }
        const auto shape = topology::all_shapes[random_.below(topology::all_shapes.size())];
        const auto below = [this](std::uint64_t limit) { return random_.below(limit); };
        const topology::Graph graph = topology::make_graph(shape, servers, below);
        for (const auto& link : graph.links()) setup.links.emplace_back(link.a, link.b);
        setup.options.propagation = propagation;
        setup.options.max_line = 300;
        setup.options.unterminated_after = 20ms;
        setup.options.places_timeout = 100ms;
        setup.options.places_timeout_document = "{\n\n\"status\" : \"UNKNOWN_ERROR\"\n}\n";
        if (random_.below(4) == 0) setup.options.neighbour_queue_limit = 200 + random_.below(2000);
        if (random_.below(6) == 0) setup.options.store_limit = 400 + random_.below(800);
        if (random_.below(4) == 0) setup.window = 100;
        if (random_.below(3) != 0) setup.places = std::make_shared<Echo>();
        setup.places_delay = nanoseconds(static_cast<std::int64_t>(random_.below(120'000'000)));
        setup.latency = nanoseconds(static_cast<std::int64_t>(10'000 + random_.below(3'000'000)));
        setup.jitter = setup.latency / 2;
        setup.splits = random_.below(2) == 0;
        return setup;
    }

    template <class List>
    const auto& choose(const List& list) {
        return list[random_.below(list.size())];
    }

    std::string draw_phone() { return "phone" + std::to_string(random_.below(7)); }

    std::string draw_line() {
        switch (random_.below(12)) {
            case 0:
                return "WHATSAT " + draw_phone() + " " + std::to_string(random_.below(52)) + " " +
                       std::to_string(random_.below(22));
            case 1:
            case 2:
                return "NEARBY " + draw_phone() + " " + std::to_string(random_.below(20)) + ".5 " +
                       std::to_string(random_.below(6));
            case 3:
                return choose(std::vector<std::string>{"", " AT x", "IAMAT kiwi +91+0 5",
                                                       "IAMAT kiwi +1+1 5 ", "? what\r", "IAMAT a +1+1",
                                                       std::string(310, 'x')});
            default: {
                const std::string time = random_.below(2) == 0
                                             ? choose(times)
                                             : "17000036" + std::to_string(10 + random_.below(80));
                return "IAMAT " + draw_phone() + " " + choose(locations) + " " + time;
            }
        }
    }

    void talk() {
        for (auto count = random_.below(4); count > 0; --count) {
            if (clients_.empty() || random_.below(5) == 0)
                clients_.push_back(
                    network_.open(static_cast<core::ServerIndex>(random_.below(setup_.names.size()))));
            const std::size_t place = random_.below(clients_.size());
            const sim::ClientId client = clients_[place];
            std::string said;
            for (auto lines = random_.below(10) == 0 ? 100U : 1 + random_.below(3); lines > 0; --lines)
                said += draw_line() + (random_.below(4) == 0 ? "\r\n" : "\n");
            const auto ending = random_.below(12);
            if (ending == 0) said.pop_back();
            network_.say(client, said);
            if (ending > 2) continue;
            if (ending == 1) network_.end(client);
            if (ending == 2 && random_.below(2) == 0) network_.leave(client);
            if (ending > 0) clients_.erase(clients_.begin() + static_cast<std::ptrdiff_t>(place));
        }
    }

    void apply(fault::Action action, std::optional<nanoseconds> lasts = std::nullopt) {
        network_.apply({std::move(action), lasts});
    }

    void break_something() {
        const std::string& server = choose(setup_.names);
        std::optional<nanoseconds> lasts;
        if (random_.below(3) != 0)
            lasts = nanoseconds(static_cast<std::int64_t>(1 + random_.below(200'000'000)));
        switch (random_.below(8)) {
            case 0:
                return apply(fault::Crash{server}, lasts);
            case 1:
                return apply(fault::Stop{server}, lasts);
            case 2:
                return apply(fault::Start{server});
            case 3:
                return apply(fault::Pause{server}, lasts.value_or(50ms));
            case 4:
                return apply(
                    fault::Clock{server,
                                 nanoseconds(static_cast<std::int64_t>(random_.below(4'000'000'000))) - 2s,
                                 random_.below(2) == 0 ? 0.0 : 150.0},
                    lasts);
            case 5:
                return random_.below(2) == 0 ? apply(fault::Isolate{server}, lasts)
                                             : apply(fault::Swizzle{10ms}, lasts);
            default:
                return break_link(lasts);
        }
    }

    void break_link(std::optional<nanoseconds> lasts) {
        if (setup_.links.empty()) return;
        const auto& [a, b] = choose(setup_.links);
        const fault::LinkName link{setup_.names[a], setup_.names[b]};
        const fault::Where where =
            random_.below(2) == 0 ? fault::Where(link) : fault::Where(fault::DirectionName{link.b, link.a});
        switch (random_.below(9)) {
            case 0:
                return apply(fault::Reset{link});
            case 1:
                return apply(fault::Stall{where}, lasts);
            case 2:
                return apply(fault::Latency{where, 5ms, 4ms, fault::Distribution::exponential}, lasts);
            case 3:
                return apply(fault::Bandwidth{where, 20'000}, lasts);
            case 4:
                return apply(fault::Slice{where, 1 + random_.below(40), 1ms}, lasts);
            case 5:
                return apply(fault::CloseAfter{where, random_.below(300)}, lasts);
            case 6:
                return apply(fault::Corrupt{where}, lasts);
            case 7:
                return apply(fault::DropFirst{link, 1 + random_.below(3)}, lasts);
            default:
                return apply(fault::Cut{link}, lasts);
        }
    }

    void pass(nanoseconds time) { network_.run_until(network_.now() + time); }

    /// Perhaps when what can come to rest has done so, although some link has just been cut.
    void look() {
        if (random_.below(2) == 0) {
            if (weather_ == Weather::stormy && !setup_.links.empty()) {
                const auto& [a, b] = choose(setup_.links);
                apply(fault::Cut{{setup_.names[a], setup_.names[b]}});
            }
            for (int i = 0; i < 3; ++i) talk();
            pass(400ms);
        }
        evidence_.take_stock(network_);
    }

    void rest() {
        for (int tries = 0; tries < 1000 && !network_.in_flight(false).empty(); ++tries) pass(10ms);
        evidence_.take_stock(network_);
    }

    fault::Random random_;
    sim::Setup setup_;
    checker::Evidence evidence_;
    sim::Fingerprint fingerprint_;
    sim::Network network_;
    Weather weather_;
    std::vector<sim::ClientId> clients_;
};

}  // namespace

Played play_random_run(std::uint64_t seed, Weather weather, core::Propagation propagation) {
    return Run(seed, weather, propagation).play();
}

}  // namespace herd::test
