#pragma once

#include <deque>
#include <functional>
#include <utility>

namespace herd::net {

/// What the loop brings to a server passes its gate. While the server is paused the gate is closed, and all
/// of it waits in order: one entry for each operation that was under way.
class Gate {
public:
    /// Does the work now, or when the gate is opened.
    template <class Work>
    void pass(Work work) {
        if (is_open_ && held_.empty()) {
            work();
        } else {
            held_.push_back(std::move(work));
        }
    }

    bool is_open() const { return is_open_; }
    void close() { is_open_ = false; }

    /// Does what has waited, up to where something closes the gate again.
    void open() {
        is_open_ = true;
        while (is_open_ && !held_.empty()) {
            const auto work = std::move(held_.front());
            held_.pop_front();
            work();
        }
    }

    /// Opens it, and forgets what has waited.
    void reset() {
        is_open_ = true;
        held_.clear();
    }

private:
    bool is_open_ = true;
    std::deque<std::function<void()>> held_;
};

}  // namespace herd::net
