#pragma once

#include <string>

#include "base/geo.hpp"
#include "base/result.hpp"
#include "base/time.hpp"

namespace herd::places {

/// What a WHATSAT asks.
/// Units:  `radius_km` 0..50, `bound` 0..20 places.
struct Question {
    LatLng at;
    double radius_km = 0;
    int bound = 0;
    friend bool operator==(const Question&, const Question&) = default;
};

/// Why there are no places. `status` is one of the Nearby Search statuses other than OK and ZERO_RESULTS
/// (OVER_QUERY_LIMIT, REQUEST_DENIED, INVALID_REQUEST, UNKNOWN_ERROR); `message` is for people.
struct Failure {
    std::string status;
    std::string message;
};

/// A JSON document in the format of a Nearby Search response; no newline at its end.
using Document = std::string;

/// Where places come from. Workers of the pool call it side by side, so it is const and safe for threads.
class Provider {
public:
    virtual ~Provider() = default;

    /// Answers by `deadline`, or fails. Blocks its thread meanwhile.
    virtual Result<Document, Failure> look_up(const Question& question, SteadyTime deadline) const = 0;
};

}  // namespace herd::places
