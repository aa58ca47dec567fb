#include "trace/ring.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <new>
#include <utility>

namespace herd::trace {
namespace {

/// What is met again in the same block need not be written again; what is dropped is a block.
constexpr std::size_t least_block = std::size_t{64} << 10;
constexpr std::size_t largest_block = std::size_t{1} << 20;
constexpr std::size_t blocks_at_least = 8;
constexpr std::uint32_t nobody = UINT32_MAX;
constexpr std::uint32_t no_update = UINT32_MAX;
constexpr std::uint8_t nothing = UINT8_MAX;

// What a block is made of, each with its tag first, at multiples of 8 bytes.
enum class Tag : std::uint8_t { entry, update, texts, time };

/// An event; with what became of it, and behind it the neighbours that it was forwarded to.
struct Entry {
    Tag tag;
    Kind kind;
    std::uint8_t became;  // a kind, or nothing
    bool is_resync;
    std::uint16_t hop;
    std::uint16_t forwards;
    std::uint32_t time;  // nanoseconds since the last `Time`
    core::ServerIndex server;
    core::ServerIndex peer;  // or nobody
    std::uint32_t update;    // where in the block, an `Update` or `Texts`; or no update
    std::uint64_t lamport;
};
static_assert(sizeof(Entry) == 32);

/// An update whose time its short form tells; behind it comes its client.
struct Update {
    Tag tag;
    std::uint8_t decimals;
    std::uint8_t client_size;
    std::uint32_t nanos;
    std::uint64_t seconds;
    std::int64_t receipt;
    core::ServerIndex origin;

    std::size_t text_size() const { return client_size; }
    core::ShortRecord form() const {
        core::ShortRecord form;
        form.seconds = seconds;
        form.nanos = nanos;
        form.decimals = decimals;
        return form;
    }
};
static_assert(sizeof(Update) == 32);

/// The texts of another update, or of an event's detail; behind it they come: client, time, detail.
struct Texts {
    Tag tag;
    core::ServerIndex origin;  // or nobody
    std::uint32_t client_size;
    std::uint32_t time_size;
    std::uint32_t detail_size;
    std::int64_t receipt;

