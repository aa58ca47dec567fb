#include "trace/elapsed.hpp"

#include <cstdint>
#include <cstdlib>

namespace herd::trace {
namespace {

/// A number of thousandths, rounded to them.
std::string format_thousandths(std::uint64_t thousandths) {
    std::string fraction = std::to_string(thousandths % 1000);
    fraction.insert(0, 3 - fraction.size(), '0');
    return std::to_string(thousandths / 1000) + "." + fraction;
}

/// The size of a time: its negative may not be one.
std::uint64_t size_of(nanoseconds time) {
    const auto count = static_cast<std::uint64_t>(time.count());
    return time.count() < 0 ? 0 - count : count;
}

std::string format_ms(std::uint64_t size) {
    return format_thousandths(size / 1000 + (size % 1000 >= 500 ? 1 : 0)) + " ms";
}

}  // namespace

std::string format_elapsed(nanoseconds elapsed) {
    const std::uint64_t size = size_of(elapsed);
    const std::string sign = elapsed.count() < 0 ? "-" : "";
    if (size < 1'000'000'000) return sign + format_ms(size);
    return sign + format_thousandths(size / 1'000'000) + " s";
}

std::string format_offset(nanoseconds offset) {
    return (offset.count() < 0 ? "-" : "+") + format_ms(size_of(offset));
}

}  // namespace herd::trace
