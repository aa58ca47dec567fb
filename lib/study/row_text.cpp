#include "study/row_text.hpp"

#include <string_view>

#include "study/number.hpp"

namespace herd::study {
namespace {

struct Field {
    std::string_view name;
    std::string text;  // of digits, letters, points and dashes
    bool is_word = false;
};

std::vector<Field> list_fields(const Row& row) {
    const Cell& cell = row.cell;
    const Figures& figures = row.figures;
    const auto& traffic = figures.traffic;
    const auto an_update = [&](std::uint64_t count) { return format_fixed(figures.an_update(count), 3); };
    return {{"part", std::string(format_part(cell.part)), true},
            {"topology", std::string(topology::format_shape(cell.shape)), true},
            {"servers", std::to_string(cell.servers)},
            {"links", std::to_string(figures.links)},
            {"propagation", std::string(format_propagation(cell.propagation)), true},
            {"latency_ms", format_ms(cell.latency)},
            {"rate", std::to_string(cell.rate)},
            {"bytes_per_second", std::to_string(cell.bytes_per_second)},
            {"split_ms", format_ms(cell.split)},
            {"updates", std::to_string(figures.updates)},
            {"reached", std::to_string(figures.reached)},
            {"payload", an_update(traffic.payload)},
            {"announcements", an_update(traffic.announcements)},
            {"resynced", an_update(traffic.resynced)},
            {"control", an_update(traffic.control)},
            {"messages", an_update(traffic.messages())},
            {"bytes", an_update(traffic.bytes)},
            {"mean_hops", format_fixed(figures.mean_hops, 3)},
            {"most_hops", std::to_string(figures.most_hops)},
            {"median_ms", format_ms(figures.median)},
            {"p99_ms", format_ms(figures.p99)},
            {"most_ms", format_ms(figures.most)}};
}

}  // namespace

std::string format_csv(const std::vector<Row>& rows) {
    std::string csv;
    for (const auto& row : rows) {
        const auto fields = list_fields(row);
        if (csv.empty()) {
            for (const auto& field : fields) csv.append(field.name).append(",");
            csv.back() = '\n';
        }
        for (const auto& field : fields) csv.append(field.text).append(",");
        csv.back() = '\n';
    }
    return csv;
}

std::string format_json(const std::vector<Row>& rows) {
    std::string json = "[";
    for (const auto& row : rows) {
        json += json.size() == 1 ? "\n{" : ",\n{";
        for (const auto& field : list_fields(row)) {
            const char* quote = field.is_word ? "\"" : "";
            json.append("\"").append(field.name).append("\":");
            json.append(quote).append(field.text).append(quote).append(",");
        }
        json.back() = '}';
    }
    return json + "\n]\n";
}

}  // namespace herd::study
