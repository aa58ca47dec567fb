#include "core/quiet_list.hpp"

#include "support/catch.hpp"

namespace herd::core {
namespace {

SteadyTime at_second(int seconds) {
    return SteadyTime(std::chrono::seconds(seconds));
}

TEST_CASE("a thing that is not watched is never quiet") {
    QuietList<int> list;
    list.add(1);
    CHECK_FALSE(list.quiet_since().has_value());
    CHECK_FALSE(list.quiet(at_second(1000)).has_value());
}

TEST_CASE("the quietest thing comes first") {
    QuietList<int> list;
    const auto a = list.add(1);
    const auto b = list.add(2);
    const auto c = list.add(3);
    list.watch(b, at_second(1));
    list.watch(a, at_second(2));
    list.watch(c, at_second(3));
    CHECK(*list.quiet_since() == at_second(1));
    CHECK(*list.quiet(at_second(1)) == 2);
    CHECK_FALSE(list.quiet(at_second(0)).has_value());
    list.watch(b, at_second(4));
    CHECK(*list.quiet(at_second(9)) == 1);
    list.rest(a);
    CHECK(*list.quiet(at_second(9)) == 3);
    list.rest(a);
    list.remove(c);
    CHECK(*list.quiet(at_second(9)) == 2);
    list.remove(a);
    list.rest(b);
    CHECK_FALSE(list.quiet(at_second(9)).has_value());
    list.watch(b, at_second(9));
    CHECK(*list.quiet(at_second(9)) == 2);
}

}  // namespace
}  // namespace herd::core
