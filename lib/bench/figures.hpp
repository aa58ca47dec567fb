#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace herd::bench {

/// What was measured of a herd in one run; nothing: it was not.
/// Units: times in nanoseconds, rates a second.
struct Figures {
    using Figure = std::optional<double>;

    Figure answers;
    Figure answers_per_second;
    Figure latency_mean;  // from when a request was due, or sent
    Figure latency_p50;
    Figure latency_p99;
    Figure latency_p999;
    Figure latency_max;

    Figure accepted;  // updates
    Figure accepted_per_second;
    Figure propagated_per_second;  // until every server had them; one that some server never had, since a
                                   // newer one of its client came instead, counts for those that had it
    Figure arrivals_per_update;    // at other servers, as news
    Figure messages_per_update;    // of links
    Figure processor_per_update;   // of the herd's thread, for the answer and all servers

    Figure followed;        // updates, while propagation was measured
    Figure round_trip_p50;  // of an IAMAT, while propagation was measured
    Figure round_trip_p99;
    Figure round_trip_max;
    Figure propagation_p50;  // from the client's send to the last server's store
    Figure propagation_p99;
    Figure propagation_max;
    Figure propagation_ratio;  // of the medians

    Figure bytes_per_record;  // resident memory, for each record of each server
};

enum class FigureUnit { count, rate, time, ratio, bytes };

/// How a figure is called.
struct FigureName {
    Figures::Figure Figures::*figure;
    std::string_view key;    // in JSON; of a time with `_ns` at its end
    std::string_view label;  // for people
    FigureUnit unit;
};

/// All figures, in the order in which they are told.
std::span<const FigureName> list_figures();

/// `1,234`, `41.3 us`, `6.00`: a figure for people.
std::string format_figure(double value, FigureUnit unit);

/// The median of each figure over the runs that have it.
Figures find_medians(const std::vector<Figures>& runs);

}  // namespace herd::bench
