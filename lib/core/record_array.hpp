#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/geo.hpp"
#include "core/record.hpp"
#include "core/roster.hpp"
#include "core/zeroed_array.hpp"

namespace herd::core {

/// A record's number in its store; given once, in order, and never taken back.
using RecordId = std::uint32_t;

/// Records in memory, each in one cache line: location and time as numbers that their texts come back from,
/// the name behind them. What has no such form, or a long name, is kept as text elsewhere, and the line says
/// where. The array grows without moving anything.
class RecordArray {
public:
    RecordArray() = default;
    RecordArray(const RecordArray&) = delete;
    RecordArray& operator=(const RecordArray&) = delete;
    ~RecordArray();

    std::size_t size() const { return size_; }
    /// Bytes that the records take.
    std::size_t bytes() const { return bytes_; }
    /// How many more bytes it would take to add the record, or to put it in the place of another.
    static std::size_t cost(const Record& record);
    std::size_t cost(RecordId id, const Record& record) const;

    RecordId add(const Record& record);
    /// Puts a record in the place of another one of the same client.
    void replace(RecordId id, const Record& record);

    using Texts = RecordTexts;
    /// The record, its texts as they were. Its views last until it is replaced or `texts` is used again.
    Record read(RecordId id, Texts& texts) const;

    /// What is to be known of a record to compare its age; its location and time are left out.
    Record stamps(RecordId id) const;
    /// Whether that is what the record says, all of it.
    bool is_same(RecordId id, const Record& record) const;
    std::string_view client(RecordId id) const;
    LatLng at(RecordId id) const;
    /// A hash of all that the record says, the same in every process.
    std::uint64_t hash(RecordId id, const Roster& roster) const;
    /// The same of a record that may be nowhere.
    static std::uint64_t hash(const Record& record, const Roster& roster);

    /// Has the record's cache line fetched, for when it is looked at soon.
    void prefetch(RecordId id) const;

private:
    static constexpr unsigned first_chunk_bits = 4;

    ShortRecord& line(RecordId id) const;

    /// Each chunk has as many records as all before it and 16 more: memory that nobody has touched costs
    /// nothing.
    std::array<ZeroedArray<ShortRecord>, 32 - first_chunk_bits> chunks_;
    std::size_t size_ = 0;
    std::size_t bytes_ = 0;
};

}  // namespace herd::core
