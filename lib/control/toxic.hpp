#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "config/document.hpp"
#include "control/problem.hpp"

namespace herd::control {

/// A direction of a link, as Toxiproxy calls it: upstream is what leaves the first end of its name.
enum class Stream { upstream, downstream };
std::string_view format_stream(Stream stream);

/// What Toxiproxy can do to a connection. Source: https://github.com/Shopify/toxiproxy, "Toxics"
enum class ToxicKind { latency, bandwidth, slow_close, timeout, reset_peer, slicer, limit_data };
std::string_view format_kind(ToxicKind kind);

/// The attributes of a kind, in the order of `Toxic::values`.
const std::vector<std::string_view>& attributes_of(ToxicKind kind);

/// One of them on a link. Units: as Toxiproxy has them: milliseconds, kilobytes a second, bytes; the slicer's
/// delay is in microseconds.
struct Toxic {
    std::string name;
    ToxicKind kind = ToxicKind::latency;
    Stream stream = Stream::downstream;
    std::vector<std::int64_t> values;
};

/// `latency_downstream`: what a toxic is called that was given no name.
std::string name_toxic(ToxicKind kind, Stream stream);

/// A new toxic, out of the body of a request.
/// Errors: those of Toxiproxy, in its words: 400; and 422 for what it takes, and a link has not.
Result<Toxic, Problem> parse_toxic(const config::Value& body);

/// The toxic with other attributes: those that the body names. Errors: likewise.
Result<Toxic, Problem> change_toxic(Toxic toxic, const config::Value& body);

/// The toxic as a JSON object.
void append_toxic(const Toxic& toxic, std::string& out);

/// `bad request body: WHY`, as Toxiproxy has it. Status 400.
Problem refuse_body(const std::string& why);

}  // namespace herd::control
