#pragma once

#include <cstddef>
#include <list>
#include <memory>
#include <unordered_map>

#include "base/time.hpp"
#include "places/question_key.hpp"

namespace herd::places {

/// Answers that are still good, the most recently used ones as far as there is room.
class AnswerCache {
public:
    /// Units:  `limit` in bytes, with what keeping an answer costs. A lifetime of 0 keeps nothing.
    AnswerCache(nanoseconds lifetime, std::size_t limit) : lifetime_(lifetime), limit_(limit) {}

    bool keeps_anything() const { return lifetime_ > nanoseconds(0); }

    /// Null, if there is none that is still good.
    std::shared_ptr<const Document> find(const QuestionKey& key, SteadyTime now);

    /// Returns how many other answers had to go.
    std::size_t put(const QuestionKey& key, std::shared_ptr<const Document> document, SteadyTime now);

    std::size_t size() const { return places_.size(); }
    std::size_t bytes() const { return bytes_; }

private:
    struct Entry {
        QuestionKey key;
        std::shared_ptr<const Document> document;
        SteadyTime end;
    };
    using Entries = std::list<Entry>;

    static std::size_t cost(const Entry& entry);
    void remove(Entries::iterator entry);

    nanoseconds lifetime_;
    std::size_t limit_;
    std::size_t bytes_ = 0;
    Entries entries_;  // the most recently used first
    std::unordered_map<QuestionKey, Entries::iterator, QuestionKeyHash> places_;
};

}  // namespace herd::places
