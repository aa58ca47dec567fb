#include "filled_store.hpp"

#include <algorithm>
#include <map>
#include <random>
#include <utility>

#include "cost.hpp"

namespace herd::bench {

FilledStore::FilledStore(std::size_t phones, Spread spread, bool has_index)
    : roster_({"Alford"}), store_(roster_, std::size_t{1} << 32), phones_(make_phones(phones, spread)) {
    if (has_index) store_.find_near("", 0, 0);
    const std::size_t before = measure_heap();
    for (std::size_t i = 0; i < phones; ++i) offer_newer();
    heap_ = measure_heap() - before;
    std::shuffle(phones_.begin(), phones_.end(), std::mt19937_64(2));
}

core::Outcome FilledStore::offer_newer() {
    if (at_ == 0) {
        ++time_.seconds;
        time_text_ = std::to_string(time_.seconds) + "." + std::to_string(time_.nanos);
    }
    return offer(next_phone(), time_, time_text_);
}

core::Outcome FilledStore::offer_same() {
    return offer(next_phone(), time_, time_text_);
}

core::Outcome FilledStore::offer_older() {
    return offer(next_phone(), {1, 392014450}, "0000000001.392014450");
}

void FilledStore::finish_round() {
    while (at_ != 0) offer_newer();
}

const Phone& FilledStore::next_phone() {
    const Phone& phone = phones_[at_];
    at_ = at_ + 1 == phones_.size() ? 0 : at_ + 1;
    return phone;
}

core::Outcome FilledStore::offer(const Phone& phone, core::ClientTime time, std::string_view time_text) {
    const WallTime receipt(std::chrono::seconds(time.seconds + 1));
    return store_.offer({phone.name(), phone.location(), time_text, time, receipt, 0}).outcome;
}

FilledStore& filled_store(std::size_t phones, Spread spread, bool has_index) {
    static std::map<std::size_t, FilledStore> stores;
    static std::pair<Spread, bool> kind;
    if (kind != std::pair(spread, has_index)) stores.clear();
    kind = {spread, has_index};
    return stores.try_emplace(phones, phones, spread, has_index).first->second;
}

}  // namespace herd::bench
