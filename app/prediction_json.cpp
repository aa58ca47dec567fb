#include "prediction_json.hpp"

namespace herd::app {
namespace {

void write_count(JsonWriter& writer, const char* key, std::size_t count) {
    writer.Key(key);
    writer.Uint64(count);
}

void write_figure(JsonWriter& writer, const char* key, const trace::Figure& figure) {
    writer.Key(key);
    writer.StartObject();
    write_count(writer, "predicted", figure.predicted);
    write_count(writer, "measured", figure.measured);
    writer.Key("reasons");
    writer.StartArray();
    for (const auto& reason : figure.reasons) {
        writer.StartObject();
        writer.Key("difference");
        writer.Int64(reason.difference);
        writer.Key("why");
        write_string(writer, reason.why);
        writer.EndObject();
    }
    writer.EndArray();
    writer.EndObject();
}

void write_prediction(JsonWriter& writer, const trace::Prediction& prediction,
                      const std::vector<std::string>& names) {
    writer.StartObject();
    writer.Key("client");
    write_string(writer, trace::format_client(prediction.update.client));
    writer.Key("time");
    write_string(writer, prediction.update.time);
    writer.Key("origin");
    write_string(writer, names[prediction.update.origin]);
    writer.Key("as_predicted");
    writer.Bool(trace::holds(prediction));
    write_figure(writer, "messages", prediction.messages);
    writer.Key("messages_on_links_up");
    writer.Uint64(prediction.on_links_up.value_or(prediction.messages.predicted));
    write_figure(writer, "worst_hops", prediction.worst_hops);
    write_figure(writer, "servers", prediction.servers);
    write_figure(writer, "resyncs", prediction.resyncs);
    writer.EndObject();
}

}  // namespace

void write_predictions(JsonWriter& writer, const trace::Predictions& predictions,
                       const std::vector<std::string>& names) {
    writer.StartObject();
    write_count(writer, "count", predictions.updates);
    write_count(writer, "began_before", predictions.older);
    writer.Key("newest");
    writer.StartArray();
    for (const auto& prediction : predictions.newest) write_prediction(writer, prediction, names);
    writer.EndArray();
    writer.EndObject();
}

}  // namespace herd::app
