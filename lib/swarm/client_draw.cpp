#include "swarm/client_draw.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>

namespace herd::swarm {
namespace {

using namespace std::chrono_literals;

constexpr nanoseconds first_time = 1479413884s;

std::vector<std::string> draw_names(Dice& dice, bool has_long_names) {
    std::vector<std::string> names;
    for (std::size_t i = dice.between(1, 8); i > 0; --i) names.push_back("c" + std::to_string(i));
    names[0] = "kiwi";
    if (dice.percent(25)) {
        for (const auto* name : {"AT", "?", "*", "IAMAT", "LINK", "\xC3\xA4\xE2\x82\xAC", "{\"a\":[]}",
                                 "a\\b\"c'd", "kiwi.cs.ucla.edu", "\x01\x7F", "..."}) {
            if (dice.percent(30)) names.emplace_back(name);
        }
    }
    if (has_long_names) {
        for (std::size_t i = dice.between(1, 6); i > 0; --i)
            names.push_back("l" + std::to_string(i) + std::string(dice.between(100, 40'000), 'x'));
    }
    return names;
}

std::string format_padded(std::size_t number, std::size_t width) {
    const std::string digits = std::to_string(number);
    return std::string(digits.size() < width ? width - digits.size() : 0, '0') + digits;
}

/// One of the texts that stand for a time.
std::string draw_time_text(Dice& dice, nanoseconds time) {
    const auto count = static_cast<std::uint64_t>(time.count());
    const std::string whole = (dice.percent(5) ? "0" : "") + std::to_string(count / 1'000'000'000);
    std::string fraction = format_padded(count % 1'000'000'000, 9);
    const auto needed = fraction.find_last_not_of('0') + 1;
    fraction.resize(dice.percent(50) ? needed : dice.between(needed, 9));
    return fraction.empty() ? whole : whole + "." + fraction;
}

/// A place around which clients are, in hundredths of degrees.
struct Place {
    int latitude;
    int longitude;
};
constexpr std::array<Place, 5> places{{{3407, -11845}, {0, 0}, {8999, 0}, {-1750, 17999}, {5150, -10}}};

std::string format_degrees(int hundredths, std::size_t digits, std::string_view fraction) {
    const auto size = static_cast<std::size_t>(hundredths < 0 ? -hundredths : hundredths);
    return (hundredths < 0 ? "-" : "+") + format_padded(size / 100, digits) + "." +
           format_padded(size % 100, 2) + std::string(fraction);
}

}  // namespace

ClientDraw::ClientDraw(Dice& dice, std::size_t longest_line, bool has_long_names)
    : dice_(dice),
      longest_line_(longest_line),
      place_(dice.below(places.size())),
      asks_(dice.percent(60) ? dice.between(5, 60) : 0),
      errs_(dice.percent(40) ? dice.between(5, 30) : 0) {
    for (auto& name : draw_names(dice, has_long_names)) {
        const nanoseconds later = nanoseconds(static_cast<std::int64_t>(dice.below(1'000'000'000)));
        clients_.push_back(
            {std::move(name), first_time + (dice.percent(50) ? later : nanoseconds(0)), false});
    }
}

std::string ClientDraw::draw_location() {
    if (dice_.percent(5)) {
        static const std::vector<std::string> odd{"+9000-18000/", "-90+180",          "+340408.5-1182642.25/",
                                                  "+0-0",         "+3404.5-11826.25", "+00.00000-000.00000"};
        return dice_.pick(odd);
    }
    const auto [latitude, longitude] = places[place_];
    const int north = std::clamp(latitude + static_cast<int>(dice_.below(41)) - 20, -8999, 8999);
    const int east = std::clamp(longitude + static_cast<int>(dice_.below(41)) - 20, -17999, 17999);
    const std::string more = dice_.percent(50) ? "" : format_padded(dice_.below(10'000), 4);
    return format_degrees(north, 2, more) + format_degrees(east, 3, more);
}

std::string ClientDraw::format_update(const Client& client, nanoseconds time) {
    // Not in one expression: compilers differ in what they do first.
    const std::string location = draw_location();
    return "IAMAT " + client.name + " " + location + " " + draw_time_text(dice_, time);
}

ClientDraw::Client& ClientDraw::pick_client() {
    constexpr std::size_t least_long = 100;  // bytes
    constexpr std::size_t most_long = std::size_t{160}
                                      << 10;  // so that a scenario is no larger than a file may be
    Client& client = clients_[dice_.below(clients_.size())];
    if (client.name.size() < least_long) return client;
    if (long_names_ > most_long) return clients_.front();
    long_names_ += client.name.size();
    return client;
}

std::string ClientDraw::draw_update() {
    Client& client = pick_client();
    const std::size_t kind = client.is_known ? dice_.below(100) : 0;
    if (kind < 65) client.time += dice_.percent(30) ? 1ns : dice_.duration(1ns, 10s);
    const nanoseconds earlier = kind < 85 ? nanoseconds(0) : dice_.duration(1ns, 10s);
    std::string line = format_update(client, client.time - earlier);
    client.is_known = client.is_known || line.size() <= longest_line_;
    return line;
}

std::string ClientDraw::draw_newest(const std::string& name) {
    auto& client =
        *std::find_if(clients_.begin(), clients_.end(), [&](const Client& one) { return one.name == name; });
    client.time += 1ns;
    return format_update(client, client.time);
}

std::string ClientDraw::draw_invalid() {
    static const std::vector<std::string> wrong{"",
                                                " ",
                                                "hello",
                                                "IAMAT",
                                                "IAMAT kiwi +1+1",
                                                "IAMAT kiwi +91+1 1",
                                                "IAMAT kiwi +1+1 1e3",
                                                "iamat kiwi +1+1 1",
                                                "WHATSAT kiwi 51 1",
                                                "WHATSAT kiwi 10 21",
                                                "WHATSAT nobody 10 5",
                                                "NEARBY kiwi 1 1001",
                                                "NEARBY nobody 1 1",
                                                "AT Alford +0.1 kiwi +1+1 1479413884",
                                                "LINK 2 Alford Ball 00 -",
                                                "IAMAT kiwi +1+1 -1",
                                                "IAMAT kiwi +1+1 1 extra",
                                                "\x01\xC2\x85",
                                                "WHATSAT kiwi 10",
                                                "? hello",
                                                std::string(700, 'y')};
    return dice_.pick(wrong);
}

std::string ClientDraw::draw_line() {
    if (dice_.percent(errs_)) return draw_invalid();
    if (!dice_.percent(asks_)) return draw_update();
    const std::string& name = pick_client().name;
    const std::string radius = std::to_string(dice_.between(0, 50));
    if (dice_.percent(50))
        return "NEARBY " + name + " " + radius + " " + std::to_string(dice_.between(0, 20));
    return "WHATSAT " + name + " " + radius + " " + std::to_string(dice_.between(0, 5));
}

std::vector<std::string> ClientDraw::clients() const {
    std::vector<std::string> names;
    for (const auto& client : clients_) {
        if (client.is_known) names.push_back(client.name);
    }
    return names;
}

}  // namespace herd::swarm
