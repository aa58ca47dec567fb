#include "bench/herd_dialect.hpp"

#include <algorithm>
#include <bit>
#include <chrono>
#include <cstring>

#include "log/escape.hpp"

namespace herd::bench {
namespace {

// What WHATSAT and NEARBY ask for.
constexpr std::string_view whatsat_rest = " 10 5\n";
constexpr std::string_view nearby_rest = " 10 10\n";
constexpr std::size_t nearby_bound = 10;

/// The head of what a server said, for people.
std::string quote_bytes(std::string_view bytes) {
    constexpr std::size_t most = 400;
    std::string text;
    log::append_text_escaped(bytes.substr(0, most), text);
    return bytes.size() > most ? text + "..." : text;
}

std::uint64_t count_ns(WallTime time) {
    return static_cast<std::uint64_t>(std::max<std::int64_t>(time.time_since_epoch().count(), 0));
}

}  // namespace

HerdDialect::HerdDialect(const Options& options)
    : phones_(options.phones), mix_(options.mix), random_(options.phones.seed) {
    for (std::size_t n = 0; n < options.connections; ++n) {
        const auto first = phones_.size() * n / options.connections;
        const auto end = phones_.size() * (n + 1) / options.connections;
        connections_.push_back({.head = "AT " + options.servers[n % options.servers.size()] + " ",
                                .first = first,
                                .phones = end - first,
                                .next = first,
                                .open = std::vector<Open>(std::bit_ceil(options.depth)),
                                .clock = ClientClock(count_ns(options.start))});
    }
}

void HerdDialect::set_mix(const Mix& mix) {
    mix_ = mix;
}

/// A random number from 0 to `below` - 1.
std::size_t HerdDialect::choose(std::size_t below) {
    return static_cast<std::size_t>((random_() >> 32) * below >> 32);
}

HerdDialect::Verb HerdDialect::choose_verb(const Connection& connection) {
    if (connection.known < connection.phones || (mix_.whatsat == 0 && mix_.nearby == 0)) return Verb::iamat;
    const auto drawn = choose(mix_.iamat + mix_.whatsat + mix_.nearby);
    if (drawn < mix_.iamat) return Verb::iamat;
    return drawn < mix_.iamat + mix_.whatsat ? Verb::whatsat : Verb::nearby;
}

/// Chooses the phone that says IAMAT next. Early, so that its line has come from memory by then.
void HerdDialect::move_next(Connection& connection) {
    if (connection.known < connection.phones) ++connection.known;
    connection.next = connection.first +
                      (connection.known < connection.phones ? connection.known : choose(connection.phones));
    phones_.prefetch(connection.next);
}

void HerdDialect::append_request(std::size_t number, std::string& out) {
    Connection& connection = connections_[number];
    Open& open = connection.open[(connection.oldest + connection.count++) & (connection.open.size() - 1)];
    open.verb = choose_verb(connection);
    if (open.verb == Verb::iamat) {
        open.phone = connection.next;
        const auto time = connection.clock.tick();
        phones_.move(open.phone, time);
        out.append(phones_.line(open.phone));
        ++updates_;
        move_next(connection);
        if (sent_.size() < most_sent_)
            sent_.push_back({std::string(phones_.client(open.phone)), std::string(time),
                             std::chrono::steady_clock::now()});
    } else {
        open.phone = connection.first + choose(connection.phones);
        out.append(open.verb == Verb::whatsat ? "WHATSAT " : "NEARBY ").append(phones_.client(open.phone));
        out.append(open.verb == Verb::whatsat ? whatsat_rest : nearby_rest);
    }
    std::memcpy(open.tail.data(), phones_.tail(open.phone).data(), open.tail.size());
}

Result<std::size_t, std::string> HerdDialect::take_answer(std::size_t number, std::string_view bytes) {
    Connection& connection = connections_[number];
    const Open& open = connection.open[connection.oldest];
    const ExpectedAt expected{
        connection.head, phones_.client(open.phone), {open.tail.data(), open.tail.size()}};
    AnswerSize size = 0;
    switch (open.verb) {
        case Verb::iamat:
            size = take_at_line(bytes, expected);
            break;
        case Verb::whatsat:
            size = take_places(bytes, expected);
            break;
        case Verb::nearby:
            size = take_phones(bytes, expected, nearby_bound);
            break;
    }
    if (!size) return unexpected(describe(connection, open, bytes, size.error()));
    if (*size > 0) {
        connection.oldest = (connection.oldest + 1) & (connection.open.size() - 1);
        --connection.count;
    }
    return *size;
}

std::string HerdDialect::describe(const Connection& connection, const Open& open, std::string_view bytes,
                                  std::string_view why) const {
    const std::string client(phones_.client(open.phone));
    const std::string tail(open.tail.data(), open.tail.size() - 1);
    std::string text = "wrong answer: " + std::string(why) + "\n  asked     ";
    switch (open.verb) {
        case Verb::iamat:
            text += "IAMAT " + client + tail;
            break;
        case Verb::whatsat:
            text.append("WHATSAT " + client).append(whatsat_rest.substr(0, whatsat_rest.size() - 1));
            break;
        case Verb::nearby:
            text.append("NEARBY " + client).append(nearby_rest.substr(0, nearby_rest.size() - 1));
            break;
    }
    text += "\n  expected  " + connection.head + "<skew> " + client + tail;
    if (open.verb != Verb::iamat) text += open.verb == Verb::whatsat ? ", JSON" : ", NEAR lines";
    return text + "\n  answered  " + quote_bytes(bytes);
}

std::size_t HerdDialect::known_clients() const {
    std::size_t sum = 0;
    for (const auto& connection : connections_) sum += connection.known;
    return sum;
}

void HerdDialect::keep_sent(std::size_t most) {
    sent_.clear();
    sent_.reserve(most);
    most_sent_ = most;
}

std::vector<HerdDialect::Newest> HerdDialect::sample(std::size_t most) const {
    std::vector<Newest> newest;
    const std::size_t step = std::max<std::size_t>(1, known_clients() / std::max<std::size_t>(1, most));
    std::size_t n = 0;
    for (const auto& connection : connections_) {
        for (std::size_t i = 0; i < connection.known && newest.size() < most; ++i) {
            const auto phone = connection.first + i;
            if (n++ % step != 0) continue;
            newest.push_back(
                {connection.head, std::string(phones_.client(phone)), std::string(phones_.tail(phone))});
        }
    }
    return newest;
}

}  // namespace herd::bench
