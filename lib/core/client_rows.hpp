#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "core/client_id.hpp"
#include "core/prefetch.hpp"
#include "core/record_pool.hpp"
#include "core/stepped_array.hpp"

namespace herd::core {

/// For each client a row of numbers of records: the newest one's, then what each store has of the client, a
/// column a store. A row of few stores lies in one cache line, so that what the second store looks at has
/// been fetched for the first; past 15 stores there are more tables of rows beside the first.
class ClientRows {
    using Numbers = SteppedArray<RecordNumber>;  // row by row

public:
    /// The numbers of one store. Lasts as long as the rows.
    class Column {
    public:
        /// The record of a client, which the holder of the column may change; 0: none.
        RecordNumber& operator[](ClientId id) const { return (*numbers_)[(std::size_t{id} << bits_) + at_]; }

    private:
        friend class ClientRows;
        Column(const Numbers& numbers, unsigned bits, std::size_t at)
            : numbers_(&numbers), bits_(bits), at_(at) {}

        const Numbers* numbers_;
        unsigned bits_;
        std::size_t at_;
    };

    /// Shape: `stores` is how many columns there are likely to be; there may be others.
    explicit ClientRows(std::size_t stores);
    ClientRows(const ClientRows&) = delete;
    ClientRows& operator=(const ClientRows&) = delete;

    /// A column that nobody has; all zeros.
    Column take_column();
    /// Shape: all zeros.
    void give_back(const Column& column) { free_.push_back(column); }

    /// There are rows for so many clients from now on.
    void make_room(std::size_t clients);

    /// The record of a client that is kept for all stores.
    RecordNumber& newest(ClientId id) const { return first_[std::size_t{id} << bits_]; }
    /// Whether any store has a record of the client.
    bool is_known(ClientId id) const;
    /// The records of it that stores have.
    template <class Visit>
    void for_each(ClientId id, Visit visit) const {
        const std::size_t from = std::size_t{id} << bits_;
        const std::size_t end = from + (std::size_t{1} << bits_);
        const auto visit_all = [&](const Numbers& numbers, std::size_t at) {
            for (; at < end; ++at) {
                if (numbers[at] != 0) visit(numbers[at]);
            }
        };
        visit_all(first_, from + 1);
        for (const auto& numbers : others_) visit_all(*numbers, from);
    }

    /// Has a client's row fetched, as far as a store needs it.
    void prefetch(ClientId id, const Column& column) const {
        prefetch_line(&newest(id));
        if (column.numbers_ != &first_) prefetch_line(&column[id]);
    }

    /// All numbers are 0, and there is room for no client. Columns stay whose they are.
    void clear();

private:
    void give_out(const Numbers& table, std::size_t first_column);

    unsigned bits_;  // a row of a table has 2^`bits_` numbers
    std::size_t clients_ = 0;
    Numbers first_;
    std::vector<std::unique_ptr<Numbers>> others_;
    std::vector<Column> free_;
};

}  // namespace herd::core