    std::size_t text_size() const { return std::size_t{client_size} + time_size + detail_size; }
};

/// The time that entries count from.
struct Time {
    Tag tag;
    std::int64_t t;
};

constexpr std::size_t align(std::size_t size) {
    return (size + 7) / 8 * 8;
}

constexpr std::size_t entry_size(std::size_t forwards) {
    return align(sizeof(Entry) + forwards * sizeof(core::ServerIndex));
}

template <class Item>
Item read_item(const char* from) {
    Item item;
    std::memcpy(&item, from, sizeof item);
    return item;
}

/// Whether a text stands there. Texts are short, and asking the library costs more than looking at them.
bool is_same(const char* there, std::string_view text) {
    std::size_t i = 0;
    for (; i + 8 <= text.size(); i += 8) {
        if (read_item<std::uint64_t>(there + i) != read_item<std::uint64_t>(text.data() + i)) return false;
    }
    for (; i < text.size(); ++i) {
        if (there[i] != text[i]) return false;
    }
    return true;
}

/// The hop that an update has on the next link, as its coming tells it.
std::uint16_t next_hop(Kind kind, std::uint16_t hop) {
    return kind == Kind::received ? 1 : static_cast<std::uint16_t>(hop + 1);
}

}  // namespace

Ring::Ring(std::size_t limit)
    : limit_(limit), block_bytes_(std::clamp(limit / blocks_at_least, least_block, largest_block)) {}

void Ring::add(const EventView& event) {
    begin_entry(event.client.size() + event.time.size() + event.detail.size(), event.t);
    const core::Record record{event.client, {}, event.time, {}, event.receipt, event.origin.value_or(nobody),
                              nullptr};
    std::uint32_t update = no_update;
    if (!event.detail.empty()) {
        update = write_texts(record, event.detail);
    } else if (!event.client.empty() || !event.time.empty()) {
        update = put_update(record);
    }
    put_entry({event.kind, event.server, event.peer, event.hop, event.is_resync, std::nullopt}, update,
              event.lamport, event.t);
}

void Ring::add(const Step& step, const core::Record& record, std::uint64_t lamport, nanoseconds t) {
    begin_entry(record.client.size() + (record.short_form ? 0 : record.time.size()), t);
    char* const entry = put_entry(step, put_update(record), lamport, t);
    if (step.became != Kind::accepted) return;
    // It was news, so most likely it is forwarded next.
    last_.count = entry + offsetof(Entry, forwards);
    last_.room = static_cast<std::size_t>(end_ - at_) / 8 * 8 / sizeof(core::ServerIndex);
    last_.lamport = lamport + 1;
    last_.server = step.server;
    last_.origin = record.origin;
    last_.receipt = record.receipt;
    last_.t = t;
    last_.hop = next_hop(step.kind, step.hop);
}

/// Sees to it that there is room for an entry and all that may come with it, so that it is in one block.
void Ring::begin_entry(std::size_t text_bytes, nanoseconds t) {
    static_assert(sizeof(Texts) == sizeof(Update));
    const std::size_t most = align(sizeof(Texts) + text_bytes) + sizeof(Time) + sizeof(Entry);
    if (!has_room(most)) begin_block(most);
    put_time(t);
    last_.count = nullptr;
}

/// Adds the entry; returns where it is.
char* Ring::put_entry(const Step& step, std::uint32_t update, std::uint64_t lamport, nanoseconds t) {
    char* const at = at_;
    new (at) Entry{Tag::entry,
                   step.kind,
                   step.became ? static_cast<std::uint8_t>(*step.became) : nothing,
                   step.is_resync,
                   step.hop,
                   0,
                   static_cast<std::uint32_t>(t.count() - base_),
                   step.server,
                   step.peer ? *step.peer : nobody,
                   update,
                   lamport};
    at_ += sizeof(Entry);
    count_ += step.became ? 2 : 1;
    return at;
}

/// Adds a neighbour to those that the latest entry's update was forwarded to.
void Ring::join_last(core::ServerIndex peer) {
    std::uint16_t forwards = 0;
    std::memcpy(&forwards, last_.count, sizeof forwards);
    char* end = last_.count - offsetof(Entry, forwards) + sizeof(Entry) + forwards * sizeof peer;
    std::memcpy(end, &peer, sizeof peer);
    if (forwards % 2 == 0) at_ += entry_size(1) - entry_size(0);
    ++forwards;
    std::memcpy(last_.count, &forwards, sizeof forwards);
    last_.room = forwards == UINT16_MAX ? 0 : last_.room - 1;
    ++last_.lamport;
    ++count_;
}

/// Whether that is where the update stands.
bool Ring::is_known(const Known& known, const core::Record& record) const {
    if (known.block != number_) return false;
    const std::int64_t receipt = record.receipt.time_since_epoch().count();
    const char* const there = begin_ + known.offset;
    if (const auto* form = record.short_form) {
        const auto update = read_item<Update>(there);
        return update.tag == Tag::update && update.receipt == receipt && update.origin == record.origin &&
               update.seconds == form->seconds && update.nanos == form->nanos &&
               update.decimals == form->decimals && update.client_size == form->client_size &&
               is_same(there + sizeof update, record.client);
    }
    const auto texts = read_item<Texts>(there);
    return texts.tag == Tag::texts && texts.receipt == receipt && texts.origin == record.origin &&
           texts.client_size == record.client.size() && texts.time_size == record.time.size() &&
           is_same(there + sizeof texts, record.client) &&
           is_same(there + sizeof texts + texts.client_size, record.time);
}

/// Where in the block an update is: there already, if it was met of late.
std::uint32_t Ring::put_update(const core::Record& record) {
    // Receipts of one server differ, so this finds an update nearly always; all is compared all the same.
    // What comes together was received together, and so stands side by side.
    const auto receipt = static_cast<std::uint64_t>(record.receipt.time_since_epoch().count());
    Known& known = known_[(receipt + std::uint64_t{record.origin} * (known_count / 16)) % known_count];
    if (!is_known(known, record))
        known = {number_, record.short_form ? write_update(record) : write_texts(record, {})};
    return known.offset;
}

std::uint32_t Ring::write_update(const core::Record& record) {
    const core::ShortRecord& form = *record.short_form;
    const auto offset = static_cast<std::uint32_t>(at_ - begin_);
    const auto& update =
        *new (at_) Update{Tag::update,  form.decimals, form.client_size,
                          form.nanos,   form.seconds,  record.receipt.time_since_epoch().count(),
                          record.origin};
    std::memcpy(at_ + sizeof update, form.client.data(), form.client_size);
    at_ += align(sizeof update + update.text_size());
    return offset;
}

std::uint32_t Ring::write_texts(const core::Record& record, std::string_view detail) {
    char* to = at_ + sizeof(Texts);
    const auto put = [&to](std::string_view text) {
        if (!text.empty()) std::memcpy(to, text.data(), text.size());
        to += text.size();
    };
    put(record.client);
    put(record.time);
    put(detail);
    const auto offset = static_cast<std::uint32_t>(at_ - begin_);
    const auto& texts = *new (at_) Texts{Tag::texts,
                                         record.origin,
                                         static_cast<std::uint32_t>(record.client.size()),
                                         static_cast<std::uint32_t>(record.time.size()),
                                         static_cast<std::uint32_t>(detail.size()),
                                         record.receipt.time_since_epoch().count()};
    at_ += align(sizeof texts + texts.text_size());
    return offset;
}

/// Begins to count time anew, if an entry has no room for what has passed.
void Ring::put_time(nanoseconds time) {
    const std::int64_t t = time.count();
    if (at_ != begin_ && t >= base_ && t - base_ <= INT32_MAX) return;
    base_ = t;
    new (at_) Time{Tag::time, t};
    at_ += sizeof(Time);
}

void Ring::begin_block(std::size_t size) {
    std::list<Block> next;
    const std::size_t capacity = std::max(block_bytes_, size);
    if (!blocks_.empty()) blocks_.back().used = static_cast<std::size_t>(at_ - begin_);
    while (!blocks_.empty() && bytes_ + capacity > limit_) {
        bytes_ -= blocks_.front().capacity;
        // Memory that is mapped already is cheaper than new memory.
        if (blocks_.front().capacity == capacity) {
            next.clear();
            next.splice(next.end(), blocks_, blocks_.begin());
        } else {
            blocks_.pop_front();
        }
        dropped_ = (blocks_.empty() ? count_ + 1 : blocks_.front().first) - 1;
    }
    if (next.empty()) next.push_back({std::unique_ptr<char[]>(new char[capacity]), capacity, 0, 0, 0});
    Block& block = next.front();
    block.used = 0;
    block.first = count_ + 1;
    block.number = ++block_count_;
    bytes_ += capacity;
    begin_ = at_ = block.bytes.get();
    end_ = begin_ + capacity;
    number_ = block.number;
    last_.count = nullptr;
    blocks_.splice(blocks_.end(), next);
}

void Ring::for_each_since(std::uint64_t since, const Visit& visit, std::uint64_t limit) const {
    // The last block that begins at or before the first event that is wanted.
    auto block =
        std::upper_bound(blocks_.begin(), blocks_.end(), since,
                         [](std::uint64_t seq, const Block& candidate) { return seq < candidate.first; });
    if (block != blocks_.begin()) --block;
    for (; block != blocks_.end(); ++block) {
        const bool is_last = block->number == number_;
        const std::size_t used = is_last ? static_cast<std::size_t>(at_ - begin_) : block->used;
        if (!read(*block, used, since, limit, visit)) return;
    }
}

/// Visits the events of a block, and takes them from `limit`; returns whether there may be more.
bool Ring::read(const Block& block, std::size_t used, std::uint64_t since, std::uint64_t& limit,
                const Visit& visit) {
    std::uint64_t seq = block.first;
    std::int64_t base = 0;
    const auto tell = [&](EventView& event) {
        event.seq = seq++;
        if (event.seq <= since || limit == 0) return;
        --limit;
        visit(event);
    };
    for (std::size_t at = 0; at < used;) {
        if (limit == 0) return false;
        const char* from = block.bytes.get() + at;
        switch (read_item<Tag>(from)) {
            case Tag::time:
                base = read_item<Time>(from).t;
                at += sizeof(Time);
                continue;
            case Tag::update:
                at += align(sizeof(Update) + read_item<Update>(from).text_size());
                continue;
            case Tag::texts:
                at += align(sizeof(Texts) + read_item<Texts>(from).text_size());
                continue;
            case Tag::entry:
                break;
        }
        const auto entry = read_item<Entry>(from);
        at += entry_size(entry.forwards);
        // Whoever reads on where they stopped has most of the block behind them.
        const std::uint64_t events = 1U + (entry.became != nothing) + entry.forwards;
        if (seq + events <= since + 1) {
            seq += events;
            continue;
        }

        EventView event;
        event.t = nanoseconds(base + entry.time);
        event.lamport = entry.lamport;
        event.kind = entry.kind;
        event.server = entry.server;
        if (entry.peer != nobody) event.peer = entry.peer;
        event.hop = entry.hop;
        event.is_resync = entry.is_resync;
        std::array<char, core::time_text_limit> time;
        if (entry.update != no_update) {
            const char* const there = block.bytes.get() + entry.update;
            if (read_item<Tag>(there) == Tag::update) {
                const auto update = read_item<Update>(there);
                event.origin = update.origin;
                event.receipt = WallTime(nanoseconds(update.receipt));
                event.client = {there + sizeof update, update.text_size()};
                const char* const end = core::format_time(update.form(), time.data());
                event.time = {time.data(), static_cast<std::size_t>(end - time.data())};
            } else {
                const auto texts = read_item<Texts>(there);
                const char* const text = there + sizeof texts;
                if (texts.origin != nobody) event.origin = texts.origin;
                event.receipt = WallTime(nanoseconds(texts.receipt));
                event.client = {text, texts.client_size};
                event.time = {text + texts.client_size, texts.time_size};
                event.detail = {text + texts.client_size + texts.time_size, texts.detail_size};
            }
        }
        tell(event);
        if (entry.became != nothing) {
            event.kind = static_cast<Kind>(entry.became);
            ++event.lamport;
            tell(event);
        }
        event.kind = Kind::forwarded;
        event.hop = next_hop(entry.kind, entry.hop);
        event.is_resync = false;
        for (std::size_t i = 0; i < entry.forwards; ++i) {
            event.peer = read_item<core::ServerIndex>(from + sizeof entry + i * sizeof(core::ServerIndex));
            ++event.lamport;
            tell(event);
        }
    }
    return limit > 0;
}

}  // namespace herd::trace
