#include "core/phone_index.hpp"

#include <algorithm>

namespace herd::core {
namespace {

/// How many phones are put in their places with a question, how many after it, and with each record of those.
constexpr std::size_t placed_at_question = 4096;
constexpr std::size_t placed_after_question = 65536;
constexpr std::size_t placed_at_record = 4;

}  // namespace

void PhoneIndex::note_moved(ClientId id) {
    if (id < indexed_ && !is_moved_[id]) {
        is_moved_[id] = true;
        moved_.push_back(id);
    }
    const std::size_t count = std::min(owed_, placed_at_record);
    owed_ -= count;
    catch_up(count);
}

/// Puts so many phones in their places, or sees that there is nothing to do.
void PhoneIndex::catch_up(std::size_t count) {
    const std::size_t end = std::min(indexed_ + count, phones_.end());
    count -= end - indexed_;
    if (indexed_ < end) {
        grid_.make_room(end);
        is_moved_.resize(end);
    }
    for (; indexed_ < end; ++indexed_) place(static_cast<ClientId>(indexed_));
    for (; count > 0 && !moved_.empty(); --count) {
        const ClientId id = moved_.back();
        moved_.pop_back();
        is_moved_[id] = false;
        place(id);
    }
}

void PhoneIndex::place(ClientId id) {
    if (phones_.knows(id)) grid_.place(id, phones_.location(id));
}

void PhoneIndex::visit(NearestPhones& nearest) {
    is_asked_ = true;
    owed_ = placed_after_question;
    catch_up(placed_at_question);
    grid_.visit(nearest, is_moved_);
    const auto offer = [&](ClientId id) {
        if (nearest.may_reach(phones_.location(id))) nearest.offer(id);
    };
    for (const ClientId id : moved_) offer(id);
    for (std::size_t id = indexed_; id < phones_.end(); ++id) {
        if (phones_.knows(static_cast<ClientId>(id))) offer(static_cast<ClientId>(id));
    }
}

}  // namespace herd::core
