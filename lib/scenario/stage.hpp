#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "fault/fault.hpp"
#include "scenario/findings.hpp"
#include "trace/event.hpp"

namespace herd::scenario {

/// What some stages can do and others cannot.
enum class Ability {
    faults,      // break things
    trace,       // tell what happened, event by event
    accounting,  // know what is in flight, instead of looking at the servers until they agree
};

/// What a client says on a connection of its own: one or more lines, without LF.
struct Message {
    std::string to;
    std::vector<std::string> lines;
    bool awaits_answer = true;  // or else the answers are left to come when they may
};

/// Why a herd did not settle.
struct Unsettled {
    std::string why;  // what was still in flight, where
};

/// A herd that a scenario is played on: real sockets, a simulation, or servers that run elsewhere.
/// Shape: who calls has seen to it that the servers named are among `servers()`, but for `apply`.
class Stage {
public:
    virtual ~Stage() = default;

    virtual bool can(Ability ability) const = 0;
    /// The names of all servers.
    virtual std::vector<std::string> servers() const = 0;
    /// Whether a server takes clients. Where nobody can tell, it does.
    virtual bool is_running(const std::string& server) const = 0;

    /// Sends all messages before it reads any answer. The answers in the order of the messages, each the
    /// bytes of all lines' answers; empty for one that is not awaited. Errors: in words: no connection, no
    /// answer within `patience`, connection lost.
    virtual std::vector<Result<std::string, std::string>> send(const std::vector<Message>& messages,
                                                               nanoseconds patience) = 0;

    /// Returns when nothing is in flight anywhere: no message on a link, no client's line unanswered, no link
    /// about to come up, no resync owed. With `ignores_held`, what a stall or a paused server holds may stay.
    virtual Result<void, Unsettled> settle(nanoseconds within, bool ignores_held) = 0;

    /// Returns when no fault that ends by itself is in force any more.
    virtual Result<void, Unsettled> await_lifted(nanoseconds within) = 0;

    /// Lets time pass.
    virtual void wait(nanoseconds duration) = 0;

    /// Errors: in words: what the herd does not have, or what a stage cannot do.
    virtual Result<void, std::string> apply(const fault::Fault& fault) = 0;

    /// The AT line that a server keeps of a client; nothing if it has none. Errors: in words.
    virtual Result<std::optional<std::string>, std::string> record(const std::string& server,
                                                                   const std::string& client) = 0;

    /// What has happened so far. Empty where there is no trace.
    virtual trace::Trace trace() const = 0;

    /// The rules that the herd has broken as far as the stage itself watches it, a sentence each; at the end.
    virtual Findings check() { return {}; }
};

}  // namespace herd::scenario
