#include "log/backlog.hpp"

#include <utility>

namespace herd::log {
namespace {

constexpr std::size_t spares_kept = 4;

}  // namespace

Backlog::Backlog(std::size_t limit, Format format) : limit_(limit), format_(format), current_(fresh_chunk()) {
    spare_.reserve(spares_kept);
    spare_.push_back(fresh_chunk());
}

bool Backlog::add(std::string_view line, WallTime time) {
    const std::lock_guard lock(mutex_);
    if (closed_) return false;
    if (line.size() > limit_ || waiting_ > limit_ - line.size()) {
        ++lost_;
        lost_at_ = time;
        return false;
    }
    const bool was_quiet = full_.empty();
    if (!current_.empty() && current_.size() + line.size() > chunk_size) begin_chunk();
    const std::size_t before = current_.size();
    if (lost_ != 0) append_lines_lost(std::exchange(lost_, 0), lost_at_, format_, current_);
    current_ += line;
    waiting_ += current_.size() - before;
    return was_quiet && !full_.empty();
}

void Backlog::take(std::deque<std::string>& batch) {
    const std::lock_guard lock(mutex_);
    if (waiting_ == 0 && lost_ != 0) {
        // The gap is the last thing that happened: no later line has told of it.
        append_lines_lost(std::exchange(lost_, 0), lost_at_, format_, current_);
        waiting_ = current_.size();
    }
    if (!current_.empty()) begin_chunk();
    for (std::string& chunk : full_) batch.push_back(std::move(chunk));
    full_.clear();
}

void Backlog::settle(std::string chunk) {
    const std::size_t size = chunk.size();
    chunk.clear();
    const std::lock_guard lock(mutex_);
    waiting_ -= size;
    // One that grew by a long line is not worth its memory.
    if (spare_.size() < spares_kept && chunk.capacity() <= 2 * chunk_size) spare_.push_back(std::move(chunk));
}

void Backlog::close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
}

void Backlog::begin_chunk() {
    full_.push_back(std::move(current_));
    if (spare_.empty()) {
        current_ = fresh_chunk();
    } else {
        current_ = std::move(spare_.back());
        spare_.pop_back();
    }
}

std::string Backlog::fresh_chunk() {
    std::string chunk;
    chunk.reserve(chunk_size);
    return chunk;
}

}  // namespace herd::log
