#include "bench/phone_table.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>
#include <random>

#include "base/assert.hpp"

namespace herd::bench {
namespace {

constexpr std::string_view letters = "0123456789abcdefghijklmnopqrstuvwxyz";
constexpr std::string_view verb = "IAMAT ";
constexpr std::size_t time_length = 20;
constexpr std::size_t digits_that_move = 3;  // the last ones of a fraction: thousandths of 0.001 degrees

// Where they stand in a tail.
constexpr std::size_t lat_end = 1 + 10;
constexpr std::size_t lng_end = lat_end + 11;
constexpr std::size_t time_begin = lng_end + 1;

using Random = std::mt19937_64;

/// Random letters, and the phone's number behind them, which makes it the only one of its name.
void write_name(char* name, std::size_t length, std::size_t phone, std::size_t digits, Random& random) {
    for (std::size_t i = 0; i < length - digits; ++i) name[i] = letters[random() % letters.size()];
    for (std::size_t i = length; i > length - digits; --i) {
        name[i - 1] = letters[phone % letters.size()];
        phone /= letters.size();
    }
}

LatLng choose_location(const Phones& phones, Random& random) {
    std::uniform_real_distribution<double> lat(-89.99, 89.99), lng(-179.99, 179.99), offset(-0.2, 0.2);
    if (!phones.around) return {lat(random), lng(random)};
    return {std::clamp(phones.around->lat + offset(random), -89.99, 89.99),
            std::clamp(phones.around->lng + offset(random), -179.99, 179.99)};
}

}  // namespace

std::size_t PhoneTable::least_name_length(std::size_t count) {
    std::size_t length = 1;
    for (std::size_t last = (count - 1) / letters.size(); last > 0; last /= letters.size()) ++length;
    return length;
}

PhoneTable::PhoneTable(const Phones& phones)
    : size_(phones.count),
      name_length_(phones.name_length),
      stride_(verb.size() + name_length_ + tail_length),
      text_(size_ * stride_, ' ') {
    const std::size_t digits = least_name_length(size_);
    HERD_ASSERT(name_length_ >= digits);
    Random random(phones.seed);
    for (std::size_t phone = 0; phone < size_; ++phone) {
        char* line = text_.data() + phone * stride_;
        std::copy(verb.begin(), verb.end(), line);
        write_name(line + verb.size(), name_length_, phone, digits, random);
        const LatLng at = choose_location(phones, random);
        std::array<char, tail_length + 1> tail;
        std::snprintf(tail.data(), tail.size(), " %+010.6f%+011.6f %020d\n", at.lat, at.lng, 0);
        std::copy_n(tail.data(), tail_length, line + verb.size() + name_length_);
    }
}

void PhoneTable::move(std::size_t phone, std::string_view time) {
    char* tail = text_.data() + phone * stride_ + verb.size() + name_length_;
    std::memcpy(tail + lat_end - digits_that_move, time.data() + time_length - digits_that_move,
                digits_that_move);
    std::memcpy(tail + lng_end - digits_that_move, time.data() + time_length - 2 * digits_that_move,
                digits_that_move);
    std::memcpy(tail + time_begin, time.data(), time_length);
}

void PhoneTable::prefetch(std::size_t phone) const {
    const char* line = text_.data() + phone * stride_;
    __builtin_prefetch(line, 1);
    __builtin_prefetch(line + stride_ - 1, 1);
}

ClientClock::ClientClock(std::uint64_t start) {
    std::array<char, time_length + 2> text;
    std::snprintf(text.data(), text.size(), "%010llu.%09llu",
                  static_cast<unsigned long long>(start / 1'000'000'000 % 10'000'000'000),
                  static_cast<unsigned long long>(start % 1'000'000'000));
    text_ = text.data();
}

std::string_view ClientClock::tick() {
    for (std::size_t i = text_.size(); i > 0; --i) {
        char& digit = text_[i - 1];
        if (digit == '.') continue;
        if (digit != '9') {
            ++digit;
            break;
        }
        digit = '0';
    }
    return text_;
}

}  // namespace herd::bench
