#include "core/frame.hpp"

#include <algorithm>
#include <compare>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/hash.hpp"
#include "core/support/owned_record.hpp"
#include "core/support/pair_roster.hpp"
#include "support/catch.hpp"

namespace herd::core {
namespace {

using test::OwnedRecord;
using test::pair_roster;

const OwnedRecord kiwi("kiwi", "+34.068930-118.445127", "1479413884.392014450", nanoseconds(-5), 1);

std::string record_frame(const OwnedRecord& record, std::uint16_t hop = 1, bool flooded = true) {
    std::string bytes;
    append_frame(record.view(), hop, flooded, 7, pair_roster(), bytes);
    return bytes;
}

TEST_CASE("a record comes out of a frame as it went in") {
    for (const bool flooded : {true, false}) {
        FrameReader reader(pair_roster());
        reader.append(record_frame(kiwi, 65535, flooded));
        auto frame = reader.next();
        REQUIRE(frame.has_value());
        REQUIRE(frame->has_value());
        RecordFrame& read = std::get<RecordFrame>(**frame);
        CHECK(std::is_eq(compare_age(read.with_form(), kiwi.view(), pair_roster())));
        CHECK(read.record.client == "kiwi");
        CHECK(read.record.client_time == kiwi.view().client_time);
        CHECK(read.client == hash_bytes("kiwi"));
        CHECK(read.hop == 65535);
        CHECK(read.flooded == flooded);
        CHECK(read.lamport == 7);
        CHECK_FALSE(reader.next()->has_value());
    }
}

TEST_CASE("records with a short form and without one come out of frames with all their texts") {
    for (const OwnedRecord& record :
         {kiwi, OwnedRecord("kiwi", "-90.0000000+180", "0.000000000", nanoseconds(-5), 1),
          OwnedRecord(std::string(28, 'n'), "-0.0+000", "999999999999999999.123456789"),
          OwnedRecord(std::string(29, 'n'), "+1+2", "5"), OwnedRecord("kiwi", "+1+2/", "5"),
          OwnedRecord("kiwi", "+1+2", "007.50")}) {
        INFO(record.client << " " << record.location << " " << record.time);
        FrameReader reader(pair_roster());
        reader.append(record_frame(record));
        auto frame = reader.next();
        REQUIRE(frame.has_value());
        const OwnedRecord read(std::get<RecordFrame>(**frame).with_form());
        CHECK(read.client == record.client);
        CHECK(read.location == record.location);
        CHECK(read.time == record.time);
        CHECK(read.receipt == record.receipt);
        CHECK(read.origin == record.origin);
    }
}

TEST_CASE("any bytes of a client survive a frame") {
    for (const std::string& client :
         {std::string("\xff\xfe\x80"), std::string("a\0b", 3), std::string(65000, 'x')}) {
        FrameReader reader(pair_roster());
        reader.append(record_frame({client, "+1+2", "5"}));
        CHECK(std::get<RecordFrame>(**reader.next()).record.client == client);
    }
}

TEST_CASE("frames are the same wherever their bytes are cut") {
    std::string bytes;
    std::vector<OwnedRecord> sent;
    const auto send = [&](const OwnedRecord& record) {
        sent.push_back(record);
        bytes += record_frame(record);
    };
    for (int i = 0; i < 40; ++i) {
        send({"phone" + std::to_string(i), "+1+2", std::to_string(i)});
        if (i % 8 == 0) send({std::string(29 + 10 * i, 'n'), "+1+2", "5"});
    }
    send({std::string(2000, 'n'), "+1+2", "5"});
    for (const std::size_t piece : {1U, 2U, 7U, 8U, 9U, 60U, 79U, 80U, 500U, 5000U, 100'000U}) {
        INFO("pieces of " << piece);
        auto reader = std::make_unique<FrameReader>(pair_roster());
        std::size_t count = 0;
        for (std::size_t at = 0; at < bytes.size(); at += piece) {
            // What is lent goes away, as a buffer that others read into does.
            std::string lent = bytes.substr(at, piece);
            if (at / piece % 5 == 4) {
                reader->append(lent);
            } else {
                reader->lend(lent);
            }
            Frame frame;
            while (reader->read(frame) == FrameReader::Look::whole) {
                const OwnedRecord read(std::get<RecordFrame>(frame).with_form());
                REQUIRE(count < sent.size());
                REQUIRE(read.client == sent[count].client);
                REQUIRE(read.time == sent[count].time);
                ++count;
            }
            reader->keep_rest();
            std::fill(lent.begin(), lent.end(), '\xff');
            // A server that gets one neighbour more may move the readers of the others.
            reader = std::make_unique<FrameReader>(std::move(*reader));
        }
        CHECK(count == sent.size());
        CHECK_FALSE(reader->fault().has_value());
    }
}

TEST_CASE("a frame that is too long is refused however its bytes are lent") {
    const std::string header = {'\xff', '\xff', '\xff', '\x7f', 0, 0, 0, 0};
    for (std::size_t cut = 0; cut <= header.size(); ++cut) {
        FrameReader reader(pair_roster());
        Frame frame;
        for (const std::string& piece : {header.substr(0, cut), header.substr(cut) + std::string(100, 'x')}) {
            reader.lend(piece);
            reader.read(frame);
            reader.keep_rest();
        }
        CHECK(reader.fault() == FrameFault::too_long);
    }
}

TEST_CASE("a digest comes out of a frame as it went in") {
    Digest digest{};
    digest[0] = 1;
    digest[17] = UINT64_MAX;
    digest[bucket_count - 1] = 0x0123456789abcdef;
    for (const bool wants_digest : {true, false}) {
        std::string bytes;
        append_frame(digest, wants_digest, bytes);
        FrameReader reader(pair_roster());
        reader.append(bytes);
        const auto frame = reader.next();
        REQUIRE(frame.has_value());
        REQUIRE(frame->has_value());
        CHECK(*std::get<DigestFrame>(**frame).digest == digest);
        CHECK(std::get<DigestFrame>(**frame).wants_digest == wants_digest);
    }
}

Announced announced_of(const std::string& client, ServerIndex origin) {
    return {
        hash_bytes(client), 77, {999'999'999'999'999'999, 999'999'999}, WallTime(nanoseconds(-5)), origin};
}

TEST_CASE("announcements come out of a frame as they went in") {
    for (const std::size_t count : {std::size_t{1}, std::size_t{2}, announcement_limit}) {
        AnnouncementFrame sent;
        for (std::size_t i = 0; i < count; ++i)
            sent.announced.push_back(announced_of(std::to_string(i), i % 2));
        std::string bytes;
        append_frame(sent, pair_roster(), bytes);
        FrameReader reader(pair_roster());
        reader.append(bytes);
        const auto frame = reader.next();
        REQUIRE(frame.has_value());
        const auto& read = std::get<AnnouncementFrame>(**frame).announced;
        REQUIRE(read.size() == count);
        for (std::size_t i = 0; i < count; ++i) {
            CHECK(read[i].client == hash_bytes(std::to_string(i)));
            CHECK(read[i].record == 77);
            CHECK(read[i].client_time == ClientTime{999'999'999'999'999'999, 999'999'999});
            CHECK(read[i].receipt == WallTime(nanoseconds(-5)));
            CHECK(read[i].origin == i % 2);
        }
    }
}

TEST_CASE("prunes and grafts come out of a frame as they went in") {
    std::string bytes;
    append_frame(PruneFrame{1}, pair_roster(), bytes);
    append_frame(GraftFrame{1, 0x0102030405060708}, pair_roster(), bytes);
    CHECK(bytes.substr(8, 5) ==
          "\x06"
          "Ball");
    CHECK(bytes.substr(21) ==
          "\x07\x08\x07\x06\x05\x04\x03\x02\x01"
          "Ball");
    FrameReader reader(pair_roster());
    reader.append(bytes);
    const auto prune = reader.next();
    CHECK(std::get<PruneFrame>(**prune).origin == 1);
    const auto graft = reader.next();
    CHECK(std::get<GraftFrame>(**graft).origin == 1);
    CHECK(std::get<GraftFrame>(**graft).client == 0x0102030405060708);
}

TEST_CASE("a frame has the bytes that the protocol says") {
    std::string bytes;
    append_frame(Digest{}, false, bytes);
    // Length 1, checksum, kind 3.
    CHECK(bytes.size() == 9);
    CHECK(bytes.substr(0, 4) == std::string("\x01\0\0\0", 4));
    CHECK(bytes[8] == 3);

    bytes = record_frame({"kiwi", "+1.50-2", "5.0", nanoseconds(258), 1}, 3);
    const std::string short_body(
        "\x08"                  // kind
        "\x03\0"                // hop
        "\x07\0\0\0\0\0\0\0"    // Lamport time
        "\x02\x01\0\0\0\0\0\0"  // receipt
        "\x05\0\0\0\0\0\0\0"    // seconds
        "\0\0\0\0"              // nanoseconds
        "\x96\0\0\0\x02\0\0\0"  // latitude and longitude
        "\x4a\x68\x01\x04"      // how they and the time are written, size of the client
        "kiwiBall",
        1 + 2 + 8 + 32 + 8);
    CHECK(bytes.substr(8) == short_body);
    CHECK(bytes.substr(0, 4) == std::string("\x33\0\0\0", 4));

    bytes = record_frame({"kiwi", "+1+2", "05", nanoseconds(258), 1}, 3);
    const std::string body(
        "\x01"                        // kind
        "\x03\0"                      // hop
        "\x07\0\0\0\0\0\0\0"          // Lamport time
        "\x02\x01\0\0\0\0\0\0"        // receipt
        "\x04\0\x04\0\0\0\x04\0\0\0"  // sizes of server, client, location
        "Ballkiwi+1+205",
        1 + 2 + 8 + 8 + 10 + 14);
    CHECK(bytes.substr(8) == body);
    CHECK(bytes.substr(0, 4) == std::string("\x2b\0\0\0", 4));
}

TEST_CASE("frames are the same wherever the bytes are split") {
    Digest digest{};
    digest[5] = 55;
    std::string bytes = record_frame(kiwi);
    append_frame(digest, true, bytes);
    bytes += record_frame({"emu", "-1-2", "0"}, 2, false);
    const auto read = [](const std::vector<std::string_view>& pieces) {
        FrameReader reader(pair_roster());
        std::string seen;
        for (const auto piece : pieces) {
            reader.append(piece);
            for (;;) {
                const auto frame = reader.next();
                if (!frame) return std::string("fault");
                if (!*frame) break;
                const auto* record = std::get_if<RecordFrame>(&**frame);
                seen += record ? test::format_at_line(record->record, pair_roster()) + "|" : "digest|";
            }
        }
        return seen;
    };
    const std::string_view all = bytes;
    const std::string whole = read({all});
    CHECK(whole.size() > 60);
    std::vector<std::string_view> dripped;
    for (std::size_t at = 0; at < all.size(); ++at) {
        dripped.push_back(all.substr(at, 1));
        INFO(at);
        REQUIRE(read({all.substr(0, at), all.substr(at)}) == whole);
    }
    CHECK(read(dripped) == whole);
}

TEST_CASE("what has not all come yet is waited for") {
    const std::string bytes = record_frame(kiwi);
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        FrameReader reader(pair_roster());
        reader.append(std::string_view(bytes).substr(0, size));
        const auto frame = reader.next();
        INFO(size);
        REQUIRE(frame.has_value());
        REQUIRE_FALSE(frame->has_value());
    }
}

TEST_CASE("a cleared reader begins anew") {
    FrameReader reader(pair_roster());
    reader.append(record_frame(kiwi).substr(0, 20));
    REQUIRE_FALSE(reader.next()->has_value());
    reader.clear();
    reader.append(record_frame(kiwi));
    CHECK(reader.next()->has_value());
}

}  // namespace
}  // namespace herd::core
