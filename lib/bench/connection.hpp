#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "bench/dialect.hpp"
#include "bench/load.hpp"
#include "bench/socket.hpp"

namespace herd::bench {

/// When a request was to be sent, and when it was.
struct Departure {
    SteadyTime due{};
    SteadyTime sent{};
};

/// One of the connections that put servers under load.
class Connection {
public:
    /// Shape: at most `depth` requests are open.
    Connection(std::size_t number, std::size_t depth, Socket socket, const Endpoint& endpoint);

    int socket() const { return socket_.number(); }
    std::size_t open() const { return open_; }
    bool has_room() const { return open_ < depth_; }
    bool has_output() const { return !output_.empty(); }
    LoadError make_error(LoadFault fault, const std::string& why) const;

    /// Opens a request, to be sent by `flush`. Shape: there is room.
    void add_request(Dialect& dialect, Departure departure);
    /// Sends what the system takes of the requests.
    Result<void, LoadError> flush();

    /// Takes what has come from the server, and calls `answered` with the departure of each request that has
    /// its answer. `buffer` is room for what comes.
    template <class Answered>
    Result<void, LoadError> receive(Dialect& dialect, std::string& buffer, Answered answered) {
        const auto received = receive_some(buffer);
        if (!received) return unexpected(received.error());
        std::string_view bytes = *received;
        while (!bytes.empty()) {
            const auto size = check_answer(dialect, bytes);
            if (!size) return unexpected(size.error());
            if (*size == 0) break;
            bytes.remove_prefix(*size);
            answered(close_oldest());
        }
        return keep(bytes);
    }

private:
    Result<std::string_view, LoadError> receive_some(std::string& buffer);
    Result<std::size_t, LoadError> check_answer(Dialect& dialect, std::string_view bytes) const;
    Departure close_oldest();
    Result<void, LoadError> keep(std::string_view bytes);

    std::size_t number_;
    std::size_t depth_;
    Socket socket_;
    const Endpoint& endpoint_;
    std::vector<Departure> departures_;  // of open requests, a ring
    std::size_t oldest_ = 0;
    std::size_t open_ = 0;
    std::string input_;   // the beginning of an answer
    std::string output_;  // what is not sent yet
};

}  // namespace herd::bench
