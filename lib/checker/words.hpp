#pragma once

#include <string>
#include <vector>

#include "checker/evidence.hpp"

namespace herd::checker {

/// What a checker has found to be wrong, in sentences that name servers, clients and times; empty: nothing.
using Findings = std::vector<std::string>;

/// `0.012345678 s`, since the first fact.
std::string format_time(const Evidence& evidence, SteadyTime at);
/// `Ball at 0.012345678 s`
std::string format_moment(const Evidence& evidence, FactIndex at);
/// `client 7 of Ball`
std::string format_client(const Evidence& evidence, sim::ClientId client);
/// `'IAMAT kiwi ...' of client 7 of Ball at 0.012345678 s`
std::string format_command(const Evidence& evidence, CommandId command);
/// `'AT Ball ...'`
std::string format_record(const Evidence& evidence, RecordId record);

}  // namespace herd::checker
