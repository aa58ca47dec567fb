#include "core/frame.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

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
    graft = 7,
    flooded_short = 8,
    resynced_short = 9
};

static_assert(std::endian::native == std::endian::little, "numbers on links are little endian");

template <class T>
T read_number(const char* bytes) {
    T number;
    std::memcpy(&number, bytes, sizeof number);
    return number;
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

/// Writes a frame at the end of `out`, which it makes as long as it will be.
class FrameWriter {
public:
    /// Units: `body` is the bytes behind the frame's kind.
    FrameWriter(Kind kind, std::size_t body, std::string& out) {
        HERD_ASSERT(1 + body <= frame_limit - frame_header_bytes);
        const std::size_t start = out.size();
        out.resize(start + frame_header_bytes + 1 + body);
        start_ = out.data() + start;
        at_ = start_ + frame_header_bytes;
        number(static_cast<std::uint8_t>(kind));
        end_ = at_ + body;
    }
    ~FrameWriter() {
        HERD_ASSERT(at_ == end_);
        const auto size = static_cast<std::size_t>(end_ - start_) - frame_header_bytes;
        at_ = start_;
        number(static_cast<std::uint32_t>(size));
        number(checksum({start_ + frame_header_bytes, size}));
    }
    FrameWriter(const FrameWriter&) = delete;
    FrameWriter& operator=(const FrameWriter&) = delete;

    template <class T>
    void number(T number) {
        std::memcpy(at_, &number, sizeof number);
        at_ += sizeof number;
    }
    void text(std::string_view text) { at_ = std::copy(text.begin(), text.end(), at_); }

private:
    char* start_;
    char* at_;
    char* end_;
};

bool is_word(std::string_view text) {
    const char* const end = text.data() + text.size();
    for (const char* at = text.data();; ++at) {
        at = find_blank(at, end);
        if (at == end) return !text.empty();
        if (*at == '\n' || is_white_space(*at)) return false;
    }
}

/// The frame as one of a record. What it was before stays where it is written anew anyway.
RecordFrame& as_record(Frame& frame) {
    auto* const record = std::get_if<RecordFrame>(&frame);
    return record ? *record : frame.emplace<RecordFrame>();
}

/// Nothing, or what is wrong.
using Read = Result<void, FrameFault>;

Read read_record(Fields fields, bool flooded, const Roster& roster, Frame& into) {
    auto& frame = as_record(into);
    frame.flooded = flooded;
    frame.short_form.reset();
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
    const auto time = parse_client_time(frame.record.time);
    if (!parse_location(frame.record.location) || !time || !is_word(frame.record.client))
        return unexpected(FrameFault::bad_record);
    frame.client = hash_bytes(frame.record.client);
    frame.guess = nobody;
    frame.record.client_time = *time;
    return {};
}

Read read_short_record(std::string_view fields, bool flooded, const Roster& roster, Frame& into) {
    constexpr std::size_t lamport_at = sizeof(RecordFrame::hop);
    constexpr std::size_t head_at = lamport_at + sizeof(RecordFrame::lamport);
    constexpr std::size_t client_at = head_at + ShortRecord::head_bytes;
    if (fields.size() < client_at) return unexpected(FrameFault::malformed);
    auto& frame = as_record(into);
    frame.flooded = flooded;
    frame.hop = read_number<std::uint16_t>(fields.data());
    frame.lamport = read_number<std::uint64_t>(fields.data() + lamport_at);
    auto& form = frame.short_form ? *frame.short_form : frame.short_form.emplace();
    std::copy_n(fields.data() + head_at, ShortRecord::head_bytes, reinterpret_cast<char*>(&form));
    const std::size_t size = form.client_size;
    if (frame.lamport > lamport_limit || size > ShortRecord::client_limit || size > fields.size() - client_at)
        return unexpected(FrameFault::malformed);
    const std::string_view client(fields.data() + client_at, size);
    form.set_client(client);

    const auto server = roster.find(fields.substr(client_at + size));
    if (!server) return unexpected(FrameFault::unknown_server);
    form.origin = *server;
    if (!is_valid(form) || !is_word(client)) return unexpected(FrameFault::bad_record);
    frame.record = expand(form);
    frame.record.client = client;
    frame.record.short_form = nullptr;
    frame.client = hash_bytes(client);
    frame.guess = nobody;
    return {};
}

Read read_digest(Fields fields, bool wants_digest, Frame& into) {
    auto& frame = into.emplace<DigestFrame>();
    frame.digest = std::make_unique<Digest>();
    frame.wants_digest = wants_digest;
    while (!fields.rest.empty()) {
        const auto bucket = fields.number<std::uint16_t>();
        const auto sum = fields.number<std::uint64_t>();
        if (!fields.ok || bucket >= bucket_count) return unexpected(FrameFault::malformed);
        (*frame.digest)[bucket] = sum;
    }
    return {};
}

constexpr std::uint32_t nanos_limit = 1'000'000'000;

Read read_announcement(Fields fields, const Roster& roster, Frame& into) {
    auto& frame = into.emplace<AnnouncementFrame>();
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
    return {};
}

Read read_prune(Fields fields, const Roster& roster, Frame& into) {
    const auto origin = roster.find(fields.rest);
    if (!origin) return unexpected(FrameFault::unknown_server);
    into = PruneFrame{*origin};
    return {};
}

Read read_graft(Fields fields, const Roster& roster, Frame& into) {
    const auto client = fields.number<std::uint64_t>();
    if (!fields.ok) return unexpected(FrameFault::malformed);
    const auto origin = roster.find(fields.rest);
    if (!origin) return unexpected(FrameFault::unknown_server);
    into = GraftFrame{*origin, client};
    return {};
}

Read read_body(std::string_view body, const Roster& roster, Frame& into) {
    if (body.empty()) return unexpected(FrameFault::malformed);
    const Fields fields{body.substr(1)};
    const auto kind = static_cast<Kind>(body[0]);
    switch (kind) {
        case Kind::flooded:
        case Kind::resynced:
            return read_record(fields, kind == Kind::flooded, roster, into);
        case Kind::digest:
            return read_digest(fields, false, into);
        case Kind::digest_wanted:
            return read_digest(fields, true, into);
        case Kind::announcement:
            return read_announcement(fields, roster, into);
        case Kind::prune:
            return read_prune(fields, roster, into);
        case Kind::graft:
            return read_graft(fields, roster, into);
        case Kind::flooded_short:
        case Kind::resynced_short:
            return read_short_record(fields.rest, kind == Kind::flooded_short, roster, into);
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

void append_frame(const ShortRecord& form, std::uint16_t hop, bool flooded, std::uint64_t lamport,
                  const Roster& roster, std::string& out) {
    const std::string& origin = roster.name(form.origin);
    FrameWriter frame(flooded ? Kind::flooded_short : Kind::resynced_short,
                      2 + 8 + ShortRecord::head_bytes + form.client_size + origin.size(), out);
    frame.number(hop);
    frame.number(lamport);
    frame.text({reinterpret_cast<const char*>(&form), ShortRecord::head_bytes});
    frame.text(form.client_text());
    frame.text(origin);
}

void append_frame(const Record& record, std::uint16_t hop, bool flooded, std::uint64_t lamport,
                  const Roster& roster, std::string& out) {
    if (record.short_form) return append_frame(*record.short_form, hop, flooded, lamport, roster, out);
    if (const auto form = shorten(record)) return append_frame(*form, hop, flooded, lamport, roster, out);
    const std::string& origin = roster.name(record.origin);
    constexpr std::size_t numbers = 2 + 8 + 8 + 2 + 4 + 4;
    FrameWriter frame(
        flooded ? Kind::flooded : Kind::resynced,
        numbers + origin.size() + record.client.size() + record.location.size() + record.time.size(), out);
    frame.number(hop);
    frame.number(lamport);
    frame.number(static_cast<std::int64_t>(record.receipt.time_since_epoch().count()));
    frame.number(static_cast<std::uint16_t>(origin.size()));
    frame.number(static_cast<std::uint32_t>(record.client.size()));
    frame.number(static_cast<std::uint32_t>(record.location.size()));
    frame.text(origin);
    frame.text(record.client);
    frame.text(record.location);
    frame.text(record.time);
}

void append_frame(const Digest& digest, bool wants_digest, std::string& out) {
    constexpr std::size_t entry = 2 + 8;
    const auto count = static_cast<std::size_t>(
        std::count_if(digest.begin(), digest.end(), [](std::uint64_t sum) { return sum != 0; }));
    FrameWriter frame(wants_digest ? Kind::digest_wanted : Kind::digest, count * entry, out);
    for (std::size_t bucket = 0; bucket < bucket_count; ++bucket) {
        if (digest[bucket] == 0) continue;
        frame.number(static_cast<std::uint16_t>(bucket));
        frame.number(digest[bucket]);
    }
}

void append_frame(const AnnouncementFrame& announcement, const Roster& roster, std::string& out) {
    HERD_ASSERT(!announcement.announced.empty() && announcement.announced.size() <= announcement_limit);
    std::size_t size = 0;
    for (const Announced& announced : announcement.announced) {
        size += 8 + 8 + 8 + 4 + 8 + 2 + roster.name(announced.origin).size();
    }
    FrameWriter frame(Kind::announcement, size, out);
    for (const Announced& announced : announcement.announced) {
        const std::string& origin = roster.name(announced.origin);
        frame.number(announced.client);
        frame.number(announced.record);
        frame.number(announced.client_time.seconds);
        frame.number(announced.client_time.nanos);
        frame.number(static_cast<std::int64_t>(announced.receipt.time_since_epoch().count()));
        frame.number(static_cast<std::uint16_t>(origin.size()));
        frame.text(origin);
    }
}

void append_frame(PruneFrame prune, const Roster& roster, std::string& out) {
    const std::string& origin = roster.name(prune.origin);
    FrameWriter frame(Kind::prune, origin.size(), out);
    frame.text(origin);
}

void append_frame(GraftFrame graft, const Roster& roster, std::string& out) {
    const std::string& origin = roster.name(graft.origin);
    FrameWriter frame(Kind::graft, 8 + origin.size(), out);
    frame.number(graft.client);
    frame.text(origin);
}

void FrameReader::append(std::string_view bytes) {
    HERD_ASSERT(lent_.empty());
    buffer_.erase(0, at_);
    at_ = 0;
    buffer_.append(bytes);
}

void FrameReader::lend(std::string_view bytes) {
    append({});
    lent_ = bytes;
    if (buffer_.empty()) return;
    // A frame was cut in two: only that one is put together.
    const auto append_up_to = [this](std::size_t size) {
        const auto more = lent_.substr(0, size - std::min(size, buffer_.size()));
        lent_.remove_prefix(more.size());
        buffer_.append(more);
    };
    append_up_to(frame_header_bytes);
    if (buffer_.size() < frame_header_bytes) return;
    // One that is too long is not read any further.
    if (const std::size_t size = frame_header_bytes + read_number<std::uint32_t>(buffer_.data());
        size <= frame_limit) {
        append_up_to(size);
    }
}

void FrameReader::keep_rest() {
    append(std::exchange(lent_, {}));
}

FrameReader::Look FrameReader::read(Frame& frame) {
    if (fault_) return Look::faulty;
    const bool is_lent = at_ == buffer_.size();
    const auto rest = is_lent ? lent_ : std::string_view(buffer_).substr(at_);
    if (rest.size() < frame_header_bytes) return Look::incomplete;
    const auto size = read_number<std::uint32_t>(rest.data());
    if (size > frame_limit - frame_header_bytes) return fail(FrameFault::too_long);
    if (rest.size() - frame_header_bytes < size) return Look::incomplete;
    const auto body = rest.substr(frame_header_bytes, size);
    if (checksum(body) != read_number<std::uint32_t>(rest.data() + 4)) return fail(FrameFault::bad_checksum);
    if (is_lent) {
        lent_.remove_prefix(frame_header_bytes + size);
    } else {
        at_ += frame_header_bytes + size;
    }
    const auto is_read = read_body(body, roster_, frame);
    return is_read ? Look::whole : fail(is_read.error());
}

FrameReader::Look FrameReader::fail(FrameFault fault) {
    fault_ = fault;
    return Look::faulty;
}

Result<std::optional<Frame>, FrameFault> FrameReader::next() {
    std::optional<Frame> frame(std::in_place);
    const Look look = read(*frame);
    if (look == Look::faulty) return unexpected(*fault_);
    if (look == Look::incomplete) frame.reset();
    return frame;
}

void FrameReader::clear() {
    buffer_.clear();
    at_ = 0;
    lent_ = {};
    fault_.reset();
}

}  // namespace herd::core
