#include "core/record_array.hpp"

#include <cstdint>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "core/support/owned_record.hpp"
#include "core/support/pair_roster.hpp"
#include "support/catch.hpp"

namespace herd::core {
namespace {

using test::OwnedRecord;
using test::pair_roster;

void check_read(const RecordArray& records, RecordId id, const OwnedRecord& expected) {
    RecordArray::Texts texts;
    const Record read = records.read(id, texts);
    CHECK(read.client == expected.client);
    CHECK(read.location == expected.location);
    CHECK(read.time == expected.time);
    CHECK(read.client_time == expected.view().client_time);
    CHECK(read.receipt == expected.receipt);
    CHECK(read.origin == expected.origin);
    CHECK(records.client(id) == expected.client);
    CHECK(records.at(id) == expected.at());
}

/// Of every kind: such as have short forms, and such as have none for one reason or another.
std::vector<OwnedRecord> all_kinds() {
    return {{"kiwi.cs.ucla.edu", "+34.068930-118.445127", "1479413884.392014450", nanoseconds(7), 1},
            {"k", "+0-0", "0", nanoseconds(-5), 0},
            {"k", "+0-0", "0.0"},
            {"k", "+0-0", "0.000000000"},
            {"k", "+0-0", "00"},
            {"k", "+0-0", "007.5"},
            {"k", "+1+2", "999999999999999999.999999999"},
            {"k", "-90.0000000+180.0000000", "5.50"},
            {"k", "+3404.5-11826.7", "5"},
            {"k", "+34-118/", "5"},
            {"k", "+34.12345678-118", "5"},
            {std::string(28, 'n'), "+1+2", "5"},
            {std::string(29, 'n'), "+1+2", "5"},
            {std::string(300, 'n'), "+1." + std::string(500, '0') + "+2", std::string(400, '0') + "5.1"},
            {std::string("a\xff\0b", 4), "+1+2", "5"}};
}

TEST_CASE("every kind of record is read as it was written") {
    RecordArray records;
    const auto kinds = all_kinds();
    for (const auto& kind : kinds) records.add(kind.view());
    for (RecordId id = 0; id < kinds.size(); ++id) check_read(records, id, kinds[id]);
}

TEST_CASE("every kind of record takes the place of every other") {
    const auto kinds = all_kinds();
    for (const auto& before : kinds) {
        for (const auto& after : kinds) {
            RecordArray records;
            const RecordId id = records.add(before.view());
            const std::size_t bytes = records.bytes();
            const std::size_t cost = records.cost(id, after.view());
            records.replace(id, after.view());
            check_read(records, id, after);
            CHECK(records.is_same(id, after.view()));
            CHECK(records.is_same(id, before.view()) == (&before == &after));
            CHECK((records.bytes() <= bytes || records.bytes() == bytes + cost));
        }
    }
}

TEST_CASE("hashes tell records of every kind apart and are the same wherever the record is") {
    RecordArray records;
    std::set<std::uint64_t> hashes;
    const Roster& roster = pair_roster();
    const Roster others({"Hamilton", "Holiday"});
    const auto kinds = all_kinds();
    for (const auto& kind : kinds) {
        const RecordId id = records.add(kind.view());
        CHECK(records.hash(id, roster) == RecordArray::hash(kind.view(), roster));
        CHECK(records.hash(id, roster) != records.hash(id, others));
        hashes.insert(records.hash(id, roster));
    }
    CHECK(hashes.size() == kinds.size());
    // What was there before leaves nothing behind.
    records.replace(0, kinds.back().view());
    records.replace(0, kinds.front().view());
    CHECK(records.hash(0, roster) == RecordArray::hash(kinds.front().view(), roster));
}

TEST_CASE("records stay where they are while the array grows") {
    RecordArray records;
    std::vector<OwnedRecord> written;
    for (int i = 0; i < 5000; ++i)
        written.push_back({"phone" + std::to_string(i), "+1+2", std::to_string(i)});
    const char* first = nullptr;
    for (const auto& record : written) {
        const RecordId id = records.add(record.view());
        if (id == 0) first = records.client(0).data();
    }
    CHECK(records.client(0).data() == first);
    CHECK(records.size() == written.size());
    CHECK(records.bytes() == written.size() * 64);
    for (const RecordId id : {0U, 15U, 16U, 17U, 47U, 48U, 4095U, 4096U, 4999U})
        check_read(records, id, written[id]);
}

}  // namespace
}  // namespace herd::core
