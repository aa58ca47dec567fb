#include "core/phone_index.hpp"

#include <algorithm>

namespace herd::core {
namespace {

/// How many phones are put in their places with a question, and with each record after it; and how many more
/// than those that wait then, so that questions which follow each other find all in its place.
constexpr std::size_t placed_at_question = 4096;
constexpr std::size_t placed_at_record = 4;
constexpr std::size_t placed_besides = 65536;

/// If one of so many has moved, it takes less time to look for those in the order of their numbers, where
/// memory can be fetched ahead, than to look at them in the order in which they moved.
constexpr std::size_t many = 32;
constexpr std::size_t phones_ahead = 16;

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
    // Who wants no phones, as to ask whether a client is known, needs no index.
    if (nearest.reach_km() < 0) return;
    is_asked_ = true;
    catch_up(placed_at_question);
    owed_ = phones_.end() - indexed_ + moved_.size() + placed_besides;
    grid_.visit(nearest, is_moved_);
    const auto offer = [&](ClientId id) {
        if (nearest.may_reach(phones_.location(id))) nearest.offer(id);
    };
    const auto offer_all = [&](std::size_t from, std::size_t end, auto is_wanted) {
        for (std::size_t id = from; id < end; ++id) {
            // Numbers follow each other, but what is known of them lies anywhere.
            if (id + phones_ahead < end) phones_.prefetch(static_cast<ClientId>(id + phones_ahead));
            if (is_wanted(static_cast<ClientId>(id))) offer(static_cast<ClientId>(id));
        }
    };
    if (moved_.size() * many < indexed_) {
        for (const ClientId id : moved_) offer(id);
    } else {
        offer_all(0, indexed_, [this](ClientId id) { return is_moved_[id]; });
    }
    offer_all(indexed_, phones_.end(), [this](ClientId id) { return phones_.knows(id); });
}

}  // namespace herd::core
