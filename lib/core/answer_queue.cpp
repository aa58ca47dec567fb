#include "core/answer_queue.hpp"

#include <algorithm>

namespace herd::core {

bool AnswerQueue::add(std::string_view answer) {
    if (waiting_.empty()) {
        output_.append(answer);
        return true;
    }
    waiting_.push_back({0, false, std::string(answer)});
    waiting_bytes_ += answer.size();
    return false;
}

void AnswerQueue::await(QueryId query, std::string_view beginning) {
    waiting_.push_back({query, true, std::string(beginning)});
    waiting_bytes_ += beginning.size();
}

void AnswerQueue::complete(QueryId query, std::string_view rest) {
    const auto answer = std::find_if(waiting_.begin(), waiting_.end(),
                                     [query](const Answer& a) { return a.waits && a.query == query; });
    if (answer == waiting_.end()) return;
    answer->bytes.append(rest);
    answer->waits = false;
    waiting_bytes_ += rest.size();
}

}  // namespace herd::core
