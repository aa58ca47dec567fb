#include "places/upstream/outcome.hpp"

namespace herd::places {
namespace {

using http::FaultKind;

bool is_server_error(const Outcome& outcome) {
    return outcome && outcome->status >= 500 && outcome->status <= 599;
}

bool has_fault(const Outcome& outcome, FaultKind kind) {
    return !outcome && outcome.error().kind == kind;
}

}  // namespace

Health health_of(const Outcome& outcome) {
    if (has_fault(outcome, FaultKind::stopped)) return Health::unknown;
    return outcome && !is_server_error(outcome) ? Health::good : Health::bad;
}

bool is_repeatable(const Outcome& outcome) {
    return has_fault(outcome, FaultKind::connect) || is_server_error(outcome);
}

bool is_unheard(const Outcome& outcome) {
    return has_fault(outcome, FaultKind::connect) || has_fault(outcome, FaultKind::tls);
}

std::optional<Count> count_of(const Outcome& outcome) {
    if (is_server_error(outcome)) return Count::server_errors;
    if (outcome) return outcome->status == 429 ? std::optional(Count::quota_errors) : std::nullopt;
    switch (outcome.error().kind) {
        case FaultKind::connect:
            return Count::connect_faults;
        case FaultKind::tls:
            return Count::tls_faults;
        case FaultKind::timeout:
            return Count::timeouts;
        case FaultKind::broken:
            return Count::broken_responses;
        case FaultKind::too_large:
            return Count::large_responses;
        case FaultKind::stopped:
            break;
    }
    return std::nullopt;
}

std::string describe(const Outcome& outcome) {
    return outcome ? "HTTP status " + std::to_string(outcome->status) : outcome.error().message;
}

}  // namespace herd::places
