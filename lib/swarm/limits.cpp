#include "swarm/limits.hpp"

#include "base/quantity.hpp"
#include "config/choice.hpp"

namespace herd::swarm {
namespace {

/// `2`, `0.5`
std::string format_thousandths(std::uint64_t thousandths) {
    std::string text = std::to_string(thousandths / 1000);
    if (thousandths % 1000 == 0) return text;
    std::string fraction = std::to_string(1000 + thousandths % 1000).substr(1);
    fraction.erase(fraction.find_last_not_of('0') + 1);
    return text + "." + fraction;
}

std::string format_faults(const Limits& limits) {
    std::string allowed;
    std::string rates;
    bool allows_all = true;
    for (std::size_t i = 0; i < fault_kind_count; ++i) {
        const std::string word(fault_kind_words()[i]);
        const auto& rate = limits.faults[i];
        allows_all = allows_all && rate.is_allowed;
        if (!rate.is_allowed) continue;
        allowed += (allowed.empty() ? "" : ",") + word;
        if (rate.thousandths) rates += " --fault " + word + "=" + format_thousandths(*rate.thousandths);
    }
    return (allows_all ? "" : " --faults " + (allowed.empty() ? "none" : allowed)) + rates;
}

}  // namespace

std::string format_limits(const Limits& limits) {
    const Limits usual;
    std::string text;
    if (limits.least_servers != usual.least_servers || limits.most_servers != usual.most_servers) {
        text += " --servers " + std::to_string(limits.least_servers);
        if (limits.most_servers != limits.least_servers) text += "-" + std::to_string(limits.most_servers);
    }
    if (limits.shape) text += " --topology " + std::string(topology::format_shape(*limits.shape));
    if (limits.propagation) {
        text += " --propagation " +
                std::string(config::format_choice(config::propagation_choices, *limits.propagation));
    }
    if (limits.updates) text += " --updates " + std::to_string(*limits.updates);
    if (limits.duration) text += " --duration " + format_duration(*limits.duration);
    return text + format_faults(limits);
}

}  // namespace herd::swarm
