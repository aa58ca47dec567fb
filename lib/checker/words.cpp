#include "checker/words.hpp"

#include "base/quote.hpp"

namespace herd::checker {

std::string format_time(const Evidence& evidence, SteadyTime at) {
    const auto nanos = (at - evidence.facts().front().at).count();
    const std::string fraction = std::to_string(nanos % 1'000'000'000);
    return std::to_string(nanos / 1'000'000'000) + "." + std::string(9 - fraction.size(), '0') + fraction +
           " s";
}

std::string format_moment(const Evidence& evidence, FactIndex at) {
    const Fact& fact = evidence.facts()[at];
    return evidence.roster().name(fact.server) + " at " + format_time(evidence, fact.at);
}

std::string format_client(const Evidence& evidence, sim::ClientId client) {
    return "client " + std::to_string(client) + " of " + evidence.roster().name(evidence.server_of(client));
}

std::string format_command(const Evidence& evidence, CommandId command) {
    const Command& said = evidence.commands()[command];
    return format_quoted(evidence.text(said.line)) + " of " + format_client(evidence, said.client) + " at " +
           format_time(evidence, evidence.facts()[said.said].at);
}

std::string format_record(const Evidence& evidence, RecordId record) {
    return "'" + format_escaped(evidence.records().format_line(record)) + "'";
}

}  // namespace herd::checker
