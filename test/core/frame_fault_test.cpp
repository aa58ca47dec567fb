#include <optional>
#include <random>
#include <string>

#include "core/frame.hpp"
#include "core/hash.hpp"
#include "core/support/owned_record.hpp"
#include "core/support/pair_roster.hpp"
#include "support/catch.hpp"

namespace herd::core {
namespace {

using test::OwnedRecord;
using test::pair_roster;

const OwnedRecord good_record("kiwi", "+34.068930-118.445127", "1479413884.392014450", nanoseconds(5), 1);

std::string little_endian(std::uint64_t number, int bytes) {
    std::string out;
    for (int i = 0; i < bytes; ++i) out.push_back(static_cast<char>(number >> (8 * i) & 0xff));
    return out;
}

/// A frame around any body, with the right length and checksum.
std::string frame_of(const std::string& body) {
    return little_endian(body.size(), 4) + little_endian(hash_bytes(body), 4) + body;
}

std::string record_body(const std::string& server, const std::string& client, const std::string& location,
                        const std::string& time, std::uint64_t lamport = 1) {
    return "\x01" + little_endian(1, 2) + little_endian(lamport, 8) + little_endian(5, 8) +
           little_endian(server.size(), 2) + little_endian(client.size(), 4) +
           little_endian(location.size(), 4) + server + client + location + time;
}

/// Why the first frame of `bytes` is faulty; nothing if it is not.
std::optional<FrameFault> fault_of(const std::string& bytes) {
    FrameReader reader(pair_roster());
    reader.append(bytes);
    const auto frame = reader.next();
    if (frame) return std::nullopt;
    return frame.error();
}

TEST_CASE("a frame built by hand is read") {
    CHECK_FALSE(fault_of(frame_of(record_body("Ball", "kiwi", "+1+2", "5"))).has_value());
}

TEST_CASE("a record of an unknown server is told as such") {
    CHECK(*fault_of(frame_of(record_body("Hamilton", "kiwi", "+1+2", "5"))) == FrameFault::unknown_server);
    CHECK(*fault_of(frame_of(record_body("", "kiwi", "+1+2", "5"))) == FrameFault::unknown_server);
}

TEST_CASE("a record that no client could have sent is refused") {
    for (const char* client : {"", "ki wi", "kiwi\n", "\tkiwi", "ki\rwi"}) {
        INFO(client);
        CHECK(*fault_of(frame_of(record_body("Ball", client, "+1+2", "5"))) == FrameFault::bad_record);
    }
    for (const char* location : {"", "+91+0", "+1+2\n", "+1 +2"}) {
        INFO(location);
        CHECK(*fault_of(frame_of(record_body("Ball", "kiwi", location, "5"))) == FrameFault::bad_record);
    }
    for (const char* time : {"", "-1", "5 6", "5\n", "1000000000000000000"}) {
        INFO(time);
        CHECK(*fault_of(frame_of(record_body("Ball", "kiwi", "+1+2", time))) == FrameFault::bad_record);
    }
}

TEST_CASE("a Lamport time that nobody could have counted on from is refused") {
    CHECK_FALSE(fault_of(frame_of(record_body("Ball", "kiwi", "+1+2", "5", lamport_limit))).has_value());
    CHECK(*fault_of(frame_of(record_body("Ball", "kiwi", "+1+2", "5", lamport_limit + 1))) ==
          FrameFault::malformed);
    CHECK(*fault_of(frame_of(record_body("Ball", "kiwi", "+1+2", "5", UINT64_MAX))) == FrameFault::malformed);
}

TEST_CASE("a frame too long is refused by its length alone") {
    CHECK(*fault_of(little_endian(frame_limit - frame_header_bytes + 1, 4) + "abcd") == FrameFault::too_long);
    CHECK(*fault_of(little_endian(UINT32_MAX, 4) + "abcd") == FrameFault::too_long);
    CHECK_FALSE(fault_of(little_endian(frame_limit - frame_header_bytes, 4) + "abcd").has_value());
}

TEST_CASE("a frame has room for the longest line that can be configured") {
    const std::string client((std::size_t{1} << 20) - 30, 'x');
    std::string bytes;
    append_frame(OwnedRecord(client, "+1+2", "5").view(), 1, true, 7, pair_roster(), bytes);
    CHECK_FALSE(fault_of(bytes).has_value());
}

TEST_CASE("unknown kinds and short bodies are refused") {
    CHECK(*fault_of(frame_of("")) == FrameFault::malformed);
    CHECK(*fault_of(frame_of(std::string(1, '\0'))) == FrameFault::unknown_kind);
    CHECK(*fault_of(frame_of("\x0a")) == FrameFault::unknown_kind);
    CHECK(*fault_of(frame_of("\xff")) == FrameFault::unknown_kind);
    CHECK(*fault_of(frame_of("\x03" + little_endian(bucket_count, 2) + little_endian(1, 8))) ==
          FrameFault::malformed);
    CHECK(*fault_of(frame_of("\x03" + little_endian(1, 2) + "short")) == FrameFault::malformed);
    const std::string body = record_body("Ball", "kiwi", "+1+2", "5");
    for (std::size_t size = 1; size < body.size(); ++size) {
        INFO(size);
        const auto fault = fault_of(frame_of(body.substr(0, size)));
        REQUIRE(fault.has_value());
        CHECK((*fault == FrameFault::malformed || *fault == FrameFault::bad_record));
        if (size < body.size() - 1) CHECK(*fault == FrameFault::malformed);
    }
}

/// An entry of an announcement.
std::string announced(const std::string& server, std::uint64_t seconds = 5, std::uint64_t nanos = 0) {
    return little_endian(1, 8) + little_endian(2, 8) + little_endian(seconds, 8) + little_endian(nanos, 4) +
           little_endian(7, 8) + little_endian(server.size(), 2) + server;
}

TEST_CASE("announcements that nobody would make are refused") {
    CHECK_FALSE(fault_of(frame_of("\x05" + announced("Ball") + announced("Alford"))).has_value());
    CHECK(*fault_of(frame_of("\x05")) == FrameFault::malformed);
    const std::string whole = "\x05" + announced("Ball");
    for (std::size_t size = 1; size < whole.size(); ++size) {
        INFO(size);
        CHECK(*fault_of(frame_of(whole.substr(0, size))) == FrameFault::malformed);
    }
    CHECK(*fault_of(frame_of("\x05" + announced("Hamilton"))) == FrameFault::unknown_server);
    CHECK(*fault_of(frame_of("\x05" + announced("Ball", 1'000'000'000'000'000'000))) ==
          FrameFault::bad_record);
    CHECK(*fault_of(frame_of("\x05" + announced("Ball", 5, 1'000'000'000))) == FrameFault::bad_record);
    std::string most = "\x05";
    for (std::size_t i = 0; i < announcement_limit; ++i) most += announced("Ball");
    CHECK_FALSE(fault_of(frame_of(most)).has_value());
    CHECK(*fault_of(frame_of(most + announced("Ball"))) == FrameFault::malformed);
}

TEST_CASE("prunes and grafts that nobody would send are refused") {
    CHECK_FALSE(fault_of(frame_of("\x06"
                                  "Ball"))
                    .has_value());
    for (const char* server : {"", "Hamilton", "Bal", "Ballx"}) {
        INFO(server);
        CHECK(*fault_of(frame_of(std::string("\x06") + server)) == FrameFault::unknown_server);
        CHECK(*fault_of(frame_of("\x07" + little_endian(1, 8) + server)) == FrameFault::unknown_server);
    }
    CHECK_FALSE(fault_of(frame_of("\x07" + little_endian(1, 8) + "Ball")).has_value());
    CHECK(*fault_of(frame_of("\x07" + little_endian(1, 7))) == FrameFault::malformed);
}

TEST_CASE("sizes that reach past the frame are refused") {
    std::string body = record_body("Ball", "kiwi", "+1+2", "5");
    for (const std::size_t at : {19, 20, 21, 24, 25, 28}) {
        std::string longer = body;
        longer[at] = '\x7f';
        INFO(at);
        CHECK(*fault_of(frame_of(longer)) == FrameFault::malformed);
    }
}

TEST_CASE("every byte that is flipped on the way is noticed or waits for more") {
    std::string good;
    append_frame(good_record.view(), 1, true, 7, pair_roster(), good);
    for (std::size_t at = 0; at < good.size(); ++at) {
        for (int bit = 0; bit < 8; ++bit) {
            std::string bytes = good;
            bytes[at] = static_cast<char>(bytes[at] ^ (1 << bit));
            FrameReader reader(pair_roster());
            reader.append(bytes);
            const auto frame = reader.next();
            INFO(at << " " << bit);
            REQUIRE((!frame || !*frame));
            if (at >= 4) REQUIRE_FALSE(frame.has_value());
        }
    }
}

TEST_CASE("garbage never crashes a reader") {
    std::mt19937 random(1);
    std::string good;
    append_frame(good_record.view(), 1, true, 7, pair_roster(), good);
    Digest digest{};
    digest[3] = 3;
    append_frame(digest, true, good);
    for (int round = 0; round < 3000; ++round) {
        // Mutated bodies with a right checksum, so that what is behind it is reached too.
        std::string body = good.substr(8, random() % (good.size() - 8));
        for (std::size_t i = random() % 4; i > 0 && !body.empty(); --i) {
            body[random() % body.size()] = static_cast<char>(random());
        }
        FrameReader reader(pair_roster());
        reader.append(frame_of(body) + good);
        int frames = 0;
        for (auto frame = reader.next(); frame && *frame; frame = reader.next()) REQUIRE(++frames <= 3);
    }
}

TEST_CASE("every frame fault has words of its own") {
    for (int a = 0; a <= static_cast<int>(FrameFault::bad_record); ++a) {
        for (int b = 0; b < a; ++b) {
            CHECK(format_fault(static_cast<FrameFault>(a)) != format_fault(static_cast<FrameFault>(b)));
        }
    }
}

}  // namespace
}  // namespace herd::core
