#pragma once

#include <deque>
#include <optional>

#include "base/time.hpp"
#include "core/answer_queue.hpp"
#include "core/session.hpp"

namespace herd::core {

/// Which sessions wait for which queries, and until when. All wait equally long, so the oldest is due first.
class QueryTable {
public:
    struct Query {
        QueryId id = 0;
        SessionId session;
        SteadyTime deadline;
    };

    QueryId open(SessionId session, SteadyTime deadline);

    /// Ends a query; nothing if it has ended already.
    std::optional<Query> close(QueryId id);

    /// The query that is due first.
    std::optional<Query> first() const;

private:
    struct Entry {
        Query query;
        bool open = true;
    };

    std::deque<Entry> entries_;  // the first one is open
    QueryId first_id_ = 1;
};

}  // namespace herd::core
