#include "fault/shaper.hpp"

#include <algorithm>

#include "core/frame.hpp"
#include "fault/delay.hpp"

namespace herd::fault {
namespace {

// What waits at most, beside one push: as much as a socket's buffers may well hold.
constexpr std::size_t room = std::size_t{1} << 20;  // bytes

// A slow line is looked at so often at most: it carries a little at a time, and not each byte by itself.
constexpr nanoseconds tick = std::chrono::milliseconds(1);
constexpr std::uint64_t portions = 100;  // a second

// The size of a frame's body, from its first four bytes.
std::size_t body_size(std::string_view frame) {
    std::size_t size = 0;
    for (std::size_t i = 4; i-- > 0;) size = size << 8 | static_cast<unsigned char>(frame[i]);
    return size;
}

}  // namespace

bool Conditions::is_clear() const {
    return !is_stalled && delay == nanoseconds(0) && jitter == nanoseconds(0) && bytes_per_second == 0 &&
           slice == 0 && !close_after && !corrupts;
}

void Shaper::set(const Conditions& conditions, SteadyTime now) {
    if (conditions.close_after != conditions_.close_after) left_ = conditions.close_after;
    if (!conditions.corrupts) {
        victim_.reset();
        has_corrupted_ = false;
    }
    const bool was_held = conditions_.is_stalled || conditions.slice != conditions_.slice;
    if (was_held || conditions.bytes_per_second != conditions_.bytes_per_second) {
        pace_.start(conditions.bytes_per_second, now);
    }
    if (conditions.slice != conditions_.slice || conditions.slice_pause != conditions_.slice_pause)
        slice_at_ = now;
    conditions_ = conditions;
}

bool Shaper::has_room() const {
    return size() < room;
}

void Shaper::push(std::string_view bytes, SteadyTime now) {
    if (bytes.empty()) return;
    chunks_.push_back({bytes.size(), now + draw_delay(conditions_, random_), false});
    bytes_.append(bytes);
}

void Shaper::take(SteadyTime now, std::string& out) {
    if (conditions_.is_stalled || wants_close() || now < slice_at_) return;
    std::uint64_t limit = conditions_.slice > 0 ? conditions_.slice : UINT64_MAX;
    if (left_) limit = std::min(limit, *left_);
    bool has_taken = false;
    while (limit > 0 && !chunks_.empty() && chunks_.front().due <= now) {
        std::uint64_t count = std::min<std::uint64_t>(limit, chunks_.front().size);
        if (pace_.rate() > 0) {
            pace_.await(chunks_.front().due);
            count = std::min(count, pace_.allowance(now));
            if (count == 0) break;
            pace_.spend(count);
        }
        hand_out(static_cast<std::size_t>(count), out);
        limit -= count;
        has_taken = true;
    }
    if (!has_taken) return;
    last_taken_ = now;
    if (conditions_.slice > 0) slice_at_ = now + conditions_.slice_pause;
}

void Shaper::hand_out(std::size_t count, std::string& out) {
    Chunk& chunk = chunks_.front();
    if (conditions_.corrupts && !has_corrupted_ && !victim_ && !chunk.has_begun) choose_victim();
    if (victim_ && *victim_ < count) {
        char& byte = bytes_[at_ + *victim_];
        byte = static_cast<char>(byte ^ 1 << random_.below(8));
        has_corrupted_ = true;
        victim_.reset();
    } else if (victim_) {
        *victim_ -= count;
    }
    out.append(bytes_, at_, count);
    at_ += count;
    if (left_) *left_ -= count;
    chunk.has_begun = true;
    chunk.size -= count;
    if (chunk.size == 0) chunks_.pop_front();
    // Each byte is moved at most once for each that has left.
    if (at_ >= bytes_.size() - at_) {
        bytes_.erase(0, at_);
        at_ = 0;
    }
}

// Picks a byte of the body of the first message.
void Shaper::choose_victim() {
    const std::size_t size = chunks_.front().size;
    if (size <= core::frame_header_bytes) return;
    const std::size_t body =
        std::min(body_size(std::string_view(bytes_).substr(at_)), size - core::frame_header_bytes);
    if (body > 0) victim_ = core::frame_header_bytes + static_cast<std::size_t>(random_.below(body));
}

std::optional<SteadyTime> Shaper::next_deadline() const {
    if (chunks_.empty() || conditions_.is_stalled || wants_close()) return std::nullopt;
    SteadyTime deadline = std::max(chunks_.front().due, slice_at_);
    if (pace_.rate() == 0) return deadline;
    std::uint64_t portion = std::max<std::uint64_t>(pace_.rate() / portions, 1);
    portion = std::min<std::uint64_t>(portion, chunks_.front().size);
    if (conditions_.slice > 0) portion = std::min<std::uint64_t>(portion, conditions_.slice);
    if (left_) portion = std::min(portion, *left_);
    Pace pace = pace_;
    pace.await(chunks_.front().due);
    return std::max({deadline, pace.time_of(portion), last_taken_ + tick});
}

void Shaper::clear() {
    if (wants_close()) {
        left_.reset();
        conditions_.close_after.reset();
    }
    victim_.reset();
    chunks_.clear();
    bytes_ = std::string();
    at_ = 0;
}

}  // namespace herd::fault
