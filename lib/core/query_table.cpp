#include "core/query_table.hpp"

namespace herd::core {

QueryId QueryTable::open(SessionId session, SteadyTime deadline) {
    const QueryId id = first_id_ + entries_.size();
    entries_.push_back({{id, session, deadline}});
    return id;
}

std::optional<QueryTable::Query> QueryTable::close(QueryId id) {
    if (id < first_id_ || id - first_id_ >= entries_.size()) return std::nullopt;
    Entry& entry = entries_[id - first_id_];
    if (!entry.open) return std::nullopt;
    entry.open = false;
    const Query query = entry.query;
    while (!entries_.empty() && !entries_.front().open) {
        entries_.pop_front();
        ++first_id_;
    }
    return query;
}

std::optional<QueryTable::Query> QueryTable::first() const {
    if (entries_.empty()) return std::nullopt;
    return entries_.front().query;
}

}  // namespace herd::core
