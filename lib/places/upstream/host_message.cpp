#include "places/upstream/host_message.hpp"

#include <cstddef>

#include "base/utf8.hpp"

namespace herd::places {

std::string format_host_message(std::string_view text) {
    constexpr std::size_t longest = 500;
    std::string message;
    while (!text.empty()) {
        const Utf8Sequence sequence = read_utf8_sequence(text);
        std::string_view character = sequence.is_valid ? text.substr(0, sequence.size) : "\xEF\xBF\xBD";
        const auto byte = static_cast<unsigned char>(text.front());
        if (byte < ' ' || byte == 0x7F) character = " ";
        if (message.size() + character.size() > longest) break;
        message += character;
        text.remove_prefix(sequence.size);
    }
    return message;
}

}  // namespace herd::places
