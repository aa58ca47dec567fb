#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>

#include "core/prefetch.hpp"
#include "core/record_line.hpp"
#include "core/stepped_array.hpp"

namespace herd::core {

/// A record's number in its pool; 0 is no record's.
using RecordNumber = std::uint32_t;

/// Records that do not change, each with the number of those that hold it and its hash. One that nobody holds
/// any more makes room for the next one: its memory is in the cache still. The pool grows without moving
/// anything.
class RecordPool {
public:
    RecordPool() = default;
    RecordPool(const RecordPool&) = delete;
    RecordPool& operator=(const RecordPool&) = delete;
    ~RecordPool() { free_all_texts(); }

    /// How many records there are.
    std::size_t size() const { return size_; }
    bool is_full() const { return first_free_ == 0 && last_ == std::numeric_limits<RecordNumber>::max(); }

    /// Adds a record, which has one holder at first. Shape: `hash` is the record's; the pool is not full.
    RecordNumber add(const Record& record, std::uint64_t hash);
    /// It has one holder more, or one less. Shape: the record has a holder.
    void hold(RecordNumber number) { ++entries_[number].holders; }
    void release(RecordNumber number) {
        if (--entries_[number].holders == 0) drop(number);
    }
    /// All records are gone, whoever holds them, and their memory too.
    void clear();

    const RecordLine& line(RecordNumber number) const { return lines_[number]; }
    std::uint64_t hash(RecordNumber number) const { return entries_[number].hash; }
    std::uint32_t holders(RecordNumber number) const { return entries_[number].holders; }
    /// Whether the texts of any record are elsewhere than in its line.
    bool has_long_ones() const { return long_ones_ > 0; }

    /// Has fetched what is to be known of a record that is looked at soon.
    void prefetch(RecordNumber number) const {
        prefetch_line(number);
        prefetch_holders(number);
    }

    /// The same of what it says alone.
    void prefetch_line(RecordNumber number) const { core::prefetch_line(&lines_[number]); }
    /// The same of what is to be known to let go of it.
    void prefetch_holders(RecordNumber number) const { core::prefetch_line(&entries_[number]); }

private:
    /// What the pool knows of a record beside what it says.
    struct Entry {
        std::uint64_t hash;
        std::uint32_t holders;
        RecordNumber next_free;  // of one that nobody holds; 0: the last one
    };

    void drop(RecordNumber number);
    void free_all_texts();

    SteppedArray<RecordLine> lines_;  // by number
    SteppedArray<Entry> entries_;     // likewise
    RecordNumber last_ = 0;           // the greatest number so far
    RecordNumber first_free_ = 0;     // the latest one that nobody holds; 0: there is none
    std::size_t size_ = 0;
    std::size_t long_ones_ = 0;  // records whose texts are elsewhere
};

}  // namespace herd::core
