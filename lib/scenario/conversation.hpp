#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "scenario/answers.hpp"

namespace herd::scenario {

/// Where a server takes clients.
struct Address {
    std::string server;
    std::string host;
    std::uint16_t port = 0;
};

/// A connection to a server: says lines and gathers their answers, without waiting. Closed when it goes out
/// of scope.
class Conversation {
public:
    enum class State { connecting, talking, whole, failed };

    /// Begins to connect. Errors: as a state.
    Conversation(const Address& address, std::vector<std::string> lines);
    Conversation(Conversation&& other) noexcept;
    Conversation& operator=(Conversation&&) = delete;
    ~Conversation();

    /// The name of the server.
    const std::string& server() const { return server_; }
    State state() const { return state_; }
    bool is_connecting() const { return state_ == State::connecting; }
    bool is_over() const { return state_ == State::whole || state_ == State::failed; }
    /// Whether all lines have been handed to the system.
    bool has_sent() const { return sent_ == output_.size(); }
    const Answers& answers() const { return answers_; }
    /// In words, with the server's name; of a failed one.
    const std::string& why() const { return why_; }
    /// The same of one that is not over when patience ends.
    std::string describe_silence() const;

    int descriptor() const { return socket_; }
    /// What to wait for, as `poll` has it.
    short events() const;
    /// Goes on as far as it can; `speaks`: or else it sends nothing yet.
    void advance(bool speaks);

private:
    void connect(const Address& address);
    void finish_connecting();
    void send_more();
    void receive_more();
    void fail(std::string_view what);

    std::string server_;
    std::string name_;    // "Alford at 127.0.0.1:8101"
    std::string output_;  // the lines, each with its LF
    std::size_t line_count_;
    Answers answers_;
    std::size_t sent_ = 0;
    int socket_ = -1;
    State state_ = State::connecting;
    std::string why_;
};

/// Holds all conversations at once until each is over, or has failed, or time is up. No line is sent before
/// all have connected.
/// Shape:  `awaits[i]`: wait for the answers, or else only until the lines are sent.
void hold(std::vector<Conversation>& conversations, const std::vector<bool>& awaits, nanoseconds patience);

}  // namespace herd::scenario
