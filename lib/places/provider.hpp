#pragma once

#include <optional>
#include <string>
#include <variant>

#include "base/geo.hpp"
#include "base/limits.hpp"
#include "base/result.hpp"
#include "places/nearby.hpp"

namespace herd::places {

/// What a WHATSAT asks.
/// Units:  `radius_km` 0..50, `bound` 0..20 places.
struct Question {
    LatLng at;
    double radius_km = 0;
    int bound = 0;
    friend bool operator==(const Question&, const Question&) = default;
};

/// Whether the answer is that there is nothing, without asking anybody.
inline bool asks_for_nothing(const Question& question) {
    return question.bound <= 0 || !(question.radius_km > 0);
}

/// Why there are no places. `status` is one of the Nearby Search statuses other than OK and ZERO_RESULTS
/// (OVER_QUERY_LIMIT, REQUEST_DENIED, INVALID_REQUEST, UNKNOWN_ERROR); `message` is for people, and has no
/// key in it.
struct Failure {
    std::string status;
    std::string message;
    std::optional<Document> document = std::nullopt;  // what the source itself says of it, in the same format
};

/// What was found: places, or a document that is laid out already.
struct Answer {
    std::variant<Nearby, Document> content;
    bool is_substitute = false;  // from another provider than the one that was to be asked
};

/// Where places come from. Workers of the pool call it side by side, so it is const and safe for threads.
class Provider {
public:
    virtual ~Provider() = default;

    /// Answers within `limits`, or fails. Blocks its thread meanwhile.
    virtual Result<Answer, Failure> look_up(const Question& question, const Limits& limits) const = 0;
};

/// What a client gets to see of it: a JSON document in the format of a Nearby Search response, no newline at
/// its end.
Document format_outcome(const Result<Answer, Failure>& outcome, Layout layout);

}  // namespace herd::places
