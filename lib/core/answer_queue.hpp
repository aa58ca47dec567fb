#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace herd::core {

/// A question that was put to places; given once by a server.
using QueryId = std::uint64_t;

/// What a client is owed: answers in the order of its commands, although some of them wait for places.
class AnswerQueue {
public:
    /// An answer that is whole. Returns whether it goes out at once, since nothing before it waits.
    bool add(std::string_view answer);

    /// An answer of which the beginning is known and the rest waits for a query.
    void await(QueryId query, std::string_view beginning);

    /// The rest of an answer that waits. Ignored, if none waits for this query.
    void complete(QueryId query, std::string_view rest);

    /// Moves the answers that nothing waits before to `output`, telling each to `visit`.
    template <class Visit>
    void advance(Visit visit) {
        std::size_t ready = 0;
        while (ready < waiting_.size() && !waiting_[ready].waits) {
            const Answer& answer = waiting_[ready++];
            visit(std::string_view(answer.bytes));
            output_.append(answer.bytes);
            waiting_bytes_ -= answer.bytes.size();
        }
        waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(ready));
    }

    /// How many answers are not in `output` yet.
    std::size_t waiting() const { return waiting_.size(); }

    /// Bytes of all answers, in `output` or not.
    std::size_t bytes() const { return output_.size() + waiting_bytes_; }

    /// What may be written. Whoever writes takes it all.
    std::string& output() { return output_; }
    const std::string& output() const { return output_; }

private:
    struct Answer {
        QueryId query = 0;
        bool waits = false;
        std::string bytes;
    };

    std::string output_;
    std::vector<Answer> waiting_;  // few: a session stops reading at a limit
    std::size_t waiting_bytes_ = 0;
};

}  // namespace herd::core
