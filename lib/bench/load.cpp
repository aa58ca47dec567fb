#include "bench/load.hpp"

#include <chrono>

#include "bench/generator.hpp"

namespace herd::bench {
namespace {

/// What a phase tells of its progress.
std::function<void(std::uint64_t)> tell(const LoadEvents& events, bool is_warm_up) {
    if (!events.progressed) return nullptr;
    return [&events, is_warm_up](std::uint64_t answers) { events.progressed(answers, is_warm_up); };
}

}  // namespace

double LoadResult::answers_per_second() const {
    const double seconds = std::chrono::duration<double>(end - begin).count();
    return seconds > 0 ? static_cast<double>(answers) / seconds : 0;
}

Result<LoadResult, LoadError> run_load(const Load& load, Dialect& dialect, const LoadEvents& events) {
    Generator generator(load, dialect);
    if (const auto connected = generator.connect(); !connected) return unexpected(connected.error());
    if (events.connected) events.connected();
    if (load.warm_up_count > 0 || load.warm_up > nanoseconds(0)) {
        const auto warm = generator.run({load.warm_up_count, load.warm_up, 0, tell(events, true)});
        if (!warm) return unexpected(warm.error());
    }
    if (events.warmed_up) events.warmed_up();
    return generator.run(
        {load.count, load.count > 0 ? nanoseconds(0) : load.duration, load.rate, tell(events, false)});
}

}  // namespace herd::bench
