#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "core/store.hpp"
#include "phone.hpp"

namespace herd::bench {

/// A store that knows many phones, and what these tell it next: in turn, but in an order that has nothing to
/// do with how their records lie in memory.
class FilledStore {
public:
    FilledStore(std::size_t phones, Spread spread, bool has_index);

    core::Store& store() { return store_; }
    std::size_t phones() const { return phones_.size(); }
    /// Heap that the records take, everything included. Units: bytes.
    std::size_t heap() const { return heap_; }

    /// The next phone tells something new.
    core::Outcome offer_newer();
    /// It tells again what it told last. Shape: a round of news has been finished.
    core::Outcome offer_same();
    /// It tells something that was so long ago.
    core::Outcome offer_older();

    /// The rest of the phones tell their news, so that all have told as much.
    void finish_round();

    /// A name of the phones' in turn.
    std::string_view next_name() { return next_phone().name(); }

private:
    const Phone& next_phone();
    core::Outcome offer(const Phone& phone, core::ClientTime time, std::string_view time_text);

    core::Roster roster_;
    core::Store store_;
    std::vector<Phone> phones_;
    std::size_t at_ = 0;
    core::ClientTime time_{1479413884, 392014450};
    std::string time_text_;
    std::size_t heap_ = 0;
};

/// A store of that kind. `has_index`: it has been asked for phones that are near, so it knows where they are.
/// Stores are kept until other ones are asked for than those of other sizes, since making a large one takes
/// seconds and a benchmark is called many times.
FilledStore& filled_store(std::size_t phones, Spread spread, bool has_index);

}  // namespace herd::bench
