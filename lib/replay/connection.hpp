#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"
#include "bench/load.hpp"
#include "bench/socket.hpp"

namespace herd::replay {

/// What has become of the points that were said.
struct Tally {
    std::uint64_t accepted = 0;
    std::uint64_t stale = 0;    // the server knew something newer
    std::uint64_t refused = 0;  // the server took the line for no command
    std::uint64_t lost = 0;     // no answer came: the connection was lost, or there was none
    std::uint64_t sum() const { return accepted + stale + refused + lost; }
};

/// A connection to one server, which is made again after it was lost.
class Connection {
public:
    Connection(bench::Endpoint endpoint, Tally& tally);

    /// Errors: `HOST:PORT: why`.
    Result<void, std::string> connect();

    bool is_up() const { return socket_.has_value(); }
    int socket() const { return is_up() ? socket_->number() : -1; }
    bool has_output() const { return !output_.empty(); }
    std::size_t waiting() const { return waiting_.size(); }

    /// Says where a client was; lost, if there is no connection and none can be made.
    void say(std::string_view client, std::string_view location, std::string_view time);

    /// Sends what there is to be sent, and reads what there is to be read.
    void on_ready();

    /// Gives the answers up that have not come.
    void give_up();

private:
    bool try_again();
    void send_some();
    bool receive_some();
    void take_lines();
    void on_answer(std::string_view line);
    void lose();

    bench::Endpoint endpoint_;
    Tally& tally_;
    std::optional<bench::Socket> socket_;
    SteadyTime last_try_{};
    std::string output_;
    std::string input_;
    std::deque<std::string> waiting_;  // how the answer ends if the point was news
};

}  // namespace herd::replay
