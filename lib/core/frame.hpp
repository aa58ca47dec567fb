#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.hpp"
#include "core/announced.hpp"
#include "core/client_id.hpp"
#include "core/digest.hpp"
#include "core/record.hpp"

namespace herd::core {

/// A record that a neighbour sends: `flooded` as it spreads, or else in a resync.
/// Units:  `hop` is how many links the update has crossed, this one included; `lamport` is the sender's
/// Lamport
///         time, not before that of its sending.
struct RecordFrame {
    std::optional<ShortRecord> short_form;
    Record record;             // views into the reader's buffer; without texts, if it came in its short form
    std::uint64_t client = 0;  // the hash of the record's client
    ClientId guess = nobody;   // who that most likely is: what reads the frame may say so
    std::uint64_t lamport = 0;
    std::uint16_t hop = 0;
    bool flooded = false;

    /// The record with its short form, if it has one; lasts as long as the frame stays where it is.
    const Record& with_form() {
        record.short_form = short_form ? &*short_form : nullptr;
        return record;
    }
};

/// What a neighbour's store has, and whether it asks for ours in return.
struct DigestFrame {
    std::unique_ptr<Digest> digest;  // never null; apart, since it is a thousand times the size of a record
    bool wants_digest = false;
};

/// Records that the neighbour has and does not send.
/// Shape: 1 to `announcement_limit` of them.
struct AnnouncementFrame {
    std::vector<Announced> announced;
};

/// The neighbour wants to be sent no more updates of an origin as they spread.
struct PruneFrame {
    ServerIndex origin = 0;
};

/// The neighbour wants to be sent them again, and a record that it lacks, by the hash of its client.
struct GraftFrame {
    ServerIndex origin = 0;
    std::uint64_t client = 0;
};

/// One message on a link.
using Frame = std::variant<RecordFrame, DigestFrame, AnnouncementFrame, PruneFrame, GraftFrame>;

/// What is wrong with a neighbour's bytes. There is no way to go on reading after one.
enum class FrameFault { too_long, bad_checksum, unknown_kind, malformed, unknown_server, bad_record };

/// The fault in words.
std::string_view format_fault(FrameFault fault);

/// A frame is a length (4 bytes, little endian, of what follows the checksum), a checksum (4 bytes) and so
/// many bytes.
inline constexpr std::size_t frame_header_bytes = 8;

/// The longest frame, header included: room for the longest line that can be configured.
inline constexpr std::size_t frame_limit = (std::size_t{1} << 20) + 4096;

/// A Lamport time past this is nobody's: counting on from it must not overflow.
inline constexpr std::uint64_t lamport_limit = std::uint64_t{1} << 62;

void append_frame(const Record& record, std::uint16_t hop, bool flooded, std::uint64_t lamport,
                  const Roster& roster, std::string& out);
void append_frame(const Digest& digest, bool wants_digest, std::string& out);
void append_frame(const AnnouncementFrame& announcement, const Roster& roster, std::string& out);
void append_frame(PruneFrame prune, const Roster& roster, std::string& out);
void append_frame(GraftFrame graft, const Roster& roster, std::string& out);

/// Cuts a link's bytes into frames and checks them.
class FrameReader {
public:
    explicit FrameReader(const Roster& roster) : roster_(roster) {}

    void append(std::string_view bytes);
    /// The same, but most of the bytes stay where they are, and are only read. Shape: `keep_rest` follows,
    /// and the bytes last until then.
    void lend(std::string_view bytes);
    /// What has not been read of lent bytes is kept for later.
    void keep_rest();

    /// What has been found where the next frame is.
    enum class Look {
        whole,
        incomplete,  // it has not all come yet
        faulty,      // `fault` tells
    };
    /// Reads the next whole frame into `frame`. A record's views last until more bytes are appended or lent,
    /// or the rest is kept.
    Look read(Frame& frame);
    /// What is wrong with the bytes, if anything is: then there is nothing more to read.
    std::optional<FrameFault> fault() const { return fault_; }
    /// The same, as a value.
    Result<std::optional<Frame>, FrameFault> next();

    void clear();

private:
    Look fail(FrameFault fault);

    const Roster& roster_;
    std::string buffer_;
    std::size_t at_ = 0;     // where what has not been read begins
    std::string_view lent_;  // what comes behind that, where somebody else has it
    std::optional<FrameFault> fault_;
};

}  // namespace herd::core
