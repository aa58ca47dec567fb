#include "core/client_rows.hpp"

#include <algorithm>
#include <bit>

namespace herd::core {
namespace {

/// A cache line's worth.
constexpr std::size_t widest_row = 16;

}  // namespace

ClientRows::ClientRows(std::size_t stores)
    : bits_(static_cast<unsigned>(std::bit_width(std::clamp(stores, std::size_t{1}, widest_row - 1)))) {
    give_out(first_, 1);
}

/// Nobody has the columns of that table yet.
void ClientRows::give_out(const Numbers& table, std::size_t first_column) {
    for (std::size_t at = std::size_t{1} << bits_; at > first_column; --at)
        free_.push_back(Column(table, bits_, at - 1));
}

ClientRows::Column ClientRows::take_column() {
    if (free_.empty()) {
        others_.push_back(std::make_unique<Numbers>());
        others_.back()->make_room(clients_ << bits_);
        give_out(*others_.back(), 0);
    }
    const Column column = free_.back();
    free_.pop_back();
    return column;
}

void ClientRows::make_room(std::size_t clients) {
    if (clients <= clients_) return;
    clients_ = clients;
    first_.make_room(clients << bits_);
    for (const auto& numbers : others_) numbers->make_room(clients << bits_);
}

bool ClientRows::is_known(ClientId id) const {
    const std::size_t from = std::size_t{id} << bits_;
    const std::size_t end = from + (std::size_t{1} << bits_);
    const auto has_any = [end](const Numbers& numbers, std::size_t at) {
        while (at < end && numbers[at] == 0) ++at;
        return at < end;
    };
    return has_any(first_, from + 1) || std::any_of(others_.begin(), others_.end(), [&](const auto& numbers) {
               return has_any(*numbers, from);
           });
}

void ClientRows::clear() {
    first_ = Numbers();
    for (const auto& numbers : others_) *numbers = Numbers();
    clients_ = 0;
}

}  // namespace herd::core
