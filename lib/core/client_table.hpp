#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/client_index.hpp"
#include "core/client_rows.hpp"
#include "core/record_pool.hpp"
#include "core/roster.hpp"

namespace herd::core {

/// What the stores of one process share: the clients that any of them knows, and their records, each of which
/// is there once however many stores have it. What a store has follows from what it was offered alone; only
/// the memory is shared. It has exactly the clients that some store knows, so the stores' limits bound it.
class ClientTable {
public:
    using Column = ClientRows::Column;

    /// Shape: `stores` is how many stores are likely to share it; `seed` as of `ClientIndex`.
    explicit ClientTable(std::size_t stores = 1, std::uint64_t seed = 0) : index_(seed), rows_(stores) {}

    /// A store comes, which knows nothing. All stores have the same roster.
    Column join() { return rows_.take_column(); }
    /// A store goes, which knows so many clients.
    void leave(const Column& column, std::size_t known, const Roster& roster);

    /// One more than the greatest number of a client.
    std::size_t end() const { return end_; }
    /// How many clients there are.
    std::size_t size() const { return end_ - free_.size(); }
    /// Whether there is no number any more for another client or record.
    bool is_full() const;

    /// The client of this name; `nobody` if it is not there. Shape: `client` is the name's hash.
    ClientId find(std::string_view name, std::uint64_t client) const {
        return index_.find(client, [&](ClientId id) { return this->name(id) == name; });
    }
    /// The client of a record, for the store of that column. Shape: `guess` is a client, most likely that
    /// one, or nobody.
    ClientId find(const Record& record, std::uint64_t client, const Column& column, ClientId guess) const {
        const auto is_it = [&](ClientId id) {
            // Its own record the store looks at next.
            const RecordNumber kept = column[id];
            return is_client(records_.line(kept != 0 ? kept : rows_.newest(id)), record);
        };
        return guess != nobody && is_it(guess) ? guess : index_.find(client, is_it);
    }
    /// The client of this hash which `is_it` says is the one.
    template <class IsIt>
    ClientId find(std::uint64_t client, IsIt is_it) const {
        return index_.find(client, is_it);
    }
    std::string_view name(ClientId id) const { return client_of(records_.line(rows_.newest(id))); }

    /// Adds a client. Shape: it is not there yet, nothing is full, and a store keeps its record at once.
    ClientId add(std::uint64_t client);

    /// A client's newest record: no store keeps a newer one of it, nor the same under another number.
    /// Shape: a client.
    RecordNumber newest(ClientId id) const { return rows_.newest(id); }
    /// Whether the record is that one. Shape: a client, or a guess that was one.
    bool is_newest(ClientId id, const Record& record) const {
        const RecordNumber number = rows_.newest(id);
        return number != 0 && is_same(records_.line(number), record);
    }

    /// A store keeps that record of a client from now on, or the newest one; returns its number. Shape: the
    /// record is not the newest; what the store keeps is older.
    RecordNumber keep(ClientId id, const Column& column, const Record& record, const Roster& roster);
    RecordNumber keep_newest(ClientId id, const Column& column);

    const RecordPool& records() const { return records_; }

    /// A client will soon be looked at by the store of that column: has fetched, one after the other, what
    /// says where the client's numbers are, the numbers, and the record. The second says which client it
    /// guesses that it is.
    void prefetch_index(std::uint64_t client) const { index_.prefetch(client); }
    ClientId prefetch_row(std::uint64_t client, const Column& column) const {
        const ClientId id = index_.guess(client);
        if (id != nobody) rows_.prefetch(id, column);
        return id;
    }
    void prefetch_record(ClientId id, const Column& column) const {
        if (id == nobody) return;
        const RecordNumber kept = column[id];
        const RecordNumber newest = rows_.newest(id);
        records_.prefetch(newest);
        // What it says needs no look if the newest takes its place, as it nearly always does.
        if (kept != newest && kept != 0) records_.prefetch_holders(kept);
    }

private:
    void put(ClientId id, const Column& column, RecordNumber number);
    bool is_newer(const Record& record, RecordNumber than, const Roster& roster) const;
    void elect_newest(ClientId id, const Roster& roster);
    void remove(ClientId id);
    void clear();

    ClientIndex index_;
    ClientRows rows_;
    RecordPool records_;
    std::size_t end_ = 0;
    std::vector<ClientId> free_;  // numbers below `end_` that are no client's
    std::size_t known_ = 0;       // clients of all stores together
};

}  // namespace herd::core
