#include "swarm/simplification.hpp"

#include <optional>
#include <utility>
#include <variant>

namespace herd::swarm {
namespace {

using scenario::Scenario;

/// Makes an option as it usually is. False: it is already.
template <class Value>
bool reset(Value& option, const Value& usual) {
    if (option == usual) return false;
    option = usual;
    return true;
}

using ResetOption = bool (*)(config::Config&);

constexpr ResetOption options[] = {
    [](config::Config& config) {
        return reset(config.clients.unterminated_after, config::ClientOptions().unterminated_after);
    },
    [](config::Config& config) {
        return reset(config.clients.close_after, config::ClientOptions().close_after);
    },
    [](config::Config& config) { return reset(config.clients.max_line, config::ClientOptions().max_line); },
    [](config::Config& config) { return reset(config.places.timeout, config::PlacesOptions().timeout); },
    [](config::Config& config) { return reset(config.places.queue, config::PlacesOptions().queue); },
    [](config::Config& config) { return reset(config.herd.store_limit, config::HerdOptions().store_limit); },
    [](config::Config& config) { return reset(config.herd.queue_limit, config::HerdOptions().queue_limit); },
    [](config::Config& config) { return reset(config.herd.propagation, config::HerdOptions().propagation); },
};

/// The greatest 1, 2 or 5 times a power of ten that is less; nothing: 1 ns is the least there is.
std::optional<nanoseconds> rounder(nanoseconds time) {
    std::int64_t power = 1;
    while (power <= time.count() / 10) power *= 10;
    for (const std::int64_t digit : {5, 2, 1}) {
        if (digit * power < time.count()) return nanoseconds(digit * power);
    }
    if (power == 1) return std::nullopt;
    return nanoseconds(power / 2);
}

/// Adds what is left of a fault when something about it is simpler.
void simplify(const fault::Fault& fault, std::vector<scenario::Verb>& simpler) {
    if (fault.lasts) {
        simpler.push_back(fault::Fault{fault.action, std::nullopt});
        if (const auto time = rounder(*fault.lasts)) simpler.push_back(fault::Fault{fault.action, time});
    }
    auto action = fault.action;
    if (auto* latency = std::get_if<fault::Latency>(&action)) {
        if (latency->distribution != fault::Distribution::constant) {
            latency->distribution = fault::Distribution::constant;
            latency->jitter = {};
            simpler.push_back(fault::Fault{*latency, fault.lasts});
        }
        if (const auto delay = rounder(latency->delay)) {
            latency->delay = *delay;
            simpler.push_back(fault::Fault{*latency, fault.lasts});
        }
    }
    if (auto* clock = std::get_if<fault::Clock>(&action); clock && clock->drift_ppm != 0) {
        clock->drift_ppm = 0;
        simpler.push_back(fault::Fault{*clock, fault.lasts});
    }
}

std::vector<scenario::Verb> find_simpler(const scenario::Verb& verb) {
    std::vector<scenario::Verb> simpler;
    if (const auto* wait = std::get_if<scenario::Wait>(&verb)) {
        if (const auto time = rounder(wait->duration)) simpler.push_back(scenario::Wait{*time});
    } else if (const auto* fault = std::get_if<fault::Fault>(&verb)) {
        simplify(*fault, simpler);
    }
    return simpler;
}

}  // namespace

std::vector<Scenario> with_usual_options(const Scenario& scenario) {
    std::vector<Scenario> changed;
    for (const auto reset_option : options) {
        Scenario candidate = scenario;
        if (reset_option(candidate.config)) changed.push_back(std::move(candidate));
    }
    return changed;
}

std::vector<Scenario> with_simpler_step(const Scenario& scenario, std::size_t step) {
    std::vector<Scenario> changed;
    for (auto& verb : find_simpler(scenario.steps[step].verb)) {
        changed.push_back(scenario);
        changed.back().steps[step].verb = std::move(verb);
    }
    return changed;
}

}  // namespace herd::swarm
