#include "checker/expected_hits.hpp"

#include <cmath>
#include <cstddef>
#include <unordered_set>

#include "base/decimal.hpp"
#include "checker/model_location.hpp"
#include "checker/words.hpp"

namespace herd::checker {
namespace {

/// By how much two ways to compute a distance may differ. Units: kilometres.
constexpr double tolerance = 1e-6;

/// Whether a text is the distance, rounded to three decimals.
bool is_rounded(const std::string& text, double km) {
    const auto point = text.find('.');
    const auto value = parse_double(text);
    if (!value || point == std::string::npos || text.size() - point != 4) return false;
    if (point > 1 && text.front() == '0') return false;
    return std::abs(*value - km) <= 0.0005 + tolerance;
}

}  // namespace

std::string find_wrong_hit(const Evidence& evidence, const Command& command, const Answer& answer,
                           FactIndex behind) {
    const RecordPool& records = evidence.records();
    const LatLng center = records[answer.record].at;
    if (answer.hits.size() > command.bound) return "has more hits than it may";

    std::unordered_set<TextId> listed;
    double last = 0;
    for (std::size_t i = 0; i < answer.hits.size(); ++i) {
        const Hit& hit = answer.hits[i];
        const SeenRecord& record = records[hit.record];
        const std::string shown = format_record(evidence, hit.record);
        const double km = measure_km(center, record.at);
        if (!is_rounded(evidence.text(hit.km), km)) return "has the wrong distance of " + shown;
        if (record.phone == command.phone || !listed.insert(record.phone).second)
            return "may not list " + shown;
        const auto newest = evidence.knowledge().newest(command.life, record.phone, behind);
        if (newest != hit.record && !evidence.knowledge().is_vague(command.life, record.phone))
            return "has another record than the newest: " + shown;
        if (km > command.radius_km + tolerance) return "lists what is too far: " + shown;
        const bool is_level = i > 0 && records[answer.hits[i - 1].record].at == record.at;
        const bool is_in_order =
            is_level ? evidence.text(records[answer.hits[i - 1].record].phone) < evidence.text(record.phone)
                     : km >= last - tolerance;
        if (!is_in_order) return "has the wrong order at " + shown;
        last = km;
    }
    const bool is_cut = answer.hits.size() == command.bound;
    for (const TextId phone : evidence.knowledge().phones(command.life)) {
        if (phone == command.phone || listed.contains(phone)) continue;
        const auto newest = evidence.knowledge().newest(command.life, phone, behind);
        if (!newest || evidence.knowledge().is_vague(command.life, phone)) continue;
        const double km = measure_km(center, records[*newest].at);
        if (km > command.radius_km - tolerance || (is_cut && (command.bound == 0 || km >= last - tolerance)))
            continue;
        return "does not list " + format_record(evidence, *newest);
    }
    return {};
}

}  // namespace herd::checker
