#include "places/answer_cache.hpp"

#include <iterator>
#include <utility>

namespace herd::places {

std::size_t AnswerCache::cost(const Entry& entry) {
    constexpr std::size_t overhead = 192;  // the nodes of list and map, the document's own
    return overhead + entry.document->capacity();
}

void AnswerCache::remove(Entries::iterator entry) {
    bytes_ -= cost(*entry);
    places_.erase(entry->key);
    entries_.erase(entry);
}

std::shared_ptr<const Document> AnswerCache::find(const QuestionKey& key, SteadyTime now) {
    const auto place = places_.find(key);
    if (place == places_.end()) return nullptr;
    const auto entry = place->second;
    if (entry->end <= now) {
        remove(entry);
        return nullptr;
    }
    entries_.splice(entries_.begin(), entries_, entry);
    return entry->document;
}

std::size_t AnswerCache::put(const QuestionKey& key, std::shared_ptr<const Document> document,
                             SteadyTime now) {
    if (!keeps_anything()) return 0;
    if (const auto place = places_.find(key); place != places_.end()) remove(place->second);
    entries_.push_front({key, std::move(document), now + lifetime_});
    const auto entry = entries_.begin();
    if (cost(*entry) > limit_) {
        entries_.erase(entry);
        return 0;
    }
    places_.emplace(key, entry);
    bytes_ += cost(*entry);
    std::size_t evicted = 0;
    for (; bytes_ > limit_; ++evicted) remove(std::prev(entries_.end()));
    return evicted;
}

}  // namespace herd::places
