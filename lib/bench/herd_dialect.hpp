#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "bench/answers.hpp"
#include "bench/dialect.hpp"
#include "bench/phone_table.hpp"

namespace herd::bench {

/// How often clients say what, relative to one another. Shape: not all zero.
struct Mix {
    unsigned iamat = 1;
    unsigned whatsat = 0;
    unsigned nearby = 0;
};

/// An update that was sent.
struct SentUpdate {
    std::string client;
    std::string time;
    SteadyTime sent{};
};

/// What clients say to the servers of a herd.
///
/// Each connection has clients of its own, so that what a server should answer is known to the byte. It says
/// IAMAT of each of them first; from then on it speaks of any of them, at random. Every IAMAT is news: its
/// time is greater than those of all before it, and the client has moved a little.
class HerdDialect final : public Dialect {
public:
    struct Options {
        std::vector<std::string> servers;  // names; connections go to them in turn
        std::size_t connections = 1;
        std::size_t depth = 1;
        Phones phones;  // as many as connections at least
        Mix mix{};
        WallTime start{};  // client times are later
    };

    explicit HerdDialect(const Options& options);

    void append_request(std::size_t connection, std::string& out) override;
    Result<std::size_t, std::string> take_answer(std::size_t connection, std::string_view bytes) override;

    void set_mix(const Mix& mix);

    /// IAMATs that were sent so far.
    std::uint64_t updates() const { return updates_; }
    /// Clients that have said where they are.
    std::size_t known_clients() const;

    /// Keeps the next `most` updates, with the time at which each was made to be sent at once.
    void keep_sent(std::size_t most);
    const std::vector<SentUpdate>& sent() const { return sent_; }

    /// The newest update of a client.
    struct Newest {
        std::string head;  // `AT Alford `
        std::string client;
        std::string tail;  // ` +34.068930-118.445127 1479413884.392014450\n`
    };
    /// That of so many clients at most, spread over all that have said where they are.
    std::vector<Newest> sample(std::size_t most) const;

private:
    enum class Verb : std::uint8_t { iamat, whatsat, nearby };

    struct Open {
        std::size_t phone = 0;
        Verb verb{};
        std::array<char, PhoneTable::tail_length> tail{};
    };

    struct Connection {
        std::string head;        // of an AT line: `AT Alford `
        std::size_t first = 0;   // of its phones
        std::size_t phones = 0;  // that it has
        std::size_t known = 0;   // of these, have said where they are
        std::size_t next = 0;    // the phone that says IAMAT next
        std::vector<Open> open;  // a ring
        std::size_t oldest = 0;
        std::size_t count = 0;  // of open ones
        ClientClock clock;
    };

    Verb choose_verb(const Connection& connection);
    std::size_t choose(std::size_t below);
    void move_next(Connection& connection);
    std::string describe(const Connection& connection, const Open& open, std::string_view bytes,
                         std::string_view why) const;

    PhoneTable phones_;
    std::vector<Connection> connections_;
    Mix mix_;
    std::mt19937_64 random_;
    std::uint64_t updates_ = 0;
    std::size_t most_sent_ = 0;
    std::vector<SentUpdate> sent_;
};

}  // namespace herd::bench
