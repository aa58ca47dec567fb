#include "control/loop_call.hpp"

#include "net/herd.hpp"

namespace herd::control {
namespace {

enum class Progress { waiting, running, done, given_up };

}  // namespace

Result<void, Problem> LoopCall::run(std::function<void(net::Herd&)> work, nanoseconds limit) const {
    const auto progress = std::make_shared<Progress>(Progress::waiting);  // guarded by the mutex
    std::unique_lock lock(shared_->mutex);
    if (!shared_->is_ended) {
        herd_.post([&herd = herd_, shared = shared_, progress, work = std::move(work)] {
            std::unique_lock loop_lock(shared->mutex);
            if (*progress == Progress::given_up) return;
            *progress = Progress::running;
            loop_lock.unlock();
            work(herd);
            loop_lock.lock();
            *progress = Progress::done;
            shared->changed.notify_all();
        });
        shared_->changed.wait_for(lock, limit,
                                  [&] { return shared_->is_ended || *progress == Progress::done; });
        // What the loop has begun is done in a moment.
        shared_->changed.wait(lock, [&] { return *progress != Progress::running; });
        if (*progress == Progress::done) return {};
        *progress = Progress::given_up;
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
    shared_->changed.notify_all();
}

bool LoopCall::is_ended() const {
    const std::lock_guard lock(shared_->mutex);
    return shared_->is_ended;
}

void LoopCall::sleep(nanoseconds duration) const {
    std::unique_lock lock(shared_->mutex);
    shared_->changed.wait_for(lock, duration, [&] { return shared_->is_ended; });
}

}  // namespace herd::control
