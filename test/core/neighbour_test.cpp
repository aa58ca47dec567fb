#include "core/neighbour.hpp"

#include <set>
#include <string>

#include "core/support/owned_record.hpp"
#include "core/support/pair_roster.hpp"
#include "support/catch.hpp"

namespace herd::core {
namespace {

using test::OwnedRecord;
using test::pair_roster;

Buckets all_buckets() {
    return Buckets().set();
}

/// Takes what is in the queue.
void send(Neighbour& neighbour) {
    std::string sent;
    neighbour.take(sent);
}

/// Takes all that is owed, as clients' names, and whatever number of writes it needs.
std::multiset<std::string> take_owed(Neighbour& neighbour, const Store& store) {
    std::multiset<std::string> clients;
    while (neighbour.has_output()) {
        while (const auto record = neighbour.next_owed(store)) {
            clients.insert(std::string(record->client));
            neighbour.append_owed(*record, 0);
        }
        send(neighbour);
    }
    return clients;
}

void fill(Store& store, int records) {
    for (int i = 0; i < records; ++i) {
        const OwnedRecord record("phone" + std::to_string(i), "+1+2", "5");
        store.offer(record.view());
    }
}

TEST_CASE("a neighbour that is down is sent nothing") {
    Neighbour neighbour(pair_roster(), 100);
    CHECK_FALSE(neighbour.has_output());
    CHECK(neighbour.send("frame") == Neighbour::Sent::dropped);
    neighbour.come_up({});
    CHECK(neighbour.has_output());
    neighbour.go_down();
    CHECK_FALSE(neighbour.has_output());
    CHECK(neighbour.output().empty());
}

TEST_CASE("a link begins with a digest") {
    Digest digest{};
    digest[7] = 77;
    Neighbour neighbour(pair_roster(), 100);
    neighbour.come_up(digest);
    neighbour.reader.append(neighbour.output());
    const auto frame = neighbour.reader.next();
    CHECK(*std::get<DigestFrame>(**frame).digest == digest);
    CHECK_FALSE(std::get<DigestFrame>(**frame).wants_digest);
}

TEST_CASE("a queue that is full is dropped and made up for by digests") {
    Neighbour neighbour(pair_roster(), 100);
    neighbour.come_up({});
    send(neighbour);
    CHECK(neighbour.send(std::string(60, 'x')) == Neighbour::Sent::queued);
    CHECK(neighbour.send(std::string(40, 'x')) == Neighbour::Sent::queued);
    CHECK(neighbour.send("x") == Neighbour::Sent::overflowed);
    CHECK(neighbour.output().empty());
    CHECK(neighbour.has_output());
    CHECK(neighbour.send("x") == Neighbour::Sent::dropped);
    neighbour.append_due_digest({});
    neighbour.reader.append(neighbour.output());
    CHECK(std::get<DigestFrame>(**neighbour.reader.next()).wants_digest);
    CHECK(neighbour.send("x") == Neighbour::Sent::queued);
    // Once is enough.
    const std::size_t size = neighbour.output().size();
    neighbour.append_due_digest({});
    CHECK(neighbour.output().size() == size);
}

TEST_CASE("digests take no room in a queue") {
    Digest digest{};
    digest.fill(1);
    Neighbour neighbour(pair_roster(), 10);
    neighbour.come_up(digest);
    CHECK(neighbour.output().size() > 10'000);
    CHECK(neighbour.send("0123456789") == Neighbour::Sent::queued);
    CHECK(neighbour.send("x") == Neighbour::Sent::overflowed);
    CHECK(neighbour.append_due_digest(digest));
    send(neighbour);

    for (int i = 0; i < 3; ++i) neighbour.owe_digest();
    CHECK(neighbour.has_output());
    CHECK(neighbour.output().empty());
    CHECK(neighbour.send("0123456789") == Neighbour::Sent::queued);
    CHECK_FALSE(neighbour.append_due_digest(digest));
    std::string sent;
    neighbour.take(sent);
    CHECK(sent.size() == 10 + 8 + 1 + 1024 * 10);
    CHECK_FALSE(neighbour.has_output());
}

TEST_CASE("a neighbour that is asked for its digest is told ours") {
    Neighbour neighbour(pair_roster(), 100);
    neighbour.ask_digest();
    CHECK_FALSE(neighbour.has_output());
    neighbour.come_up({});
    send(neighbour);
    neighbour.ask_digest();
    neighbour.owe_digest();
    CHECK(neighbour.has_output());
    CHECK_FALSE(neighbour.append_due_digest({}));
    neighbour.reader.append(neighbour.output());
    CHECK(std::get<DigestFrame>(**neighbour.reader.next()).wants_digest);
    CHECK_FALSE(neighbour.reader.next()->has_value());
}

TEST_CASE("each record of the buckets owed is sent once and in chunks") {
    Store store(pair_roster(), std::size_t{1} << 30);
    fill(store, 5000);
    Neighbour neighbour(pair_roster(), 1 << 20);
    neighbour.come_up({});
    send(neighbour);
    neighbour.owe(all_buckets());
    std::size_t in_first = 0;
    while (const auto record = neighbour.next_owed(store)) {
        neighbour.append_owed(*record, 0);
        ++in_first;
    }
    CHECK(in_first < 2500);
    CHECK(neighbour.output().size() < 70'000);
    send(neighbour);
    const auto rest = take_owed(neighbour, store);
    CHECK(rest.size() + in_first == 5000);
    CHECK(std::set<std::string>(rest.begin(), rest.end()).size() == rest.size());
    CHECK_FALSE(neighbour.has_output());
}

TEST_CASE("a bucket that is owed again is sent again from its beginning") {
    Store store(pair_roster(), std::size_t{1} << 30);
    fill(store, 1);
    Neighbour neighbour(pair_roster(), 1 << 20);
    neighbour.come_up({});
    for (int round = 0; round < 3; ++round) {
        neighbour.owe(compare_digests(store.digest(), {}));
        CHECK(take_owed(neighbour, store).size() == 1);
    }
}

TEST_CASE("a bucket that an overflow interrupted is sent again from its beginning") {
    Store store(pair_roster(), std::size_t{1} << 30);
    // So many that some bucket has several, of which one is sent before the queue is dropped.
    fill(store, 5000);
    Neighbour neighbour(pair_roster(), 1000);
    neighbour.come_up({});
    neighbour.owe(all_buckets());
    for (int i = 0; i < 777; ++i) REQUIRE(neighbour.next_owed(store).has_value());
    REQUIRE(neighbour.send(std::string(2000, 'x')) == Neighbour::Sent::overflowed);
    neighbour.append_due_digest({});
    neighbour.owe(all_buckets());
    CHECK(take_owed(neighbour, store).size() == 5000);
}

TEST_CASE("a neighbour counts what was taken and not what was dropped") {
    Neighbour neighbour(pair_roster(), 30);
    neighbour.come_up({});
    send(neighbour);
    CHECK(neighbour.sent() == 1);
    CHECK(neighbour.send("0123456789") == Neighbour::Sent::queued);
    CHECK(neighbour.sent() == 1);
    CHECK(neighbour.send(std::string(30, 'x')) == Neighbour::Sent::overflowed);
    CHECK(neighbour.append_due_digest({}));
    CHECK_FALSE(neighbour.append_due_digest({}));
    send(neighbour);
    CHECK(neighbour.sent() == 2);
    neighbour.count_received();
    CHECK(neighbour.received() == 1);
    neighbour.come_up({});
    CHECK(neighbour.sent() == 0);
    CHECK(neighbour.received() == 0);
}

}  // namespace
}  // namespace herd::core
