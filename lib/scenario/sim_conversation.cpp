#include "scenario/sim_conversation.hpp"

namespace herd::scenario {

using ClientState = sim::Network::ClientState;

SimConversation::SimConversation(sim::Network& network, core::ServerIndex server,
                                 std::vector<std::string> lines)
    : network_(&network),
      server_(server),
      line_count_(lines.size()),
      answers_({}),
      client_(network.open(server)) {
    for (const auto& line : lines) output_.append(line).push_back('\n');
    answers_ = Answers(std::move(lines));
}

bool SimConversation::is_connecting() const {
    return network_->client_state(client_) == ClientState::connecting;
}

void SimConversation::speak() {
    if (network_->client_state(client_) != ClientState::open || output_.empty()) return;
    network_->say(client_, output_);
    output_.clear();
}

bool SimConversation::look() {
    if (!network_->heard(client_).empty()) {
        answers_.append(network_->heard(client_));
        network_->forget_heard(client_);
    }
    const auto state = network_->client_state(client_);
    return is_whole() || (state != ClientState::connecting && state != ClientState::open);
}

std::string SimConversation::describe() const {
    const std::string& name = network_->roster().name(server_);
    switch (network_->client_state(client_)) {
        case ClientState::connecting:
            return name + ": no connection in time";
        case ClientState::refused:
            return name + ": Connection refused";
        case ClientState::lost:
            return name + ": Connection reset by peer";
        case ClientState::closed:
            return name + ": the server has closed the connection";
        case ClientState::open:
            break;
    }
    if (answers_.bytes().empty()) return name + ": no answer in time";
    return name + ": only " + std::to_string(answers_.complete()) + " of " + std::to_string(line_count_) +
           " answers in time";
}

}  // namespace herd::scenario
