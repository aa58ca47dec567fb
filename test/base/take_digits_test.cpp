#include "base/take_digits.hpp"

#include <cstdint>
#include <random>
#include <string>

#include "support/catch.hpp"

namespace herd {
namespace {

struct Taken {
    std::size_t count;
    std::uint32_t value;
    std::ptrdiff_t moved;
};

Taken take(const std::string& text) {
    const char* at = text.data();
    std::uint32_t value = 77;
    const std::size_t count = take_eight_digits(at, text.data() + text.size(), value);
    return {count, value, at - text.data()};
}

TEST_CASE("digits are taken up to the first byte that is none, wherever the text ends") {
    std::mt19937 random(1);
    for (std::size_t digits = 0; digits <= 8; ++digits) {
        for (int byte = 0; byte < 256; ++byte) {
            const char other = static_cast<char>(byte);
            if (is_digit(other)) continue;
            std::string number;
            while (number.size() < digits) number.push_back(static_cast<char>('0' + random() % 10));
            const std::uint32_t value = number.empty() ? 0 : static_cast<std::uint32_t>(std::stoul(number));
            // What is behind it may be anything, digits too.
            for (const auto* behind : {"", "1", "99999999", "\xff\xff\xff\xff\xff\xff\xff\xff"}) {
                const auto taken = take(number + other + behind);
                INFO(number << " and then " << byte << behind);
                REQUIRE(taken.count == digits);
                REQUIRE(taken.moved == static_cast<std::ptrdiff_t>(digits));
                REQUIRE(taken.value == value);
            }
        }
    }
}

TEST_CASE("no more than eight digits are taken, and no byte behind the text is looked at") {
    CHECK(take("123456789").count == 8);
    CHECK(take("123456789").value == 12345678);
    CHECK(take("99999999").value == 99999999);
    CHECK(take("00000000").value == 0);
    for (std::size_t size = 0; size < 8; ++size) {
        const std::string text = std::string("7654321").substr(0, size);
        const auto taken = take(text);
        CHECK(taken.count == size);
        CHECK(taken.value == (size == 0 ? 0 : std::stoul(text)));
    }
}

}  // namespace
}  // namespace herd
