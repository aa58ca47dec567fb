#include "control/client_cursor.hpp"

#include <utility>

#include "base/decimal.hpp"
#include "control/query.hpp"
#include "core/digest.hpp"
#include "log/escape.hpp"

namespace herd::control {

std::string format_cursor(const ClientCursor& cursor) {
    std::string text = std::to_string(cursor.bucket) + ".";
    log::append_hex(cursor.client, text);
    return text;
}

std::optional<ClientCursor> parse_cursor(std::string_view text) {
    const auto point = text.find('.');
    if (point == std::string_view::npos) return std::nullopt;
    const auto bucket = parse_integer(text.substr(0, point), core::bucket_count - 1);
    const auto digits = text.substr(point + 1);
    if (!bucket || digits.size() % 2 != 0) return std::nullopt;
    std::string encoded;
    for (std::size_t i = 0; i < digits.size(); i += 2) {
        encoded += '%';
        encoded += digits.substr(i, 2);
    }
    auto client = decode_percent(encoded);
    if (!client) return std::nullopt;
    return ClientCursor{*bucket, std::move(*client)};
}

}  // namespace herd::control
