#include "core/record.hpp"

#include <algorithm>

namespace herd::core {
namespace {

/// How a time is written: the number of its decimals. Nothing, if its seconds begin with a needless zero.
std::optional<std::uint8_t> find_decimals(std::string_view time) {
    const std::size_t point = time.find('.');
    const std::size_t digits = point == std::string_view::npos ? time.size() : point;
    if (digits > 1 && time.front() == '0') return std::nullopt;
    return static_cast<std::uint8_t>(time.size() - digits - (point == std::string_view::npos ? 0 : 1));
}

bool has_texts(const Record& record) {
    return record.time.data() != nullptr || !record.short_form;
}

}  // namespace

bool shorten(const Record& record, const LocationCode& code, ShortRecord& form) {
    const auto decimals = find_decimals(record.time);
    if (!code || !decimals || record.client.size() > ShortRecord::client_limit) return false;
    form.receipt = record.receipt.time_since_epoch().count();
    form.seconds = record.client_time.seconds;
    form.nanos = record.client_time.nanos;
    form.lat = code.lat;
    form.lng = code.lng;
    form.lat_shape = code.lat_shape;
    form.lng_shape = code.lng_shape;
    form.decimals = *decimals;
    form.set_client(record.client);
    form.origin = record.origin;
    return true;
}

std::optional<ShortRecord> shorten(const Record& record) {
    if (record.short_form) return *record.short_form;
    LocationCode code;
    ShortRecord form;
    if (!encode_location(record.location, code) || !shorten(record, code, form)) return std::nullopt;
    return form;
}

Record complete(const Record& record, RecordTexts& texts) {
    if (has_texts(record)) return record;
    char* const location = texts.data();
    char* const time = format_location(record.short_form->location(), location);
    char* const end = format_time(*record.short_form, time);
    Record whole = record;
    whole.location = {location, static_cast<std::size_t>(time - location)};
    whole.time = {time, static_cast<std::size_t>(end - time)};
    return whole;
}

std::strong_ordering compare_stamps(const Record& a, const Record& b, const Roster& roster) {
    if (const auto order = a.client_time <=> b.client_time; order != 0) return order;
    if (const auto order = b.receipt <=> a.receipt; order != 0) return order;
    if (a.origin == b.origin) return std::strong_ordering::equal;
    return roster.name(b.origin) <=> roster.name(a.origin);
}

std::strong_ordering compare_age(const Record& a, const Record& b, const Roster& roster) {
    if (const auto order = compare_stamps(a, b, roster); order != 0) return order;
    RecordTexts texts[2];
    const Record whole_a = complete(a, texts[0]);
    const Record whole_b = complete(b, texts[1]);
    if (const auto order = whole_b.location <=> whole_a.location; order != 0) return order;
    return whole_b.time <=> whole_a.time;
}

void append_at_line(const Record& record, const Roster& roster, std::string& out) {
    RecordTexts texts;
    const Record whole = complete(record, texts);
    const std::string& server = roster.name(record.origin);
    const std::size_t start = out.size();
    // All the room at once: an answer is written for every line.
    out.resize(start + 3 + server.size() + 1 + skew_limit + 3 + whole.client.size() + whole.location.size() +
               whole.time.size());
    char* at = out.data() + start;
    const auto put = [&at](std::string_view text) { at = std::copy(text.begin(), text.end(), at); };
    put("AT ");
    put(server);
    *at++ = ' ';
    at = format_skew(record.receipt, record.client_time, at);
    *at++ = ' ';
    put(whole.client);
    *at++ = ' ';
    put(whole.location);
    *at++ = ' ';
    put(whole.time);
    out.resize(static_cast<std::size_t>(at - out.data()));
}

}  // namespace herd::core
