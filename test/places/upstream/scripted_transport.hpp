#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "http/transport.hpp"

namespace herd::test {

using Outcome = Result<http::Response, http::Fault>;

inline Outcome response(int status, std::string body = {}, std::string retry_after = {}) {
    return http::Response{status, "application/json", std::move(retry_after), std::move(body)};
}

inline Outcome fault(http::FaultKind kind, std::string message = "it went wrong") {
    return unexpected(http::Fault{kind, std::move(message)});
}

/// A host that answers what it is told to, one after the other, the last for ever; and that can be made to
/// keep everybody waiting.
class ScriptedTransport : public http::Transport {
public:
    explicit ScriptedTransport(std::vector<Outcome> script) : script_(std::move(script)) {}

    Outcome send(const http::Request& request, const Limits&) override {
        std::unique_lock lock(mutex_);
        requests_.push_back(request);
        const Outcome outcome = script_[next_];
        if (next_ + 1 < script_.size()) ++next_;
        changed_.wait(lock, [this] { return !is_holding_; });
        return outcome;
    }

    void set_script(std::vector<Outcome> script) {
        const std::lock_guard lock(mutex_);
        script_ = std::move(script);
        next_ = 0;
    }

    /// Whether requests wait from now on.
    void hold(bool is_holding) {
        const std::lock_guard lock(mutex_);
        is_holding_ = is_holding;
        changed_.notify_all();
    }

    std::vector<http::Request> requests() const {
        const std::lock_guard lock(mutex_);
        return requests_;
    }
    std::size_t count() const { return requests().size(); }

private:
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<Outcome> script_;
    std::size_t next_ = 0;
    bool is_holding_ = false;
    std::vector<http::Request> requests_;
};

}  // namespace herd::test
