#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/time.hpp"
#include "checker/record_pool.hpp"
#include "core/digest.hpp"
#include "core/roster.hpp"
#include "sim/witness.hpp"

namespace herd::checker {

/// A fact's place in the order in which things happened.
using FactIndex = std::uint32_t;
/// A server from one start to the end that follows; given once, from 0.
using LifeId = std::uint32_t;
/// A line that a client said; given once, from 0.
using CommandId = std::uint32_t;
/// An answer; given once, from 0.
using AnswerId = std::uint32_t;

struct ServerUp {};
struct ServerDown {
    bool is_crash = false;
};
struct ClientOpened {
    sim::ClientId client = 0;
};
struct ClientEnded {
    sim::ClientId client = 0;
};
struct ClientClosed {
    sim::ClientId client = 0;
};
struct Said {
    CommandId command = 0;
};
struct Answered {
    AnswerId answer = 0;
};
struct LinkUp {
    core::ServerIndex peer = 0;
};
struct LinkDown {
    core::ServerIndex peer = 0;
};
/// A record left for a neighbour, or came from one.
struct Passed {
    core::ServerIndex peer = 0;
    RecordId record = 0;
    std::uint64_t lamport = 0;
    std::uint16_t hop = 0;
    bool has_come = false;    // else it has left
    bool is_flooded = false;  // else it is part of a resync
};
/// Bytes left for a neighbour, or came from one, that are no frame.
struct Garbled {
    core::ServerIndex peer = 0;
    bool has_come = false;
    std::string_view why;  // lives for ever
};
struct PlacesCame {
    TextId document = 0;  // squeezed
};
struct FaultChanged {
    bool is_set = false;
    TextId what = 0;
};
struct StockTaken {
    std::size_t stock = 0;
};

/// Something that could be seen from outside.
struct Fact {
    SteadyTime at;
    WallTime wall;                 // by the clock of the server
    core::ServerIndex server = 0;  // that it happened at
    std::variant<ServerUp, ServerDown, ClientOpened, ClientEnded, ClientClosed, Said, Answered, LinkUp,
                 LinkDown, Passed, Garbled, PlacesCame, FaultChanged, StockTaken>
        what;
};

/// What a command asks for. The texts are in the pool.
enum class Verb : std::uint8_t { none, iamat, whatsat, nearby };

/// A line that a client said, and what it means.
struct Command {
    sim::ClientId client = 0;
    LifeId life = 0;
    FactIndex said = 0;
    TextId line = 0;
    Verb verb = Verb::none;
    bool is_too_long = false;
    bool is_prompt = false;  // it had its turn as soon as it was said
    bool is_vague = false;   // whether it is a line at all depended on the moment
    TextId phone = 0;
    TextId location = 0;  // of an IAMAT, and so is the time
    TextId time = 0;
    ExactTime exact_time;
    double radius_km = 0;
    std::size_t bound = 0;
    std::optional<AnswerId> answer;
};

/// A line of a NEARBY's list.
struct Hit {
    TextId km = 0;
    RecordId record = 0;
};

/// What a client heard to a command.
struct Answer {
    enum class Kind : std::uint8_t {
        refusal,   // `? ` and the line
        record,    // an AT line, and what belongs to it
        garbled,   // neither
        uncalled,  // nobody had asked
    };
    sim::ClientId client = 0;
    CommandId command = 0;  // unless it is uncalled
    FactIndex at = 0;
    Kind kind{};
    RecordId record = 0;
    TextId text = 0;  // what is behind `? `, a WHATSAT's document, or what is garbled
    std::vector<Hit> hits;
};

/// A life of a server.
struct Life {
    core::ServerIndex server = 0;
    FactIndex from = 0;
    std::optional<FactIndex> until;  // nothing: it goes on
    bool has_crashed = false;
};

/// What a server holds at one moment, as one finds who looks into it.
struct ServerStock {
    core::ServerIndex server = 0;
    LifeId life = 0;
    bool is_paused = false;
    bool is_stopping = false;
    std::vector<RecordId> records;               // sorted
    std::shared_ptr<const core::Digest> digest;  // never null; shared by those that have the same
    std::size_t store_bytes = 0;
    std::size_t sessions = 0;
};

/// What all servers that run hold at one moment.
struct Stock {
    FactIndex at = 0;
    bool is_settled = false;           // nothing is in flight
    std::vector<ServerStock> servers;  // in rising order
    std::vector<std::vector<std::size_t>>
        parts;  // servers that links join which are up, by places in `servers`
};

}  // namespace herd::checker
