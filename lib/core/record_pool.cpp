#include "core/record_pool.hpp"

#include "base/assert.hpp"

namespace herd::core {

RecordNumber RecordPool::add(const Record& record, std::uint64_t hash) {
    HERD_ASSERT(!is_full());
    const RecordNumber number = first_free_ != 0 ? first_free_ : last_ + 1;
    lines_.make_room(std::size_t{number} + 1);
    entries_.make_room(std::size_t{number} + 1);
    RecordLine& line = lines_[number];
    line = make_line(record);
    Entry& entry = entries_[number];
    if (first_free_ != 0) {
        first_free_ = entry.next_free;
        // The next one to be used has been left for longer.
        if (first_free_ != 0) prefetch(first_free_);
    } else {
        last_ = number;
    }
    entry = {hash, 1, 0};
    ++size_;
    long_ones_ += has_texts_elsewhere(line);
    return number;
}

void RecordPool::drop(RecordNumber number) {
    // Its line need not be looked at if there is no such one at all.
    if (has_long_ones() && has_texts_elsewhere(lines_[number])) {
        free_texts(lines_[number]);
        --long_ones_;
    }
    entries_[number].next_free = first_free_;
    first_free_ = number;
    --size_;
}

void RecordPool::free_all_texts() {
    for (RecordNumber number = last_; long_ones_ > 0; --number) {
        if (entries_[number].holders == 0 || !has_texts_elsewhere(lines_[number])) continue;
        free_texts(lines_[number]);
        --long_ones_;
    }
}

void RecordPool::clear() {
    free_all_texts();
    lines_ = SteppedArray<RecordLine>();
    entries_ = SteppedArray<Entry>();
    last_ = first_free_ = 0;
    size_ = 0;
}

}  // namespace herd::core
