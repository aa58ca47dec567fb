#include "core/frame.hpp"

#include <algorithm>
#include <cstring>
#include <type_traits>

#include "base/assert.hpp"
#include "core/fields.hpp"
#include "core/hash.hpp"
#include "core/location.hpp"

namespace herd::core {
namespace {

enum class Kind : std::uint8_t {
    flooded = 1,
    resynced = 2,
    digest = 3,
    digest_wanted = 4,
    announcement = 5,
    prune = 6,
    graft = 7
};

template <class T>
void append_number(T number, std::string& out) {
    using Unsigned = std::make_unsigned_t<T>;
    auto bits = static_cast<Unsigned>(number);
    char bytes[sizeof(T)];
    for (char& byte : bytes) {
        byte = static_cast<char>(bits & 0xff);
        bits = static_cast<Unsigned>(bits >> 4 >> 4);  // in two steps: a byte has no shift by 8
    }
    out.append(bytes, sizeof bytes);
}

template <class T>
T read_number(const char* bytes) {
    std::uint64_t bits = 0;
    for (std::size_t i = sizeof(T); i-- > 0;) bits = bits << 8 | static_cast<unsigned char>(bytes[i]);
    return static_cast<T>(bits);
}

/// Takes numbers and texts from the front of a frame's bytes; `ok` is false once one was missing.
struct Fields {
    std::string_view rest;
    bool ok = true;

