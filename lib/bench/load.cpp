#include "bench/load.hpp"

#include <chrono>

#include "bench/generator.hpp"

namespace herd::bench {

Phase warm_up_of(const Load& load) {
    return {.count = load.warm_up_count, .duration = load.warm_up};
}

Phase measured_of(const Load& load) {
    return {
        .count = load.count, .duration = load.count > 0 ? nanoseconds(0) : load.duration, .rate = load.rate};
}

double LoadResult::answers_per_second() const {
    const double seconds = std::chrono::duration<double>(end - begin).count();
    return seconds > 0 ? static_cast<double>(answers) / seconds : 0;
}

Result<LoadResult, LoadError> run_load(const Load& load, Dialect& dialect, const LoadEvents& events) {
    Generator generator(load, dialect);
    if (const auto connected = generator.connect(); !connected) return unexpected(connected.error());
    if (const auto warm = generator.run(warm_up_of(load)); !warm) return unexpected(warm.error());
    if (events.warmed_up) events.warmed_up();
    return generator.run(measured_of(load));
}

}  // namespace herd::bench
