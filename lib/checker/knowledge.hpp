#pragma once

#include <cstddef>
#include <optional>
#include <unordered_map>
#include <vector>

#include "checker/facts.hpp"

namespace herd::checker {

/// What servers know, going by what was said to them and what came to them.
///
/// When a server was told of a record is mostly seen to the fact. Where a line had to wait for its turn it is
/// not: then the server may know the record since one fact, and must know it since a later one.
class Knowledge {
public:
    struct Span {
        FactIndex may = 0;
        FactIndex must = 0;
    };

    /// Shape: `records` outlives it.
    explicit Knowledge(const RecordPool& records) : records_(records) {}

    /// A server was told of a record. What it knows already stays as it was.
    void learn(LifeId life, RecordId record, Span since);

    /// A client has said where the phone is, and has no answer yet; or now has it.
    void open(LifeId life, TextId phone);
    void close(LifeId life, TextId phone);
    /// The same, but nobody can see when the line has its turn.
    void blur(LifeId life, TextId phone);

    /// Since when a server knows a record; nothing: it was never told of it.
    std::optional<Span> find(LifeId life, RecordId record) const;

    /// The newest record of a phone that the server must know behind a fact.
    std::optional<RecordId> newest(LifeId life, TextId phone, FactIndex at) const;

    /// The phones that a server was told of, in the order in which it was.
    const std::vector<TextId>& phones(LifeId life) const;
    /// All records that a server was told of, in the order in which that was seen.
    const std::vector<RecordId>& records(LifeId life) const;
    /// Whether a server may have a newer record of the phone than it must have.
    bool is_vague(LifeId life, TextId phone) const;

private:
    struct Version {
        FactIndex must = 0;
        RecordId newest = 0;
    };
    struct History {
        std::vector<Version> versions;  // by `must`; each is newer than those before
        std::size_t open = 0;           // lines without an answer
        bool is_blurred = false;
    };
    struct Memory {
        std::unordered_map<RecordId, Span> spans;
        std::unordered_map<TextId, History> histories;
        std::vector<TextId> phones;
        std::vector<RecordId> records;
    };

    History& history(LifeId life, TextId phone);

    const RecordPool& records_;
    std::vector<Memory> memories_;
};

}  // namespace herd::checker
