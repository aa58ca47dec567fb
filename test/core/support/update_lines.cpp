#include "core/support/update_lines.hpp"

#include <algorithm>
#include <cstdio>
#include <random>

#include "base/assert.hpp"

namespace herd::test {
namespace {

constexpr std::string_view verb = "IAMAT ";
constexpr std::size_t name_size = 20;
constexpr std::size_t town_count = 100;

/// Appends values as `std::snprintf` prints them.
template <class... Values>
void print(std::string& out, const char* format, Values... values) {
    char text[64];
    const int size = std::snprintf(text, sizeof text, format, values...);
    out.append(text, static_cast<std::size_t>(size));
}

}  // namespace

UpdateLines::UpdateLines(std::size_t clients, Clients habit) : clients_(clients), habit_(habit) {
    for (std::size_t i = 0; i < town_count; ++i) {
        const auto town = static_cast<double>(i);
        print(towns_.emplace_back(), "%+010.6f%+011.6f", town - 40.068930, town * 3 - 118.445127);
    }
    begin_round();
    for (std::size_t i = 0; i < clients; ++i) {
        print(lines_.append(verb), "client-%013zu ", i);
        lines_.append(towns_[i % town_count]).append(" ").append(time_).append("\n");
        if (i == 0) line_size_ = lines_.size();
    }
}

std::string_view UpdateLines::name(std::size_t client) const {
    return std::string_view(lines_).substr(client * line_size_ + verb.size(), name_size);
}

std::string_view UpdateLines::next(std::size_t count) {
    if (at_ == clients_) begin_round();
    HERD_ASSERT(at_ + count <= clients_);
    const std::size_t first = at_;
    for (; at_ < first + count; ++at_) {
        char* line = lines_.data() + at_ * line_size_;
        std::copy(time_.begin(), time_.end(), line + line_size_ - 1 - time_.size());
        if (habit_ == Clients::stay) continue;
        const std::string& town = towns_[(at_ + round_) % town_count];
        std::copy(town.begin(), town.end(), line + verb.size() + name_size + 1);
    }
    return std::string_view(lines_).substr(first * line_size_, count * line_size_);
}

void UpdateLines::begin_round() {
    at_ = 0;
    time_.clear();
    print(time_, "%llu.392014450", 1479413884ULL + ++round_);
}

void UpdateLines::shuffle() {
    finish_round();
    const auto name_of = [this](std::size_t client) {
        return lines_.data() + client * line_size_ + verb.size();
    };
    std::mt19937_64 random(1);
    for (std::size_t i = clients_ - 1; i > 0; --i) {
        const std::size_t other = random() % (i + 1);
        if (other != i) std::swap_ranges(name_of(i), name_of(i) + name_size, name_of(other));
    }
}

}  // namespace herd::test
