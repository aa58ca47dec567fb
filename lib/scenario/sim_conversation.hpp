#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "scenario/answers.hpp"
#include "sim/network.hpp"

namespace herd::scenario {

/// A connection to a simulated server: what `Conversation` is to a live one.
class SimConversation {
public:
    /// Begins to connect.
    SimConversation(sim::Network& network, core::ServerIndex server, std::vector<std::string> lines);

    core::ServerIndex server() const { return server_; }
    bool is_connecting() const;
    /// Says its lines, if it is connected.
    void speak();
    /// Whether nothing more will come of it, now that what has come is looked at.
    bool look();
    bool is_whole() const { return answers_.is_whole(); }
    const Answers& answers() const { return answers_; }
    /// Why there is no answer, in words.
    std::string describe() const;
    /// Closes the connection.
    void leave() { network_->leave(client_); }

private:
    sim::Network* network_;
    core::ServerIndex server_;
    std::size_t line_count_;
    std::string output_;
    Answers answers_;
    sim::ClientId client_;
};

}  // namespace herd::scenario
