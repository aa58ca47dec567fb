#include "phone_walk.hpp"

#include <cstdint>

namespace herd::bench {

PhoneWalk::PhoneWalk(const Phones& phones, std::size_t connections, WallTime start)
    : phones_(phones),
      name_length_(phones.name_length),
      clock_(static_cast<std::uint64_t>(start.time_since_epoch().count())),
      random_(phones.seed) {
    for (std::size_t i = 0; i < connections; ++i) {
        const auto first = phones.count * i / connections;
        ranges_.push_back({first, phones.count * (i + 1) / connections - first, 0, first});
    }
}

std::string_view PhoneWalk::next(std::size_t connection) {
    Range& range = ranges_[connection];
    const auto phone = range.next;
    phones_.move(phone, clock_.tick());
    if (range.known < range.count) ++range.known;
    const auto choice = range.known < range.count ? range.known : (random_() >> 32) * range.count >> 32;
    range.next = range.first + choice;
    phones_.prefetch(range.next);
    return phones_.line(phone);
}

}  // namespace herd::bench