    template <class T>
    T number() {
        const auto bytes = text(sizeof(T));
        return ok ? read_number<T>(bytes.data()) : T{};
    }
    std::string_view text(std::size_t size) {
        if (size > rest.size()) ok = false;
        if (!ok) return {};
        const auto taken = rest.substr(0, size);
        rest.remove_prefix(size);
        return taken;
    }
};

std::uint32_t checksum(std::string_view bytes) {
    return static_cast<std::uint32_t>(hash_bytes(bytes));
}

/// Leaves room for the header of a frame that begins at the end of `out`; returns where.
std::size_t begin_frame(Kind kind, std::string& out) {
    const std::size_t start = out.size();
    out.append(frame_header_bytes, '\0');
    out.push_back(static_cast<char>(kind));
    return start;
}

void end_frame(std::size_t start, std::string& out) {
    const auto body = std::string_view(out).substr(start + frame_header_bytes);
    HERD_ASSERT(body.size() <= frame_limit - frame_header_bytes);
    std::string header;
    append_number(static_cast<std::uint32_t>(body.size()), header);
    append_number(checksum(body), header);
    std::memcpy(out.data() + start, header.data(), frame_header_bytes);
}

bool is_word(std::string_view text) {
    return !text.empty() &&
           std::none_of(text.begin(), text.end(), [](char c) { return c == '\n' || is_white_space(c); });
}

Result<std::optional<Frame>, FrameFault> read_record(Fields fields, bool flooded, const Roster& roster) {
    RecordFrame frame;
    frame.flooded = flooded;
    frame.hop = fields.number<std::uint16_t>();
    frame.lamport = fields.number<std::uint64_t>();
    frame.record.receipt = WallTime(nanoseconds(fields.number<std::int64_t>()));
    const auto origin_size = fields.number<std::uint16_t>();
    const auto client_size = fields.number<std::uint32_t>();
    const auto location_size = fields.number<std::uint32_t>();
    const auto origin = fields.text(origin_size);
    frame.record.client = fields.text(client_size);
    frame.record.location = fields.text(location_size);
    frame.record.time = fields.rest;
    if (!fields.ok || frame.lamport > lamport_limit) return unexpected(FrameFault::malformed);

    const auto server = roster.find(origin);
    if (!server) return unexpected(FrameFault::unknown_server);
    frame.record.origin = *server;
    const auto code = encode_location(frame.record.location);
    const bool is_location = code || parse_location(frame.record.location);
    const auto time = parse_client_time(frame.record.time);
    if (!is_location || !time || !is_word(frame.record.client)) return unexpected(FrameFault::bad_record);
    frame.record.location_code = code.value_or(LocationCode{});
    frame.client = hash_bytes(frame.record.client);
    frame.record.client_time = *time;
    return frame;
}

Result<std::optional<Frame>, FrameFault> read_digest(Fields fields, bool wants_digest) {
    DigestFrame frame{std::make_unique<Digest>(), wants_digest};
    while (!fields.rest.empty()) {
        const auto bucket = fields.number<std::uint16_t>();
        const auto sum = fields.number<std::uint64_t>();
        if (!fields.ok || bucket >= bucket_count) return unexpected(FrameFault::malformed);
        (*frame.digest)[bucket] = sum;
    }
    return frame;
}

constexpr std::uint32_t nanos_limit = 1'000'000'000;

Result<std::optional<Frame>, FrameFault> read_announcement(Fields fields, const Roster& roster) {
    AnnouncementFrame frame;
    while (!fields.rest.empty()) {
        Announced announced;
        announced.client = fields.number<std::uint64_t>();
        announced.record = fields.number<std::uint64_t>();
        announced.client_time.seconds = fields.number<std::uint64_t>();
        announced.client_time.nanos = fields.number<std::uint32_t>();
        announced.receipt = WallTime(nanoseconds(fields.number<std::int64_t>()));
        const auto origin = fields.text(fields.number<std::uint16_t>());
        if (!fields.ok || frame.announced.size() == announcement_limit)
            return unexpected(FrameFault::malformed);
        if (announced.client_time.seconds >= client_seconds_limit ||
            announced.client_time.nanos >= nanos_limit)
            return unexpected(FrameFault::bad_record);
        const auto server = roster.find(origin);
        if (!server) return unexpected(FrameFault::unknown_server);
        announced.origin = *server;
        frame.announced.push_back(announced);
    }
    if (frame.announced.empty()) return unexpected(FrameFault::malformed);
    return frame;
}

Result<std::optional<Frame>, FrameFault> read_prune(Fields fields, const Roster& roster) {
    const auto origin = roster.find(fields.rest);
    if (!origin) return unexpected(FrameFault::unknown_server);
    return PruneFrame{*origin};
}

Result<std::optional<Frame>, FrameFault> read_graft(Fields fields, const Roster& roster) {
    const auto client = fields.number<std::uint64_t>();
    if (!fields.ok) return unexpected(FrameFault::malformed);
    const auto origin = roster.find(fields.rest);
    if (!origin) return unexpected(FrameFault::unknown_server);
    return GraftFrame{*origin, client};
}

Result<std::optional<Frame>, FrameFault> read_body(std::string_view body, const Roster& roster) {
    if (body.empty()) return unexpected(FrameFault::malformed);
    const Fields fields{body.substr(1)};
    switch (static_cast<Kind>(body[0])) {
        case Kind::flooded:
            return read_record(fields, true, roster);
        case Kind::resynced:
            return read_record(fields, false, roster);
        case Kind::digest:
            return read_digest(fields, false);
        case Kind::digest_wanted:
            return read_digest(fields, true);
        case Kind::announcement:
            return read_announcement(fields, roster);
        case Kind::prune:
            return read_prune(fields, roster);
        case Kind::graft:
            return read_graft(fields, roster);
    }
    return unexpected(FrameFault::unknown_kind);
}

}  // namespace

std::string_view format_fault(FrameFault fault) {
    switch (fault) {
        case FrameFault::too_long:
            return "frame too long";
        case FrameFault::bad_checksum:
            return "checksum does not match";
        case FrameFault::unknown_kind:
            return "unknown kind of frame";
        case FrameFault::malformed:
            return "malformed frame";
        case FrameFault::unknown_server:
            return "record of a server that this herd does not have: both sides need the same [servers]";
        case FrameFault::bad_record:
            return "record with an invalid client, location or time";
    }
    return "fault";
}

void append_frame(const Record& record, std::uint16_t hop, bool flooded, std::uint64_t lamport,
                  const Roster& roster, std::string& out) {
    const std::string& origin = roster.name(record.origin);
    const std::size_t start = begin_frame(flooded ? Kind::flooded : Kind::resynced, out);
    append_number(hop, out);
    append_number(lamport, out);
    append_number(static_cast<std::int64_t>(record.receipt.time_since_epoch().count()), out);
    append_number(static_cast<std::uint16_t>(origin.size()), out);
    append_number(static_cast<std::uint32_t>(record.client.size()), out);
    append_number(static_cast<std::uint32_t>(record.location.size()), out);
    out.append(origin).append(record.client).append(record.location).append(record.time);
    end_frame(start, out);
}

void append_frame(const Digest& digest, bool wants_digest, std::string& out) {
    const std::size_t start = begin_frame(wants_digest ? Kind::digest_wanted : Kind::digest, out);
    for (std::size_t bucket = 0; bucket < bucket_count; ++bucket) {
        if (digest[bucket] == 0) continue;
        append_number(static_cast<std::uint16_t>(bucket), out);
        append_number(digest[bucket], out);
    }
    end_frame(start, out);
}

void append_frame(const AnnouncementFrame& frame, const Roster& roster, std::string& out) {
    HERD_ASSERT(!frame.announced.empty() && frame.announced.size() <= announcement_limit);
    const std::size_t start = begin_frame(Kind::announcement, out);
    for (const Announced& announced : frame.announced) {
        const std::string& origin = roster.name(announced.origin);
        append_number(announced.client, out);
        append_number(announced.record, out);
        append_number(announced.client_time.seconds, out);
        append_number(announced.client_time.nanos, out);
        append_number(static_cast<std::int64_t>(announced.receipt.time_since_epoch().count()), out);
        append_number(static_cast<std::uint16_t>(origin.size()), out);
        out.append(origin);
    }
    end_frame(start, out);
}

void append_frame(PruneFrame frame, const Roster& roster, std::string& out) {
    const std::size_t start = begin_frame(Kind::prune, out);
    out.append(roster.name(frame.origin));
    end_frame(start, out);
}

void append_frame(GraftFrame frame, const Roster& roster, std::string& out) {
    const std::size_t start = begin_frame(Kind::graft, out);
    append_number(frame.client, out);
    out.append(roster.name(frame.origin));
    end_frame(start, out);
}

void FrameReader::append(std::string_view bytes) {
    if (at_ == buffer_.size()) clear();
    buffer_.append(bytes);
}

Result<std::optional<Frame>, FrameFault> FrameReader::next() {
    const auto rest = std::string_view(buffer_).substr(at_);
    if (rest.size() < frame_header_bytes) {
        buffer_.erase(0, at_);
        at_ = 0;
        return std::optional<Frame>{};
    }
    const auto size = read_number<std::uint32_t>(rest.data());
    if (size > frame_limit - frame_header_bytes) return unexpected(FrameFault::too_long);
    if (rest.size() - frame_header_bytes < size) {
        buffer_.erase(0, at_);
        at_ = 0;
        return std::optional<Frame>{};
    }
    const auto body = rest.substr(frame_header_bytes, size);
    if (checksum(body) != read_number<std::uint32_t>(rest.data() + 4))
        return unexpected(FrameFault::bad_checksum);
    at_ += frame_header_bytes + size;
    return read_body(body, roster_);
}

void FrameReader::clear() {
    buffer_.clear();
    at_ = 0;
}

}  // namespace herd::core
