#include "places/google/google_provider.hpp"

#include <cstddef>
#include <string>
#include <utility>

#include "places/google/google_answer.hpp"
#include "places/google/google_error.hpp"
#include "places/google/google_request.hpp"

namespace herd::places {
namespace {

class GoogleProvider : public Provider {
public:
    GoogleProvider(std::shared_ptr<Upstream> upstream, GoogleOptions options)
        : upstream_(std::move(upstream)), options_(std::move(options)) {}

    Result<Answer, Failure> look_up(const Question& question, const Limits& limits) const override {
        if (asks_for_nothing(question)) return Answer{Nearby{}};
        const auto response = upstream_->send(make_google_request(question, options_), limits);
        if (!response) return unexpected(response.error());
        if (response->status != 200) return unexpected(parse_google_error(*response, options_.key));
        // A host that repeats what it was asked is not to tell the key to a client.
        const std::string body = options_.key.redact(response->body);
        auto nearby = parse_google_answer(body, static_cast<std::size_t>(question.bound));
        if (!nearby) return unexpected(Failure{"UNKNOWN_ERROR", "google: no answer: " + nearby.error()});
        return Answer{std::move(*nearby)};
    }

private:
    std::shared_ptr<Upstream> upstream_;
    GoogleOptions options_;
};

}  // namespace

std::shared_ptr<const Provider> make_google_provider(std::shared_ptr<Upstream> upstream,
                                                     GoogleOptions options) {
    return std::make_shared<const GoogleProvider>(std::move(upstream), std::move(options));
}

}  // namespace herd::places
