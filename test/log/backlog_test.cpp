#include "log/backlog.hpp"

#include <string>

#include "support/catch.hpp"

namespace herd::log {
namespace {

const WallTime epoch{};
constexpr const char* two_lost = "1970-01-01T00:00:00.000000000Z -   -  lines_lost  2\n";

std::string join(const std::deque<std::string>& batch) {
    std::string text;
    for (const std::string& chunk : batch) text += chunk;
    return text;
}

void settle_all(Backlog& backlog, std::deque<std::string>& batch) {
    for (std::string& chunk : batch) backlog.settle(std::move(chunk));
    batch.clear();
}

}  // namespace

TEST_CASE("a backlog gives the lines in the order that they came") {
    Backlog backlog(1 << 20, Format::text);
    std::deque<std::string> batch;
    backlog.take(batch);
    CHECK(batch.empty());
    backlog.add("one\n", epoch);
    backlog.add("two\n", epoch);
    backlog.take(batch);
    backlog.add("three\n", epoch);
    backlog.take(batch);
    CHECK(join(batch) == "one\ntwo\nthree\n");
}

TEST_CASE("a backlog asks for the writer once much has gathered") {
    Backlog backlog(1 << 20, Format::text);
    const std::string line(Backlog::chunk_size / 4 - 1, 'x');
    for (int i = 0; i < 4; ++i) CHECK_FALSE(backlog.add(line + "\n", epoch));
    CHECK(backlog.add("more\n", epoch));
    CHECK_FALSE(backlog.add(line, epoch));

    std::deque<std::string> batch;
    backlog.take(batch);
    CHECK(batch.size() == 2);
    for (int i = 0; i < 4; ++i) CHECK_FALSE(backlog.add(line + "\n", epoch));
    CHECK(backlog.add("more\n", epoch));
}

TEST_CASE("a backlog takes no more than its limit and tells how many lines it lost") {
    Backlog backlog(20, Format::text);
    std::deque<std::string> batch;
    backlog.add("0123456789\n", epoch);
    backlog.add("012345678\n", epoch);
    backlog.add("012345678\n", epoch);
    backlog.take(batch);
    CHECK(join(batch) == "0123456789\n");

    SECTION("what is taken counts until it is on the disk") {
        backlog.add("012345678\n", epoch);
        backlog.take(batch);
        CHECK(join(batch) == "0123456789\n");
    }
    SECTION("in front of the next line") {
        settle_all(backlog, batch);
        backlog.add("next\n", epoch);
        backlog.take(batch);
        CHECK(join(batch) == two_lost + std::string("next\n"));
    }
    SECTION("when there is no next line") {
        settle_all(backlog, batch);
        backlog.take(batch);
        CHECK(join(batch) == two_lost);
        settle_all(backlog, batch);
        backlog.take(batch);
        CHECK(batch.empty());
    }
}

TEST_CASE("a line longer than a chunk passes whole") {
    Backlog backlog(10 * Backlog::chunk_size, Format::text);
    const std::string line = std::string(3 * Backlog::chunk_size, 'x') + "\n";
    backlog.add("short\n", epoch);
    CHECK(backlog.add(line, epoch));
    std::deque<std::string> batch;
    backlog.take(batch);
    CHECK(join(batch) == "short\n" + line);
}

TEST_CASE("a closed backlog takes nothing") {
    Backlog backlog(100, Format::text);
    backlog.close();
    CHECK_FALSE(backlog.add("line\n", epoch));
    std::deque<std::string> batch;
    backlog.take(batch);
    CHECK(batch.empty());
}

}  // namespace herd::log
