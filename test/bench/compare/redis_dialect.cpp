#include "redis_dialect.hpp"

#include <array>
#include <charconv>

namespace herd::bench {
namespace {

// How an IAMAT line of the walk is divided: `IAMAT <client> +34.068930-118.445127 1479413884.392014450\n`
constexpr std::size_t client_begin = 6;
constexpr std::size_t latitude_size = 10;
constexpr std::size_t longitude_size = 11;

void append_bulk(std::string_view text, std::string& out) {
    std::array<char, 20> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), text.size()).ptr;
    out.append("$").append(digits.data(), end).append("\r\n").append(text).append("\r\n");
}

}  // namespace

void RedisDialect::append_request(std::size_t connection, std::string& out) {
    const auto line = walk_.next(connection);
    const auto client = line.substr(client_begin, walk_.name_length());
    const auto rest = line.substr(client_begin + client.size() + 1);
    if (command_ == RedisCommand::set) {
        out.append("*3\r\n$3\r\nSET\r\n");
        append_bulk(client, out);
        append_bulk(rest.substr(0, rest.size() - 1), out);
        return;
    }
    out.append("*5\r\n$6\r\nGEOADD\r\n$6\r\nphones\r\n");
    append_bulk(rest.substr(latitude_size, longitude_size), out);
    append_bulk(rest.substr(0, latitude_size), out);
    // GEOADD knows no place beyond 85 degrees, so those from 80 on are moved by 10.
    char& tens = out[out.size() - latitude_size - 1];
    if (tens == '8') tens = '7';
    append_bulk(client, out);
}

Result<std::size_t, std::string> RedisDialect::take_answer(std::size_t, std::string_view bytes) {
    const auto end = bytes.find("\r\n");
    if (end == std::string_view::npos) return 0;
    const auto answer = bytes.substr(0, end);
    if (!is_right(answer)) return unexpected("Redis says " + std::string(answer));
    return end + 2;
}

/// GEOADD tells how many members are new.
bool RedisDialect::is_right(std::string_view answer) const {
    return command_ == RedisCommand::set ? answer == "+OK" : answer == ":0" || answer == ":1";
}

}  // namespace herd::bench
