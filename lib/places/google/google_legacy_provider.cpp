#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "places/google/google_provider.hpp"
#include "places/google/legacy_request.hpp"
#include "places/google/legacy_response.hpp"
#include "places/http_status.hpp"
#include "places/upstream/host_message.hpp"

namespace herd::places {
namespace {

Failure make_failure(std::string_view status, const std::string& message) {
    return {std::string(status), "google-legacy: " + message};
}

class GoogleLegacyProvider final : public Provider {
public:
    GoogleLegacyProvider(std::shared_ptr<Upstream> upstream, GoogleOptions options)
        : upstream_(std::move(upstream)), options_(std::move(options)) {}

    Result<Answer, Failure> look_up(const Question& question, const Limits& limits) const override {
        if (asks_for_nothing(question)) return Answer{};
        auto response = upstream_->send(make_legacy_request(question, options_), limits);
        if (!response) {
            response.error().message = options_.key.redact(response.error().message);
            return unexpected(std::move(response.error()));
        }
        if (response->status != 200) {
            return unexpected(make_failure(nearby_status_of(response->status),
                                           "HTTP status " + std::to_string(response->status)));
        }
        return read(response->body, static_cast<std::size_t>(question.bound));
    }

private:
    Result<Answer, Failure> read(std::string_view body, std::size_t bound) const {
        // The key goes first: what follows then sees what the client will see.
        auto found = parse_legacy_response(options_.key.redact(body), bound);
        if (!found) {
            return unexpected(make_failure("UNKNOWN_ERROR", "no Nearby Search response: " + found.error()));
        }
        const bool is_good = found->status == "OK" || found->status == "ZERO_RESULTS";
        if (is_good && found->result_count) return Answer{std::move(found->body)};
        if (is_good) {
            return unexpected(
                make_failure("UNKNOWN_ERROR", "no Nearby Search response: it has no 'results'"));
        }
        return unexpected(fail(std::move(*found)));
    }

    Failure fail(LegacyResponse response) const {
        if (response.status.empty()) {
            return make_failure("UNKNOWN_ERROR", "no Nearby Search response: its 'status' is none");
        }
        if (response.error_message.empty())
            return make_failure(response.status, "Google answered " + response.status);
        Failure failure{response.status, format_host_message(response.error_message)};
        // A client is owed `results` and an `error_message`: where the host leaves one out, ours do.
        if (response.result_count) failure.document = std::move(response.body);
        return failure;
    }

    std::shared_ptr<Upstream> upstream_;
    GoogleOptions options_;
};

}  // namespace

std::shared_ptr<const Provider> make_google_legacy_provider(std::shared_ptr<Upstream> upstream,
                                                            GoogleOptions options) {
    return std::make_shared<GoogleLegacyProvider>(std::move(upstream), std::move(options));
}

}  // namespace herd::places
