#pragma once

#include <string_view>
#include <vector>

#include "checker/evidence.hpp"
#include "checker/words.hpp"

namespace herd::checker {

/// No server goes back in time for a phone: in what it answers, in what it sends, in what it keeps.
Findings check_backwards(const Evidence& evidence);
/// No record that nobody sent: each came from a line that a client said to its origin, which received it
/// between then and the moment at which it was first seen.
Findings check_invented(const Evidence& evidence);
/// A server shows a record only after it was told of it, and its Lamport time is past all that it had heard
/// by then.
Findings check_causality(const Evidence& evidence);
/// When nothing fails, an update costs as many messages as the topology says, and each goes where it has to.
Findings check_message_count(const Evidence& evidence);
/// Servers that are joined and at rest hold the same records: of each phone the newest that one of them was
/// told of.
Findings check_convergence(const Evidence& evidence);
/// Answers come in order, one a command, and are right to the byte.
Findings check_answers(const Evidence& evidence);
/// Queues, what clients are given at once, and stores stay within their limits.
Findings check_bounds(const Evidence& evidence);
/// Digests are equal exactly when stores are.
Findings check_digests(const Evidence& evidence);
/// What a client was told is kept, as long as a server lives that has it.
Findings check_acknowledged(const Evidence& evidence);
/// Each WHATSAT is answered in time, whatever places do.
Findings check_places(const Evidence& evidence);

/// A checker and what it is called.
struct Checker {
    std::string_view name;
    Findings (*check)(const Evidence& evidence);
};

/// All checkers, in the order in which they run.
const std::vector<Checker>& list_checkers();

/// What all checkers find: `backwards: Ball at 0.1 s ...`. Of each checker just the first few findings.
Findings check_all(const Evidence& evidence);

}  // namespace herd::checker
