#include "places/provider.hpp"

namespace herd::places {

Document format_outcome(const Result<Answer, Failure>& outcome, Layout layout) {
    if (!outcome) {
        const Failure& failure = outcome.error();
        return failure.document ? *failure.document : format_failure(failure.status, failure.message, layout);
    }
    if (const auto* document = std::get_if<Document>(&outcome->content)) return *document;
    return format_nearby(std::get<Nearby>(outcome->content), layout);
}

}  // namespace herd::places
