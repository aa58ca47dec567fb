#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/geo.hpp"
#include "base/time.hpp"
#include "checker/model_time.hpp"
#include "checker/text_pool.hpp"
#include "core/roster.hpp"

namespace herd::checker {

/// A record in a pool; given once, from 0.
using RecordId = std::uint32_t;

/// What was said of a phone, when it was received, and by which server.
struct SeenRecord {
    TextId phone;
    TextId location;
    TextId time;
    core::ServerIndex origin;
    WallTime receipt;
    ExactTime exact_time;
    LatLng at;
    bool is_sound;  // the location and the time mean something
};

/// Records, each kept once: two are one if an AT line of them has the same bytes.
class RecordPool {
public:
    /// Shape: `roster` outlives it.
    explicit RecordPool(const core::Roster& roster) : roster_(roster) {}

    RecordId add(std::string_view phone, std::string_view location, std::string_view time,
                 core::ServerIndex origin, WallTime receipt);
    /// The record of an AT line. Errors: nothing, if the line is not just what it has to be.
    std::optional<RecordId> add_line(std::string_view line);

    const SeenRecord& operator[](RecordId id) const { return records_[id]; }
    std::size_t size() const { return records_.size(); }

    /// Whether `a` is newer than `b` by the rule of the herd. Source: docs/protocol.md, "Which record is
    /// kept"
    bool is_newer(RecordId a, RecordId b) const;
    std::string format_line(RecordId id) const;

    TextPool& texts() { return texts_; }
    const TextPool& texts() const { return texts_; }

private:
    struct Key {
        TextId phone, location, time;
        core::ServerIndex origin;
        std::int64_t receipt;
        friend bool operator==(const Key&, const Key&) = default;
    };
    struct Hash {
        std::size_t operator()(const Key& key) const;
    };

    const core::Roster& roster_;
    TextPool texts_;
    std::vector<SeenRecord> records_;
    std::unordered_map<Key, RecordId, Hash> ids_;
};

}  // namespace herd::checker
