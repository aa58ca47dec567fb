#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "scenario/conversation.hpp"
#include "scenario/stage.hpp"

namespace herd::scenario {

/// Says messages to servers, each on a connection of its own, as `Stage::send` does.
/// Shape: `addresses` in the order of the messages. Connections whose answers are not awaited join
///        `unawaited`: to close one before its answer has come would reset it, and could lose the lines.
std::vector<Result<std::string, std::string>> converse(const std::vector<Address>& addresses,
                                                       const std::vector<Message>& messages,
                                                       nanoseconds patience,
                                                       std::vector<Conversation>& unawaited);

}  // namespace herd::scenario
