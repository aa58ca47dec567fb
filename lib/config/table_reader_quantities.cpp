#include <string>

#include "base/quantity.hpp"
#include "config/table_reader.hpp"

namespace herd::config {

bool TableReader::take_size(const Entry& entry, Range range, std::string_view more_forms,
                            std::size_t& option) {
    std::optional<std::int64_t> size;
    if (entry.value.kind == Kind::integer) size = entry.value.integer;
    if (entry.value.kind == Kind::string) size = parse_size(entry.value.string);
    if (size && *size >= range.least && *size <= range.most) {
        option = static_cast<std::size_t>(*size);
        return true;
    }
    expected(entry, "a size from " + format_size(static_cast<std::uint64_t>(range.least)) + " to " +
                        format_size(static_cast<std::uint64_t>(range.most)) +
                        ", as an integer of bytes or as \"64KiB\", \"1MiB\" or \"1GiB\"" +
                        std::string(more_forms));
    return false;
}

bool TableReader::read_size(std::string_view key, Range range, std::size_t& option) {
    const auto* entry = ask(key);
    return entry && take_size(*entry, range, "", option);
}

bool TableReader::read_size_or_off(std::string_view key, Range range, std::size_t& option) {
    const auto* entry = ask(key);
    if (!entry) return false;
    if (entry->value.kind != Kind::string || entry->value.string != "off")
        return take_size(*entry, range, ", or \"off\"", option);
    option = 0;
    return true;
}

std::optional<nanoseconds> TableReader::take_duration(const Entry& entry, nanoseconds most,
                                                      std::string_view more_forms) {
    std::optional<nanoseconds> duration;
    if (entry.value.kind == Kind::string) duration = parse_duration(entry.value.string);
    if (!duration) {
        expected(entry,
                 "a duration such as \"500us\", \"250ms\", \"1.5s\" or \"2m\"" + std::string(more_forms));
        return std::nullopt;
    }
    if (*duration > nanoseconds(0) && *duration <= most) return duration;
    expected(entry, "a duration above 0s and at most " + format_duration(most) + std::string(more_forms));
    return std::nullopt;
}

bool TableReader::read_duration(std::string_view key, nanoseconds most, nanoseconds& option) {
    const auto* entry = ask(key);
    if (!entry) return false;
    const auto duration = take_duration(*entry, most, "");
    if (duration) option = *duration;
    return duration.has_value();
}

bool TableReader::read_duration(std::string_view key, DurationRange range, nanoseconds& option) {
    const auto* entry = ask(key);
    if (!entry) return false;
    std::optional<nanoseconds> duration;
    if (entry->value.kind == Kind::string) duration = parse_duration(entry->value.string);
    if (duration && *duration >= range.least && *duration <= range.most) {
        option = *duration;
        return true;
    }
    expected(*entry, "a duration from " + format_duration(range.least) + " to " +
                         format_duration(range.most) + ", such as \"250ms\"");
    return false;
}

bool TableReader::read_offset(std::string_view key, nanoseconds most, nanoseconds& option) {
    const auto* entry = ask(key);
    if (!entry) return false;
    std::optional<nanoseconds> offset;
    if (entry->value.kind == Kind::string) offset = parse_offset(entry->value.string);
    if (offset && *offset >= -most && *offset <= most) {
        option = *offset;
        return true;
    }
    expected(*entry, "an offset such as \"-2s\" or \"+500ms\", at most " + format_duration(most));
    return false;
}

bool TableReader::read_ppm(std::string_view key, double most, double& option) {
    const auto* entry = ask(key);
    if (!entry) return false;
    std::optional<double> ppm;
    if (entry->value.kind == Kind::string) ppm = parse_ppm(entry->value.string);
    if (ppm && *ppm >= -most && *ppm <= most) {
        option = *ppm;
        return true;
    }
    expected(*entry, "millionths such as \"200ppm\", from " + format_ppm(-most) + " to " + format_ppm(most));
    return false;
}

bool TableReader::read_duration_or_off(std::string_view key, nanoseconds most,
                                       std::optional<nanoseconds>& option) {
    const auto* entry = ask(key);
    if (!entry) return false;
    if (entry->value.kind == Kind::string && entry->value.string == "off") {
        option = std::nullopt;
        return true;
    }
    const auto duration = take_duration(*entry, most, ", or \"off\"");
    if (duration) option = duration;
    return duration.has_value();
}

}  // namespace herd::config
