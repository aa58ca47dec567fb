#include "core/record_line.hpp"

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "core/support/owned_record.hpp"
#include "core/support/pair_roster.hpp"
#include "core/support/record_kinds.hpp"
#include "support/catch.hpp"

namespace herd::core {
namespace {

using test::all_kinds;
using test::OwnedRecord;
using test::pair_roster;

/// A line that frees its texts.
struct OwnedLine {
    explicit OwnedLine(const OwnedRecord& record) : line(make_line(record.view())) {}
    OwnedLine(const OwnedLine&) = delete;
    OwnedLine& operator=(const OwnedLine&) = delete;
    ~OwnedLine() { free_texts(line); }

    RecordLine line;
};

TEST_CASE("every kind of record is read as it was written") {
    for (const auto& kind : all_kinds()) {
        const OwnedLine kept(kind);
        RecordTexts texts;
        const Record read = complete(read_stamps(kept.line), texts);
        CHECK(read.client == kind.client);
        CHECK(read.location == kind.location);
        CHECK(read.time == kind.time);
        CHECK(read.client_time == kind.view().client_time);
        CHECK(read.receipt == kind.receipt);
        CHECK(read.origin == kind.origin);
        CHECK(client_of(kept.line) == kind.client);
        CHECK(location_of(kept.line) == kind.at());
    }
}

TEST_CASE("a line is the same as its own record and as no other") {
    const auto kinds = all_kinds();
    for (const auto& kind : kinds) {
        const OwnedLine kept(kind);
        CHECK(record_cost(kept.line) == record_cost(kind.view()));
        for (const auto& other : kinds) CHECK(is_same(kept.line, other.view()) == (&kind == &other));
    }
}

TEST_CASE("hashes tell records of every kind apart and are the same wherever the record is") {
    std::set<std::uint64_t> hashes;
    const Roster others({"Hamilton", "Holiday"});
    const auto kinds = all_kinds();
    for (const auto& kind : kinds) {
        const OwnedLine kept(kind);
        CHECK(hash_record(kept.line, pair_roster()) == hash_record(kind.view(), pair_roster()));
        CHECK(hash_record(kept.line, pair_roster()) != hash_record(kept.line, others));
        hashes.insert(hash_record(kept.line, pair_roster()));
    }
    CHECK(hashes.size() == kinds.size());
}

}  // namespace
}  // namespace herd::core
