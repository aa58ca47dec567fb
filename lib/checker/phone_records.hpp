#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include "checker/evidence.hpp"

namespace herd::checker {

/// A record of each of some phones. Only to look things up: its order is nobody's business.
class PhoneRecords {
public:
    /// Shape: `records` outlives it.
    explicit PhoneRecords(const RecordPool& records) : records_(records) {}
    /// What a server keeps.
    PhoneRecords(const RecordPool& records, const ServerStock& stock) : records_(records) {
        for (const RecordId record : stock.records) add(record);
    }

    /// It stays, if it is the newest of its phone.
    void add(RecordId record) {
        const TextId phone = records_[record].phone;
        const auto [entry, is_new] = newest_.try_emplace(phone, record);
        if (is_new) {
            phones_.push_back(phone);
        } else if (records_.is_newer(record, entry->second)) {
            entry->second = record;
        }
    }

    std::optional<RecordId> find(TextId phone) const {
        const auto known = newest_.find(phone);
        if (known == newest_.end()) return std::nullopt;
        return known->second;
    }

    /// In the order in which they were added.
    const std::vector<TextId>& phones() const { return phones_; }

private:
    const RecordPool& records_;
    std::unordered_map<TextId, RecordId> newest_;
    std::vector<TextId> phones_;
};

}  // namespace herd::checker
