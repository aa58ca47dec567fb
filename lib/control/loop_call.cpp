#include "control/loop_call.hpp"

#include "net/herd.hpp"

namespace herd::control {

Result<void, Problem> LoopCall::run(std::function<void(net::Herd&)> work, nanoseconds limit) const {
    const auto call = std::make_shared<Call>();
    std::unique_lock lock(shared_->mutex);
    if (!shared_->is_ended) {
        shared_->waiting.insert(call.get());
        herd_.post([&herd = herd_, shared = shared_, call, work = std::move(work)] {
            std::unique_lock loop_lock(shared->mutex);
            if (call->progress == Call::Progress::given_up) return;
            call->progress = Call::Progress::running;
            loop_lock.unlock();
            work(herd);
            loop_lock.lock();
            call->progress = Call::Progress::done;
            call->changed.notify_one();
        });
        call->changed.wait_for(lock, limit,
                               [&] { return shared_->is_ended || call->progress == Call::Progress::done; });
        // What the loop has begun is done in a moment.
        call->changed.wait(lock, [&] { return call->progress != Call::Progress::running; });
        shared_->waiting.erase(call.get());
        if (call->progress == Call::Progress::done) return {};
        call->progress = Call::Progress::given_up;
    }
    return unexpected(Problem{503,
                              shared_->is_ended ? "the herd is about to stop"
                                                : "the herd has not answered in time: it is too busy, or is "
                                                  "about to stop; try again",
                              {},
                              {{"Retry-After", "1"}}});
}

void LoopCall::end() {
    const std::lock_guard lock(shared_->mutex);
    shared_->is_ended = true;
    shared_->ended.notify_all();
    for (Call* call : shared_->waiting) call->changed.notify_one();
}

bool LoopCall::is_ended() const {
    const std::lock_guard lock(shared_->mutex);
    return shared_->is_ended;
}

void LoopCall::sleep(nanoseconds duration) const {
    std::unique_lock lock(shared_->mutex);
    shared_->ended.wait_for(lock, duration, [&] { return shared_->is_ended; });
}

}  // namespace herd::control
