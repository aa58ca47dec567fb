#include "places/places_tsv.hpp"

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <utility>

#include "base/decimal.hpp"

namespace herd::places {
namespace {

using Fields = std::array<std::string_view, 7>;
constexpr std::string_view columns = "id name lat lon type vicinity population";

/// The fields of a line, and how many there are altogether.
std::size_t split(std::string_view line, Fields& fields) {
    std::size_t count = 0;
    while (true) {
        const std::size_t tab = line.find('\t');
        if (count < fields.size()) fields[count] = line.substr(0, tab);
        ++count;
        if (tab == std::string_view::npos) return count;
        line.remove_prefix(tab + 1);
    }
}

std::optional<double> parse_degrees(std::string_view text, double limit) {
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+')) text.remove_prefix(1);
    const auto degrees = parse_double(text);
    if (!degrees || *degrees > limit) return std::nullopt;
    return negative ? -*degrees : *degrees;
}

std::string_view trim(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// A field as a fault shows it: no longer than a line of a terminal, and without control bytes.
std::string quote(std::string_view field) {
    std::string quoted = "\"";
    for (const char c : field.substr(0, 40))
        quoted += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? '?' : c;
    return quoted + (field.size() > 40 ? "...\"" : "\"");
}

class Parser {
public:
    Result<PlacesTsv, TsvFaults> parse(std::string_view text) {
        if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
        while (!text.empty()) {
            ++line_;
            const std::size_t end = text.find('\n');
            std::string_view line = text.substr(0, end);
            text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
            if (line.ends_with('\r')) line.remove_suffix(1);
            read_line(line);
        }
        if (faults_.first.empty() && tsv_.places.size() == 0)
            faults_.first.push_back({0, "there is no place in it"});
        if (!faults_.first.empty()) return unexpected(std::move(faults_));
        return std::move(tsv_);
    }

private:
    void read_line(std::string_view line) {
        if (line.size() > tsv_line_limit) {
            fault("longer than " + std::to_string(tsv_line_limit) + " bytes");
        } else if (line.find('\0') != std::string_view::npos) {
            fault("a NUL byte; the file should be UTF-8 text");
        } else if (line.starts_with('#')) {
            read_comment(trim(line.substr(1)));
        } else if (!trim(line).empty()) {
            read_place(line);
        }
    }

    void read_comment(std::string_view comment) {
        constexpr std::string_view key = "attribution:";
        if (!comment.starts_with(key)) return;
        const std::string_view html = trim(comment.substr(key.size()));
        if (html.empty()) {
            fault("the attribution is empty");
        } else if (tsv_.attributions.size() == tsv_attributions_limit) {
            fault("more than " + std::to_string(tsv_attributions_limit) + " attributions");
        } else {
            tsv_.attributions.emplace_back(html);
        }
    }

    void read_place(std::string_view line) {
        Fields fields;
        if (const std::size_t count = split(line, fields); count != fields.size()) {
            fault(std::to_string(count) + (count == 1 ? " field" : " fields") +
                  " instead of 7 separated by tabs (" + std::string(columns) + ")");
            return;
        }
        const auto [id, name, lat_text, lng_text, type, vicinity, population_text] = fields;
        const auto lat = parse_degrees(lat_text, 90);
        const auto lng = parse_degrees(lng_text, 180);
        constexpr std::uint64_t most = std::numeric_limits<std::uint32_t>::max();
        const auto population =
            population_text.empty() ? std::optional<std::uint64_t>(0) : parse_integer(population_text, most);
        if (id.empty()) fault("the id is empty");
        if (name.empty()) fault("the name is empty");
        if (!lat) fault("lat " + quote(lat_text) + " is not a decimal number of degrees within -90..90");
        if (!lng) fault("lon " + quote(lng_text) + " is not a decimal number of degrees within -180..180");
        if (!population)
            fault("population " + quote(population_text) + " is not an integer within 0..4294967295");
        if (!faults_.first.empty()) return;
        tsv_.places.add({id, name, {*lat, *lng}, type, vicinity, static_cast<std::uint32_t>(*population)});
    }

    void fault(std::string why) {
        if (faults_.first.size() < tsv_faults_limit) {
            faults_.first.push_back({line_, std::move(why)});
        } else {
            ++faults_.more;
        }
    }

    PlacesTsv tsv_;
    TsvFaults faults_;
    std::size_t line_ = 0;
};

}  // namespace

Result<PlacesTsv, TsvFaults> parse_places_tsv(std::string_view text) {
    return Parser().parse(text);
}

}  // namespace herd::places
