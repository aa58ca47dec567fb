#include "bench_setup.hpp"

#include <algorithm>
#include <chrono>
#include <random>
#include <string_view>
#include <utility>
#include <vector>

#include "base/columns.hpp"
#include "base/decimal.hpp"
#include "base/quote.hpp"
#include "base/suggestion.hpp"
#include "herd_file.hpp"
#include "point.hpp"
#include "scenario/herd_source.hpp"
#include "topology/shapes.hpp"

namespace herd::app {
namespace {

constexpr std::uint64_t most_weight = 1'000'000;

nanoseconds from_seconds(double seconds) {
    return std::chrono::duration_cast<nanoseconds>(std::chrono::duration<double>(seconds));
}

class BenchReading {
public:
    explicit BenchReading(const BenchArguments& arguments) : arguments_(arguments) {}

    std::optional<BenchSetup> read() {
        if (!read_herd()) return std::nullopt;
        read_servers();
        read_clients();
        read_load();
        if (!arguments_.mix.empty()) read_mix(arguments_.mix);
        if (!arguments_.pin.empty()) read_pin(arguments_.pin);
        return is_good_ ? std::optional(std::move(setup_)) : std::nullopt;
    }

private:
    void complain(const std::string& text) {
        say(text);
        is_good_ = false;
    }

    /// False, if nothing else can be said before that is right.
    bool read_herd() {
        const std::string& file = arguments_.config.empty() ? arguments_.herd : arguments_.config;
        setup_.is_own = arguments_.config.empty();
        if (!file.empty()) {
            auto config = load_or_complain(file);
            if (!config) return false;
            setup_.config = std::move(*config);
            setup_.name = "the herd of " + file;
        } else if (arguments_.servers) {
            if (!generate_herd(*arguments_.servers)) return false;
        } else {
            setup_.config = scenario::make_classic_herd();
            setup_.name = "the classic ring";
        }
        if (setup_.is_own) {
            scenario::make_private(setup_.config);
            read_log();
        }
        return true;
    }

    bool generate_herd(std::size_t servers) {
        const std::string word = arguments_.topology.empty() ? "ring" : arguments_.topology;
        const auto shape = topology::parse_shape(word);
        if (!shape) {
            complain("--topology: " + format_quoted(word) + " is no shape" + suggest_shape(word));
            return false;
        }
        std::mt19937_64 random(arguments_.seed);
        const auto below = [&random](std::uint64_t limit) { return random() % limit; };
        for (std::size_t n = 1; n <= servers; ++n) {
            setup_.config.servers.emplace_back();
            setup_.config.servers.back().name = "S" + std::to_string(n);
        }
        const auto graph = topology::make_graph(*shape, servers, below);
        for (const auto& link : graph.links()) setup_.config.links.push_back({link.a, link.b});
        setup_.name = "a " + word + " of " + std::to_string(servers);
        return true;
    }

    static std::string suggest_shape(std::string_view word) {
        std::vector<std::string_view> words;
        for (const auto shape : topology::all_shapes) words.push_back(topology::format_shape(shape));
        const auto near = find_near_word(word, words);
        return near.empty() ? std::string() : "; did you mean '" + std::string(near) + "'?";
    }

    void read_log() {
        auto& level = setup_.config.log.level;
        if (arguments_.log == "messages") {
            level = config::LogLevel::messages;
        } else if (arguments_.log == "connections") {
            level = config::LogLevel::connections;
        } else if (arguments_.log == "off") {
            level = config::LogLevel::off;
        } else {
            complain("--log: " + format_quoted(arguments_.log) +
                     " is no level; there are messages, connections, off");
        }
    }

    void read_servers() {
        for (const auto& name : arguments_.server) {
            const auto server = find_or_complain(setup_.config, setup_.name, name);
            if (server) setup_.load.under_load.push_back(name);
            is_good_ = is_good_ && server;
        }
        for (const auto& server : setup_.config.servers) {
            if (arguments_.server.empty()) setup_.load.under_load.push_back(server.name);
            if (!setup_.is_own && server.port == 0)
                complain(arguments_.config + ": " + server.name +
                         " listens on a port of the system's choice; give it one");
        }
    }

    void read_clients() {
        auto& phones = setup_.load.phones;
        phones.count = arguments_.clients;
        phones.name_length = arguments_.name_length;
        phones.seed = arguments_.seed;
        const auto least = bench::PhoneTable::least_name_length(phones.count);
        if (phones.name_length < least)
            complain("--name-length: " + format_count(phones.count, "client") + " cannot be told apart by " +
                     format_count(phones.name_length, "letter") + ", but by " + std::to_string(least));
        if (phones.count < arguments_.connections)
            complain("--clients: " + std::to_string(phones.count) +
                     " are fewer than connections, each of which has its own");
        if (arguments_.around.empty()) return;
        phones.around = parse_point(arguments_.around);
        if (!phones.around)
            complain("--around: " + format_quoted(arguments_.around) +
                     " is not a point such as 34.07,-118.44");
    }

    void read_load() {
        auto& load = setup_.load.load;
        load.connections = arguments_.connections;
        load.depth = arguments_.depth;
        load.idle_connections = arguments_.idle;
        load.rate = arguments_.rate;
        load.count = arguments_.count.value_or(0);
        load.duration = from_seconds(arguments_.seconds);
        load.warm_up = from_seconds(arguments_.warm_up);
        setup_.load.settle_patience = from_seconds(arguments_.settle);
        setup_.load.propagation_rate = arguments_.propagation_rate;
    }

    void read_mix(std::string_view text) {
        auto& mix = setup_.load.mix;
        mix = {0, 0, 0};
        for (std::string_view rest = text; !rest.empty();) {
            const auto comma = rest.find(',');
            const auto part = rest.substr(0, comma);
            const auto equals = part.find('=');
            const auto verb = part.substr(0, equals);
            unsigned* weight = verb == "iamat"     ? &mix.iamat
                               : verb == "whatsat" ? &mix.whatsat
                               : verb == "nearby"  ? &mix.nearby
                                                   : nullptr;
            const auto number = equals == std::string_view::npos
                                    ? std::nullopt
                                    : parse_integer(part.substr(equals + 1), most_weight);
            if (!weight || !number) {
                complain("--mix: " + format_quoted(part) +
                         " is not a verb and how often, as in iamat=8,whatsat=1,nearby=1");
                return;
            }
            *weight = static_cast<unsigned>(*number);
            rest.remove_prefix(comma == std::string_view::npos ? rest.size() : comma + 1);
        }
        if (mix.iamat + mix.whatsat + mix.nearby == 0)
            complain("--mix: " + format_quoted(text) + " says nothing at all");
    }

    void read_pin(std::string_view text) {
        constexpr std::uint64_t most = 1023;
        const auto comma = text.find(',');
        const auto server = parse_integer(text.substr(0, comma), most);
        const auto client =
            comma == std::string_view::npos ? std::nullopt : parse_integer(text.substr(comma + 1), most);
        if (!server || !client) {
            complain("--pin: " + format_quoted(text) + " is not two cores, as in 0,1");
            return;
        }
        setup_.pin = Pin{static_cast<unsigned>(*server), static_cast<unsigned>(*client)};
    }

    const BenchArguments& arguments_;
    BenchSetup setup_;
    bool is_good_ = true;
};

}  // namespace

std::optional<BenchSetup> read_bench_or_complain(const BenchArguments& arguments) {
    return BenchReading(arguments).read();
}

}  // namespace herd::app
