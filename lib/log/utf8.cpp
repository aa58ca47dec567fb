#include "log/utf8.hpp"

namespace herd::log {
namespace {

struct Lead {
    std::size_t length;         // of the whole sequence
    unsigned char second_from;  // the range of the second byte; those behind it are 80..BF
    unsigned char second_to;
};

Lead lead_of(unsigned char byte) {
    if (byte < 0xC2) return {0, 0, 0};  // a continuation byte, or an overlong form
    if (byte < 0xE0) return {2, 0x80, 0xBF};
    if (byte == 0xE0) return {3, 0xA0, 0xBF};  // below: overlong
    if (byte == 0xED) return {3, 0x80, 0x9F};  // above: surrogates
    if (byte < 0xF0) return {3, 0x80, 0xBF};
    if (byte == 0xF0) return {4, 0x90, 0xBF};  // below: overlong
    if (byte < 0xF4) return {4, 0x80, 0xBF};
    if (byte == 0xF4) return {4, 0x80, 0x8F};  // above: past U+10FFFF
    return {0, 0, 0};
}

}  // namespace

std::size_t utf8_sequence_length(std::string_view text) {
    const auto byte = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    if (text.empty()) return 0;
    if (byte(0) < 0x80) return 1;
    const Lead lead = lead_of(byte(0));
    if (lead.length == 0 || text.size() < lead.length) return 0;
    if (byte(1) < lead.second_from || byte(1) > lead.second_to) return 0;
    for (std::size_t i = 2; i < lead.length; ++i) {
        if (byte(i) < 0x80 || byte(i) > 0xBF) return 0;
    }
    return lead.length;
}

}  // namespace herd::log
