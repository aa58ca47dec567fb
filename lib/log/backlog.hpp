#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "log/entry.hpp"

namespace herd::log {

/// The lines of one server on their way from the loop to the disk: gathered in chunks, bounded in bytes. Both
/// sides hold its lock for no longer than copying a line or moving a few strings takes.
class Backlog {
public:
    /// Where a chunk ends, in bytes; a longer line is a chunk of its own.
    static constexpr std::size_t chunk_size = std::size_t{64} << 10;

    /// `format` is that of the entry which tells of lost lines.
    Backlog(std::size_t limit, Format format);

    /// The loop's side: adds one line, or counts it as lost. Returns whether the writer should be woken: a
    /// first chunk is full.
    bool add(std::string_view line, WallTime time);

    /// The writer's side: moves all that waits to the end of `batch`. It counts against the limit until it is
    /// `settled`.
    void take(std::deque<std::string>& batch);

    /// The writer's side: a chunk of a batch is on the disk, and its memory free for other lines.
    void settle(std::string chunk);

    /// From now on every line goes nowhere, uncounted.
    void close();

private:
    void begin_chunk();
    std::string fresh_chunk();

    const std::size_t limit_;
    const Format format_;
    std::mutex mutex_;
    std::string current_;             // the chunk that lines are added to
    std::vector<std::string> full_;   // older chunks, oldest first
    std::vector<std::string> spare_;  // empty chunks
    std::size_t waiting_ = 0;         // bytes added and not yet settled
    std::uint64_t lost_ = 0;          // lines lost since the log last told of any
    WallTime lost_at_;                // when the last of them was
    bool closed_ = false;
};

}  // namespace herd::log
