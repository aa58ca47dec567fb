#include "core/neighbour.hpp"

#include <utility>

namespace herd::core {

void Neighbour::come_up(const Digest& digest) {
    go_down();
    is_up_ = true;
    append_frame(digest, false, output_);
    queued_ = 1;
    ++counters.digests;
    first_digest_ = output_.size();
}

void Neighbour::go_down() {
    is_up_ = lost_ = owes_digest_ = asks_digest_ = is_faulty = false;
    output_.clear();
    first_digest_ = 0;
    queued_ = sent_ = received_ = 0;
    owed_.reset();
    cursor_ = {};
    reader.clear();
}

Neighbour::Sent Neighbour::send(std::string_view frame) {
    if (!is_up_ || lost_) return Sent::dropped;
    if (output_.size() - first_digest_ + frame.size() <= queue_limit_) {
        output_.append(frame);
        ++queued_;
        return Sent::queued;
    }
    lost_ = true;
    output_.clear();
    first_digest_ = 0;
    queued_ = 0;
    // Digests are exchanged anew, and tell what is owed.
    owed_.reset();
    return Sent::overflowed;
}

void Neighbour::owe(const Buckets& buckets) {
    // What a walk through one of them has sent may have been dropped since.
    if (buckets[bucket_]) cursor_ = {};
    owed_ |= buckets;
}

std::optional<Record> Neighbour::next_owed(const Store& store) {
    while (output_.size() < resync_chunk && owed_.any()) {
        if (!owed_[bucket_]) {
            bucket_ = (bucket_ + 1) % bucket_count;
            cursor_ = {};
            continue;
        }
        if (const auto record = store.next(bucket_, cursor_)) return record;
        owed_.reset(bucket_);
    }
    return std::nullopt;
}

bool Neighbour::append_due_digest(const Digest& digest) {
    if (!lost_ && !owes_digest_ && !asks_digest_) return false;
    append_frame(digest, lost_ || asks_digest_, output_);
    ++queued_;
    ++counters.digests;
    owes_digest_ = asks_digest_ = false;
    return std::exchange(lost_, false);
}

void Neighbour::take(std::string& into) {
    output_.swap(into);
    first_digest_ = 0;
    sent_ += queued_;
    queued_ = 0;
}

void Neighbour::append_owed(const Record& record, std::uint64_t lamport) {
    append_frame(record, 1, false, lamport, roster_, output_);
    ++queued_;
    ++counters.resynced;
}

}  // namespace herd::core
