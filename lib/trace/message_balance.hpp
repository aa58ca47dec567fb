#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "trace/run.hpp"
#include "trace/spread.hpp"
#include "trace/tally.hpp"

namespace herd::trace {

/// What each server did with an update, beside what it would have done had the update been alone and the herd
/// whole: sent it once to every neighbour but the one that it came from.
class MessageBalance {
public:
    /// Shape: both outlive it.
    MessageBalance(const Run& run, const Spread& spread);

    /// Messages forwarded.
    std::size_t forwarded() const;
    /// Why there were more or fewer of them than predicted.
    Tally explain_messages(const std::vector<topology::Node>& part) const;

    bool has_heard(core::ServerIndex server) const { return !spread_.hearings[server].empty(); }
    /// Why servers did not hear of it: the difference of each reason is how many.
    Tally explain_unheard(const std::vector<topology::Node>& part) const;
    /// Why a neighbour that had heard of the update did not bring it to a server; empty if it did.
    std::string why_not_from(core::ServerIndex from, core::ServerIndex to) const;

private:
    struct Acceptance {
        std::size_t event = 0;
        std::optional<core::ServerIndex> source;  // nothing: a client
    };
    struct Sending {
        std::size_t event = 0;
        core::ServerIndex to = 0;
    };
    struct Doings {
        std::vector<Acceptance> acceptances;
        std::vector<Sending> sendings;
    };

    void find_causes();
    void explain(core::ServerIndex server, Tally& tally) const;
    std::string why_not_kept(core::ServerIndex server) const;
    std::string why_unheard(core::ServerIndex server) const;

    const Run& run_;
    const Spread& spread_;
    std::vector<Doings> doings_;            // by server
    std::vector<std::string> why_unheard_;  // by server
};

}  // namespace herd::trace
