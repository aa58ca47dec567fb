#include <chrono>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>

#include "base/decimal.hpp"
#include "base/quote.hpp"
#include "commands.hpp"
#include "exit_status.hpp"
#include "herd_file.hpp"
#include "net/choose_provider.hpp"
#include "places_check.hpp"
#include "places_source.hpp"
#include "point.hpp"

namespace herd::app {
namespace {

/// Nothing, and a complaint, if it is not what a client may ask.
std::optional<places::Question> parse_or_complain(const PlacesArguments& arguments) {
    const auto at = parse_point(arguments.at);
    if (!at) {
        say("LAT,LNG: " + format_quoted(arguments.at) +
            " is not a point such as 34.07,-118.44 or +34.068930-118.445127");
        return std::nullopt;
    }
    const auto radius = parse_double(arguments.radius);
    if (!radius || *radius > 50) {
        say("RADIUS: " + format_quoted(arguments.radius) + " is not a number of kilometres from 0 to 50");
        return std::nullopt;
    }
    const auto bound = parse_integer(arguments.bound, 20);
    if (!bound) {
        say("BOUND: " + format_quoted(arguments.bound) + " is not an integer from 0 to 20");
        return std::nullopt;
    }
    return places::Question{*at, *radius, static_cast<int>(*bound)};
}

}  // namespace

int run_places(const PlacesArguments& arguments) {
    const auto config = load_or_complain(arguments.config);
    if (!config) return exit_usage;
    const auto question = parse_or_complain(arguments);
    if (!question) return exit_usage;
    if (arguments.check) return check_places(arguments.config, config->places, *question, arguments.json);

    const auto source = choose_places_or_complain(arguments.config, config->places);
    if (!source) return exit_usage;
    const auto deadline = std::chrono::steady_clock::now() + config->places.timeout;
    const auto outcome = source->provider->look_up(*question, {deadline, {}});
    std::printf("%s\n", places::format_outcome(outcome, net::choose_layout(config->places)).c_str());
    if (outcome) return exit_good;
    return source->meter->read(places::Count::connect_faults) > 0 ? exit_connection : exit_check_failed;
}

}  // namespace herd::app
