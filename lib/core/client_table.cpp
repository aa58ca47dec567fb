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
    // The new record first: old ones may be where the new one's views look.
    const RecordNumber added = records_.add(record, hash_record(record, roster));
    RecordNumber& newest = rows_.newest(id);
    if (newest == 0 || is_newer(record, newest, roster)) {
        // What is news to one store will soon be to the others.
        records_.hold(added);
        if (newest != 0) records_.release(newest);
        newest = added;
    }
    put(id, column, added);
    return added;
}

RecordNumber ClientTable::keep_newest(ClientId id, const Column& column) {
    const RecordNumber newest = rows_.newest(id);
    records_.hold(newest);
    put(id, column, newest);
    return newest;
}

/// A store keeps that record, which it is a holder of already, and lets go of the one before.
void ClientTable::put(ClientId id, const Column& column, RecordNumber number) {
    RecordNumber& kept = column[id];
    if (kept != 0) {
        records_.release(kept);
    } else {
        ++known_;
    }
    kept = number;
}

bool ClientTable::is_newer(const Record& record, RecordNumber than, const Roster& roster) const {
    return compare_age(record, read_stamps(records_.line(than)), roster) > 0;
}

/// The newest record of a client was one of a store that has gone: another one takes its place. Stores that
/// had it while there was a newer one may each have it for themselves; from now on it is there once.
void ClientTable::elect_newest(ClientId id, const Roster& roster) {
    RecordNumber best = 0;
    rows_.for_each(id, [&](RecordNumber number) {
        if (best == 0 || is_newer(read_stamps(records_.line(number)), best, roster)) best = number;
    });
    records_.hold(best);
    records_.release(std::exchange(rows_.newest(id), best));
    rows_.for_each(id, [&](RecordNumber& number) {
        if (number == best || !is_newest(id, read_stamps(records_.line(number)))) return;
        records_.hold(best);
        records_.release(std::exchange(number, best));
    });
}

void ClientTable::leave(const Column& column, std::size_t known, const Roster& roster) {
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
        if (!rows_.is_known(id)) {
            remove(id);
        } else if (records_.holders(rows_.newest(id)) == 1) {
            elect_newest(id, roster);
        }
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
