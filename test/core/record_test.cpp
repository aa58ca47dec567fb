#include "core/record.hpp"

#include <compare>
#include <string>
#include <vector>

#include "support/catch.hpp"

namespace herd::core {
namespace {

const Roster& roster() {
    // Not in the order of their names, so that indexes decide nothing.
    static const Roster names({"Welsh", "Alford", "Ball"});
    return names;
}

constexpr ServerIndex welsh = 0, alford = 1, ball = 2;

Record make(std::string_view time, std::int64_t receipt, ServerIndex origin, std::string_view location) {
    return {"kiwi", location, time, *parse_client_time(time), WallTime(nanoseconds(receipt)), origin};
}

bool is_newer(const Record& a, const Record& b) {
    const bool newer = compare_age(a, b, roster()) > 0;
    // Whatever is asked one way is answered the other way round.
    CHECK((compare_age(b, a, roster()) < 0) == newer);
    return newer;
}

TEST_CASE("the greater client time wins whatever else") {
    CHECK(is_newer(make("2", 900, welsh, "+9+9"), make("1.999999999", 1, alford, "+0+0")));
    CHECK(is_newer(make("10", 1, ball, "+0+0"), make("9", 1, ball, "+0+0")));
}

TEST_CASE("of equal times the earlier receipt wins") {
    CHECK(is_newer(make("5", 1, welsh, "+9+9"), make("5", 2, alford, "+0+0")));
    CHECK(is_newer(make("5", -1, welsh, "+9+9"), make("5", 0, alford, "+0+0")));
}

TEST_CASE("of equal receipts the lesser server name wins") {
    CHECK(is_newer(make("5", 7, alford, "+9+9"), make("5", 7, ball, "+0+0")));
    CHECK(is_newer(make("5", 7, ball, "+9+9"), make("5", 7, welsh, "+0+0")));
}

TEST_CASE("of equal servers the lesser location wins by its bytes") {
    CHECK(is_newer(make("5", 7, ball, "+1+2"), make("5", 7, ball, "+1+3")));
    CHECK(is_newer(make("5", 7, ball, "+1+2"), make("5", 7, ball, "+1+2/")));
    CHECK(is_newer(make("5", 7, ball, "+9+9"), make("5", 7, ball, "-1-1")));
    CHECK(is_newer(make("5", 7, ball, "+10+0"), make("5", 7, ball, "+9+0")));
}

TEST_CASE("only records with the very same bytes are equal") {
    const Record record = make("5", 7, ball, "+1+2");
    CHECK(std::is_eq(compare_age(record, make("5", 7, ball, "+1+2"), roster())));
    CHECK(is_newer(record, make("5.0", 7, ball, "+1+2")));
    CHECK(is_newer(make("05", 7, ball, "+1+2"), record));
}

TEST_CASE("the order of records is total") {
    std::vector<Record> all;
    for (const char* time : {"5", "5.0", "6"}) {
        for (const std::int64_t receipt : {7, 8}) {
            for (const ServerIndex origin : {welsh, alford, ball}) {
                for (const char* location : {"+1+2", "+1+3", "-1+2"}) {
                    all.push_back(make(time, receipt, origin, location));
                }
            }
        }
    }
    bool is_total = true;
    for (std::size_t a = 0; a < all.size(); ++a) {
        for (std::size_t b = 0; b < all.size(); ++b) {
            const auto ab = compare_age(all[a], all[b], roster());
            is_total =
                is_total && (ab == 0) == (a == b) && ab == (0 <=> compare_age(all[b], all[a], roster()));
            for (std::size_t c = 0; c < all.size(); ++c) {
                const bool rises = ab < 0 && compare_age(all[b], all[c], roster()) < 0;
                is_total = is_total && (!rises || compare_age(all[a], all[c], roster()) < 0);
            }
        }
    }
    CHECK(is_total);
}

TEST_CASE("an AT line copies what the client wrote") {
    std::string out;
    append_at_line(make("0005.50", 5'750000000, alford, "+034.0-118/"), roster(), out);
    CHECK(out == "AT Alford +0.250000000 kiwi +034.0-118/ 0005.50");
}

}  // namespace
}  // namespace herd::core
