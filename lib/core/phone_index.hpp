#pragma once

#include <cstddef>
#include <vector>

#include "core/client_id.hpp"
#include "core/nearest_phones.hpp"
#include "core/phone_grid.hpp"

namespace herd::core {

/// Answers which phones are near a point.
///
/// Where phones are is indexed only once somebody asks: most herds never do, and keeping the index costs more
/// than keeping the records. Even then a phone that moves is only noted, and what was noted is put in its
/// place in small steps: so much with each question, and all the rest, and some more, with the records after
/// it. A herd that was asked once soon costs what it cost before, and one that is asked all the time has its
/// index up to date. What the index has not come to is searched one by one.
class PhoneIndex {
public:
    /// Shape: `phones` outlives it.
    explicit PhoneIndex(const PhoneDirectory& phones) : phones_(phones) {}

    /// The directory knows another place of a phone, or its first.
    void on_moved(ClientId id) {
        if (is_asked_) note_moved(id);
    }

    /// Offers `nearest` all phones that may be among them.
    void visit(NearestPhones& nearest);

private:
    void note_moved(ClientId id);
    void catch_up(std::size_t count);
    void place(ClientId id);

    const PhoneDirectory& phones_;
    PhoneGrid grid_;
    bool is_asked_ = false;
    std::size_t indexed_ = 0;      // the grid has come to so many clients, the first ones
    std::vector<ClientId> moved_;  // of them those that are elsewhere now than in the grid, each once
    std::vector<bool> is_moved_;   // by client, of those that the grid has come to
    std::size_t owed_ = 0;         // how many are to be put in their places with the records to come
};

}  // namespace herd::core
