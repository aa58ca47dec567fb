#include "core/client_table.hpp"

#include <utility>

#include "core/hash.hpp"

namespace herd::core {
namespace {

/// How many clients ahead memory is fetched when all of them are gone through.
constexpr std::size_t looked_ahead = 16;

}  // namespace

bool ClientTable::is_full() const {
    return records_.is_full() || (free_.empty() && end_ == nobody);
}

ClientId ClientTable::add(std::uint64_t client) {
    if (free_.empty()) {
        rows_.make_room(end_ + 1);
        const auto id = static_cast<ClientId>(end_);
        index_.add(client, id);
        ++end_;
        return id;
    }
    const ClientId id = free_.back();
    index_.add(client, id);
    free_.pop_back();
    return id;
}

RecordNumber ClientTable::keep(ClientId id, const Column& column, const Record& record,
                               const Roster& roster) {
    // The new record first: the old one may be where the new one's views look.
    const RecordNumber next = intern(id, record, roster);
    RecordNumber& kept = column[id];
    if (kept != 0) {
        records_.release(kept);
    } else {
        ++known_;
    }
    kept = next;
    return next;
}

/// The number of what says just that, held once more. What is news to one store will soon be to the others,
/// so the latest record of each client is kept for them.
RecordNumber ClientTable::intern(ClientId id, const Record& record, const Roster& roster) {
    RecordNumber& newest = rows_.newest(id);
    if (newest != 0 && is_same(records_.line(newest), record)) {
        records_.hold(newest);
        return newest;
    }
    const RecordNumber added = records_.add(record, hash_record(record, roster));
    records_.hold(added);
    if (newest != 0) records_.release(newest);
    newest = added;
    return added;
}

void ClientTable::leave(const Column& column, std::size_t known) {
    known_ -= known;
    if (known_ == 0) {
        if (known > 0) clear();
        known = 0;
    }
    for (ClientId id = 0; known > 0; ++id) {
        // Rows follow each other, but their records lie anywhere.
        if (id + looked_ahead < end_)
            records_.prefetch_holders(column[static_cast<ClientId>(id + looked_ahead)]);
        if (column[id] == 0) continue;
        records_.release(std::exchange(column[id], 0));
        if (!rows_.is_known(id)) remove(id);
        --known;
    }
    rows_.give_back(column);
}

void ClientTable::remove(ClientId id) {
    index_.remove(hash_bytes(name(id)), id);
    records_.release(std::exchange(rows_.newest(id), 0));
    free_.push_back(id);
}

/// Nobody knows anybody any more: the memory goes at once, where clients that go one by one leave it for
/// others.
void ClientTable::clear() {
    index_.clear();
    rows_.clear();
    records_.clear();
    end_ = 0;
    free_.clear();
}

}  // namespace herd::core
