#include "control/event_feed.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

#include "control/event_sample.hpp"

namespace herd::control {
namespace {

constexpr auto turn = std::chrono::milliseconds(50);          // between two looks at the trace
constexpr auto hurried_turn = std::chrono::milliseconds(10);  // the same, while the reader is behind
constexpr auto sample_turn = std::chrono::milliseconds(250);  // between two samples
constexpr auto longest_silence = std::chrono::seconds(10);
constexpr std::size_t events_a_piece = 1000;
constexpr std::size_t sample_piece = 2048;
constexpr std::size_t sampled_events = 4 * sample_piece;  // that updates are chosen from

SteadyTime read_clock() {
    return std::chrono::steady_clock::now();
}

void append_gap(std::uint64_t dropped, std::string& out) {
    out += "event: gap\ndata: {\"dropped\":" + std::to_string(dropped) + "}\n\n";
}

}  // namespace

EventFeed::EventFeed(const BackOffice& office, FeedOptions options)
    : office_(office), options_(std::move(options)) {}

Result<bool, Problem> EventFeed::begin(std::string& text) {
    const auto count = office_.call([](net::Herd& herd) { return herd.event_count(); });
    if (!count) return unexpected(count.error());
    has_begun_ = true;
    last_ = options_.since.value_or(*count);
    text = "retry: 1000\n: the events of a herd\n\n";
    if (last_ <= *count) return true;
    // That was an event of a herd before this one.
    last_ = 0;
    text += "event: reset\ndata: {}\n\n";
    return true;
}

Result<bool, Problem> EventFeed::read_piece(std::size_t limit, Stretch& stretch) {
    return office_.call([&](net::Herd& herd) {
        auto range = herd.events(last_, limit);
        names_ = list_server_names(herd);
        stretch.left_out += range.dropped;
        if (!range.events.empty()) last_ = range.events.back().seq;
        std::copy_if(std::move_iterator(range.events.begin()), std::move_iterator(range.events.end()),
                     std::back_inserter(stretch.events),
                     [this](const trace::Event& event) { return options_.filter.has(event); });
        return range.events.size() == limit;
    });
}

Result<EventFeed::Stretch, Problem> EventFeed::read_all() {
    Stretch stretch;
    const auto has_more = read_piece(events_a_piece, stretch);
    if (!has_more) return unexpected(has_more.error());
    // A reader that is behind has the rest soon, and others their turn between.
    office_.call.sleep(*has_more ? hurried_turn : turn);
    return stretch;
}

Result<EventFeed::Stretch, Problem> EventFeed::read_sample() {
    const auto count = office_.call([](net::Herd& herd) { return herd.event_count(); });
    if (!count) return unexpected(count.error());
    Stretch stretch;
    if (*count - last_ > sampled_events) {
        stretch.left_out = *count - last_ - sampled_events;
        last_ = *count - sampled_events;
    }
    for (std::size_t read = 0; read < sampled_events && last_ < *count; read += sample_piece) {
        const auto has_more = read_piece(sample_piece, stretch);
        if (!has_more) return unexpected(has_more.error());
        if (!*has_more) break;
    }
    constexpr std::size_t samples_a_second = std::chrono::seconds(1) / sample_turn;
    const auto quota = std::max<std::size_t>(1, *options_.thin / samples_a_second);
    const auto matching = stretch.events.size();
    stretch.events = sample_updates(std::move(stretch.events), quota);
    stretch.left_out += matching - stretch.events.size();
    office_.call.sleep(sample_turn);
    return stretch;
}

Result<EventFeed::Stretch, Problem> EventFeed::read() {
    return options_.thin ? read_sample() : read_all();
}

bool EventFeed::send_next(const Send& send) {
    if (office_.call.is_ended()) return false;
    std::string text;
    if (!has_begun_) {
        if (begin(text) && !send(text)) return false;
        sent_ = read_clock();
        return true;
    }
    // A loop that does not turn now may do so later.
    const auto stretch = read();
    if (stretch) {
        if (stretch->left_out > 0) append_gap(stretch->left_out, text);
        for (const auto& event : stretch->events) {
            text += "id: " + std::to_string(event.seq) + "\nevent: trace\ndata: ";
            trace::append_event_json(event, names_, text);
            text += "\n\n";
        }
    }
    if (text.empty() && read_clock() - sent_ >= longest_silence) text = ": keep-alive\n\n";
    if (text.empty()) return true;
    sent_ = read_clock();
    return send(text);
}

}  // namespace herd::control
