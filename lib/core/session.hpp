#pragma once

#include <cstdint>

#include "core/answer_queue.hpp"
#include "core/line_buffer.hpp"
#include "core/quiet_list.hpp"

namespace herd::core {

/// A client's connection. An index is used again after its session has ended; the serial number never is.
struct SessionId {
    std::uint32_t index = 0;
    std::uint64_t serial = 0;
    friend bool operator==(const SessionId&, const SessionId&) = default;
};

/// What a server has to know of a client's connection.
struct Session {
    /// Past these a session answers no more commands until some of its answers have left.
    static constexpr std::size_t output_limit = 256 * 1024;  // bytes
    static constexpr std::size_t waiting_limit = 64;         // answers

    Session(SessionId the_id, std::size_t max_line) : id(the_id), lines(max_line) {}

    bool is_full() const { return answers.bytes() >= output_limit || answers.waiting() >= waiting_limit; }

    SessionId id;
    LineBuffer lines;
    AnswerQueue answers;
    QuietList<SessionId>::Handle unterminated;
    QuietList<SessionId>::Handle silent;
    bool ended = false;      // the client sends no more
    bool closing = false;    // no further command is answered
    bool is_unsent = false;  // output was taken and is not all written yet
    bool in_outbox = false;  // named in the outbox since it was last looked at
    bool keeps_rest = true;  // what no LF follows is a command once the client has ended

    /// What may be asked of it now.
    struct Status {
        bool wants_input = false;  // may read
        bool has_more = false;     // lines wait for another turn: `Server::on_client_turn`
        std::size_t output = 0;    // bytes that may be taken
        bool is_finished = false;  // nothing is owed any more: close, once `output` is written
    };
    Status status();
};

}  // namespace herd::core
