#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/time.hpp"
#include "control/descriptor.hpp"

namespace herd::control {

/// A client's connection, for the thread that serves it. Nothing waits past a deadline, and whatever a client
/// does not read or send in time ends the connection.
class ClientSocket {
public:
    explicit ClientSocket(Descriptor socket);

    int number() const { return socket_.number(); }

    enum class Head { complete, ended, late, too_long };
    /// Takes the next request up to the empty line behind its headers. Shape: `head` includes that line, or
    /// is what has come until now. Units:  `limit` in bytes.
    Head read_head(std::string& head, std::size_t limit, SteadyTime deadline);

    /// Whether anything of a request has come, or the client has ended the stream. Waits for it until then.
    bool await_input(SteadyTime deadline);

    /// The next bytes; 0 at the end of the stream, after the deadline, or if it is lost.
    std::size_t read(char* bytes, std::size_t size, SteadyTime deadline);

    /// Sends all; false, if the deadline came first or the client is gone.
    bool write(std::string_view bytes, SteadyTime deadline);

    /// Whether the client has gone away, as far as is known. Reads nothing.
    bool is_lost() const;

    /// Ends the connection so that what was written arrives: a client that is still sending would otherwise
    /// see a reset and not the answer.
    void finish(SteadyTime deadline);

private:
    bool fill(SteadyTime deadline);

    Descriptor socket_;
    std::string input_;      // has come, and was not taken
    std::size_t taken_ = 0;  // of `input_`
};

}  // namespace herd::control
