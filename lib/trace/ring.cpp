#include "trace/ring.hpp"

#include <algorithm>
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
constexpr std::uint32_t no_texts = UINT32_MAX;
constexpr std::uint8_t nothing = UINT8_MAX;

// What a block is made of, each with its tag first, at multiples of 8 bytes.
enum class Tag : std::uint8_t { entry, texts, time };

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
    std::uint32_t texts;     // where in the block; or no texts
    std::uint64_t lamport;
};
static_assert(sizeof(Entry) == 32);

/// The texts of an update, or of an event's detail; behind it they come: client, time, detail.
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

/// The hop that an update has on the next link, as the entry of its coming tells it.
int next_hop(const Entry& entry) {
    return entry.kind == Kind::received ? 1 : entry.hop + 1;
}

}  // namespace

Ring::Ring(std::size_t limit)
    : limit_(limit), block_bytes_(std::clamp(limit / blocks_at_least, least_block, largest_block)) {}

void Ring::add(const EventView& event, const std::optional<Kind>& became, const core::ShortRecord* form) {
    // Room for all that the event may bring with it, so that it is in one block.
    const std::size_t time = form ? core::time_text_limit : event.time.size();
    const std::size_t texts = event.client.size() + time + event.detail.size();
    const std::size_t most = align(sizeof(Texts) + texts) + sizeof(Time) + sizeof(Entry);
    if (!has_room(most)) begin_block(most);
    put_time(event);
    const std::uint32_t where = texts == 0 ? no_texts : put_texts(event, form);
    char* at = at_;
    const auto& entry = *new (at) Entry{Tag::entry,
                                        event.kind,
                                        became ? static_cast<std::uint8_t>(*became) : nothing,
                                        event.is_resync,
                                        event.hop,
                                        0,
                                        static_cast<std::uint32_t>(event.t.count() - base_),
                                        event.server,
                                        event.peer.value_or(nobody),
                                        where,
                                        event.lamport};
    at_ += sizeof entry;
    count_ += became ? 2 : 1;
    last_.count = nullptr;
    if (became != Kind::accepted || !event.origin) return;
    last_.count = at + offsetof(Entry, forwards);
    last_.room = static_cast<std::size_t>(end_ - at_) / 8 * 8 / sizeof(core::ServerIndex);
    last_.lamport = event.lamport + 1;
    last_.server = event.server;
    last_.origin = *event.origin;
    last_.receipt = event.receipt;
    last_.t = event.t;
    last_.hop = static_cast<std::uint16_t>(next_hop(entry));
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

/// Whether the texts of an event are those that stand there. Times are compared in numbers where there are
/// some: nearly all are known, and need no text.
bool Ring::is_known(const Known& known, const EventView& event, const core::ShortRecord* form) const {
    if (known.block != number_ || !event.detail.empty()) return false;
    if (known.receipt != event.receipt.time_since_epoch().count()) return false;
    if (known.origin != event.origin.value_or(nobody)) return false;
    const char* there = begin_ + known.offset;
    const auto texts = read_item<Texts>(there);
    there += sizeof texts;
    if (texts.client_size != event.client.size() || !is_same(there, event.client)) return false;
    if (form) return known.has_time && known.time == form->client_time() && known.decimals == form->decimals;
    return texts.time_size == event.time.size() && is_same(there + texts.client_size, event.time);
}

/// Where in the block the texts of an event are: there already, if they are an update's that was met of late.
std::uint32_t Ring::put_texts(const EventView& event, const core::ShortRecord* form) {
    const std::int64_t receipt = event.receipt.time_since_epoch().count();
    const core::ServerIndex origin = event.origin.value_or(nobody);
    // Receipts of one server differ, so this finds an update nearly always; all is compared all the same.
    const auto mixed = (static_cast<std::uint64_t>(receipt) ^ origin) * 0x9e3779b97f4a7c15U >> 32;
    Known& known = known_[mixed % known_count];
    if (is_known(known, event, form)) return known.offset;

    const auto offset = static_cast<std::uint32_t>(at_ - begin_);
    char* to = at_ + sizeof(Texts);
    const auto put = [&to](std::string_view text) {
        if (!text.empty()) std::memcpy(to, text.data(), text.size());
        to += text.size();
    };
    put(event.client);
    const char* const time = to;
    // Where a client has just told it, it is there as text, too.
    if (form && event.time.data() == nullptr) {
        to = core::format_time(*form, to);
    } else {
        put(event.time);
    }
    const auto time_size = static_cast<std::uint32_t>(to - time);
    put(event.detail);
    const auto& texts = *new (at_) Texts{Tag::texts,
                                         origin,
                                         static_cast<std::uint32_t>(event.client.size()),
                                         time_size,
                                         static_cast<std::uint32_t>(event.detail.size()),
                                         receipt};
    at_ += align(sizeof texts + texts.text_size());
    if (texts.detail_size == 0) {
        known = {receipt, {}, number_, origin, offset, 0, form != nullptr};
        if (form) {
            known.time = form->client_time();
            known.decimals = form->decimals;
        }
    }
    return offset;
}

/// Begins to count time anew, if an entry has no room for what has passed.
void Ring::put_time(const EventView& event) {
    const std::int64_t t = event.t.count();
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
        if (entry.texts != no_texts) {
            const char* text = block.bytes.get() + entry.texts;
            const auto texts = read_item<Texts>(text);
            text += sizeof texts;
            if (texts.origin != nobody) event.origin = texts.origin;
            event.receipt = WallTime(nanoseconds(texts.receipt));
            event.client = {text, texts.client_size};
            event.time = {text + texts.client_size, texts.time_size};
            event.detail = {text + texts.client_size + texts.time_size, texts.detail_size};
        }
        tell(event);
        if (entry.became != nothing) {
            event.kind = static_cast<Kind>(entry.became);
            ++event.lamport;
            tell(event);
        }
        event.kind = Kind::forwarded;
        event.hop = static_cast<std::uint16_t>(next_hop(entry));
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
