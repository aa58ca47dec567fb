#include "control/term.hpp"

#include <string>

#include "base/quote.hpp"
#include "fault/limits.hpp"

namespace herd::control {

void read_term(config::TableReader& reader, fault::Fault& fault) {
    nanoseconds lasts{};
    if (!reader.read_duration("for", fault::longest_fault, lasts)) return;
    if (fault::ends_by_itself(fault.action)) {
        reader.fault("for", format_quoted(fault::format_verb(fault.action)) +
                                " ends by itself, and cannot be for a time");
        return;
    }
    fault.lasts = lasts;
}

void spell_ppm(std::string_view key, config::Value& object) {
    for (auto& [name, position, value] : object.entries) {
        if (name != key) continue;
        if (value.kind == config::Kind::integer) {
            value.string = std::to_string(value.integer) + "ppm";
        } else if (value.kind == config::Kind::floating) {
            value.string += "ppm";
        } else {
            continue;
        }
        value.kind = config::Kind::string;
    }
}

}  // namespace herd::control
