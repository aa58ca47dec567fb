#include <bitset>
#include <string>

#include "core/frame.hpp"
#include "fault/shaper.hpp"
#include "support/catch.hpp"
#include "support/fake_target.hpp"

namespace herd::fault {
namespace {

const core::Roster roster({"Alford", "Ball"});

std::string frame(const std::string& client) {
    core::Record record;
    record.client = client;
    record.location = "+34.0-118.4";
    record.time = "1479413884.392014450";
    std::string bytes;
    core::append_frame(record, 1, true, 1, roster, bytes);
    return bytes;
}

Conditions corrupting() {
    Conditions conditions;
    conditions.corrupts = true;
    return conditions;
}

std::size_t count_wrong_bits(const std::string& a, const std::string& b) {
    REQUIRE(a.size() == b.size());
    std::size_t count = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        count += std::bitset<8>(static_cast<unsigned char>(a[i] ^ b[i])).count();
    return count;
}

TEST_CASE("one bit of the body of the next message is wrong and its receiver notices") {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        Shaper shaper(seed);
        shaper.set(corrupting(), at({}));
        const std::string sent = frame("kiwi") + frame("emu");
        shaper.push(sent, at({}));
        CHECK_FALSE(shaper.has_corrupted());
        std::string got;
        shaper.take(at({}), got);
        CHECK(shaper.has_corrupted());
        CHECK(count_wrong_bits(sent, got) == 1);
        core::FrameReader reader(roster);
        reader.append(got);
        const auto read = reader.next();
        REQUIRE_FALSE(read.has_value());
        CHECK(read.error() == core::FrameFault::bad_checksum);
    }
}

TEST_CASE("just one message is corrupted until the condition is set anew") {
    Shaper shaper(1);
    shaper.set(corrupting(), at({}));
    std::string got;
    for (int i = 0; i < 10; ++i) shaper.push(frame("kiwi"), at({}));
    shaper.take(at({}), got);
    std::string sent;
    for (int i = 0; i < 10; ++i) sent += frame("kiwi");
    CHECK(count_wrong_bits(sent, got) == 1);
    shaper.set({}, at({}));
    CHECK_FALSE(shaper.has_corrupted());
    shaper.push(frame("kiwi"), at({}));
    got.clear();
    shaper.take(at({}), got);
    CHECK(got == frame("kiwi"));
    shaper.set(corrupting(), at({}));
    shaper.push(frame("kiwi"), at({}));
    got.clear();
    shaper.take(at({}), got);
    CHECK(count_wrong_bits(frame("kiwi"), got) == 1);
}

TEST_CASE("a message that has begun to leave is not the next one") {
    Shaper shaper(1);
    Conditions conditions;
    conditions.slice = 12;
    shaper.set(conditions, at({}));
    const std::string first = frame("kiwi");
    shaper.push(first, at({}));
    std::string got;
    shaper.take(at({}), got);
    conditions.corrupts = true;
    shaper.set(conditions, at({}));
    while (got.size() < first.size()) shaper.take(at({}), got);
    CHECK(got == first);
    CHECK_FALSE(shaper.has_corrupted());
    shaper.push(frame("emu"), at({}));
    got.clear();
    while (!shaper.empty()) shaper.take(at({}), got);
    CHECK(count_wrong_bits(frame("emu"), got) == 1);
    CHECK(shaper.has_corrupted());
}

TEST_CASE("a message that is lost before its wrong bit left is not the one") {
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        Shaper shaper(seed);
        Conditions conditions = corrupting();
        conditions.slice = core::frame_header_bytes;
        shaper.set(conditions, at({}));
        shaper.push(frame("kiwi"), at({}));
        std::string got;
        shaper.take(at({}), got);
        CHECK(got == frame("kiwi").substr(0, core::frame_header_bytes));
        shaper.clear();
        CHECK_FALSE(shaper.has_corrupted());
        const std::string sent = frame("emu");
        shaper.push(sent, at({}));
        got.clear();
        while (!shaper.empty()) shaper.take(at({}), got);
        CHECK(count_wrong_bits(sent, got) == 1);
        CHECK(got.substr(0, core::frame_header_bytes) == sent.substr(0, core::frame_header_bytes));
    }
}

TEST_CASE("bytes that are no messages do no harm") {
    for (const std::string& bytes :
         {std::string("x"), std::string("12345678"), std::string(9, '\xff'), std::string(9, '\0')}) {
        Shaper shaper(1);
        shaper.set(corrupting(), at({}));
        shaper.push(bytes, at({}));
        shaper.push("", at({}));
        shaper.push(frame("kiwi"), at({}));
        std::string got;
        shaper.take(at({}), got);
        CHECK(count_wrong_bits(bytes + frame("kiwi"), got) == 1);
        CHECK(shaper.has_corrupted());
    }
}

}  // namespace
}  // namespace herd::fault
