// What was predicted beside what was measured, for people.

#include "base/columns.hpp"
#include "trace/prediction.hpp"

namespace herd::trace {
namespace {

// More reasons than these are counted.
constexpr std::size_t reasons_shown = 5;

std::string format_reasons(const std::vector<Reason>& reasons) {
    std::string text;
    for (std::size_t i = 0; i < reasons.size(); ++i) {
        if (i == reasons_shown) return text + "; and " + format_count(reasons.size() - i, "more reason");
        const auto& reason = reasons[i];
        text += (i == 0 ? "" : "; ") + std::string(reason.difference > 0 ? "+" : "") +
                std::to_string(reason.difference) + " " + reason.why;
    }
    return text;
}

Row format_figure(const std::string& name, const Figure& figure, const std::string& note = "") {
    return {"  " + name, std::to_string(figure.predicted) + " predicted" + note,
            std::to_string(figure.measured) + " measured", format_reasons(figure.reasons)};
}

std::string format_prediction(const Prediction& prediction, const std::vector<std::string>& names) {
    std::string head =
        "  " + format_update(prediction.update) + " at " + names[prediction.update.origin] + ":";
    if (holds(prediction)) {
        return head + " as predicted, " + format_count(prediction.messages.measured, "message") +
               ", worst hops " + std::to_string(prediction.worst_hops.measured) + ", " +
               format_count(prediction.servers.measured, "server") + "\n";
    }
    const std::string note =
        prediction.on_links_up ? ", " + std::to_string(*prediction.on_links_up) + " on the links that were up"
                               : "";
    return head + "\n" +
           format_columns({format_figure("messages", prediction.messages, note),
                           format_figure("worst hops", prediction.worst_hops),
                           format_figure("servers", prediction.servers),
                           format_figure("resyncs", prediction.resyncs)});
}

}  // namespace

std::string format_predictions(const Predictions& predictions, const Trace& trace) {
    std::string text = "updates: " + std::to_string(predictions.updates);
    if (predictions.newest.size() < predictions.updates)
        text += ", the newest " + std::to_string(predictions.newest.size()) + " of them";
    text += "\n";
    for (const auto& prediction : predictions.newest) text += format_prediction(prediction, trace.servers);
    if (predictions.older > 0) {
        text += "  " + format_count(predictions.older, "update") +
                " began before the trace does, and cannot be compared\n";
    }
    return text;
}

}  // namespace herd::trace
