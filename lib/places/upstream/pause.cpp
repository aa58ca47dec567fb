#include "places/upstream/pause.hpp"

#include <condition_variable>
#include <mutex>

namespace herd::places {

bool pause_until(SteadyTime end, const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock lock(mutex);
    never.wait_until(lock, stop, end, [] { return false; });
    return !stop.stop_requested();
}

}  // namespace herd::places
