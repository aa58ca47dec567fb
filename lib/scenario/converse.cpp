#include "scenario/converse.hpp"

#include <utility>

namespace herd::scenario {

std::vector<Result<std::string, std::string>> converse(const std::vector<Address>& addresses,
                                                       const std::vector<Message>& messages,
                                                       nanoseconds patience,
                                                       std::vector<Conversation>& unawaited) {
    std::vector<Conversation> conversations;
    std::vector<bool> awaits;
    conversations.reserve(messages.size());
    for (std::size_t i = 0; i < messages.size(); ++i) {
        conversations.emplace_back(addresses[i], messages[i].lines);
        awaits.push_back(messages[i].awaits_answer);
    }
    hold(conversations, awaits, patience);
    std::vector<Result<std::string, std::string>> answers;
    for (std::size_t i = 0; i < conversations.size(); ++i) {
        auto& one = conversations[i];
        if (one.state() == Conversation::State::failed) {
            answers.push_back(unexpected(one.why()));
        } else if (awaits[i] ? !one.is_over() : !one.has_sent()) {
            answers.push_back(unexpected(one.describe_silence()));
        } else {
            answers.push_back(awaits[i] ? one.answers().bytes() : "");
            if (!awaits[i]) unawaited.push_back(std::move(one));
        }
    }
    return answers;
}

}  // namespace herd::scenario
