#include "places/fallback_provider.hpp"

#include <algorithm>
#include <chrono>
#include <string_view>
#include <utility>
#include <variant>

namespace herd::places {
namespace {

class EmptyProvider final : public Provider {
public:
    Result<Answer, Failure> look_up(const Question&, const Limits&) const override { return Answer{}; }
};

/// Of the time that there is, so much that the second can still answer when the first has hung.
Limits leave_time(const Limits& limits) {
    constexpr nanoseconds most = std::chrono::milliseconds(200);
    if (limits.deadline == SteadyTime::max()) return limits;
    const nanoseconds left = limits.deadline - std::chrono::steady_clock::now();
    return {limits.deadline - std::clamp(left / 10, nanoseconds(0), most), limits.stop};
}

class FallbackProvider final : public Provider {
public:
    FallbackProvider(std::shared_ptr<const Provider> first, std::string first_name,
                     std::shared_ptr<const Provider> second, std::string second_name)
        : first_(std::move(first)),
          first_name_(std::move(first_name)),
          second_(std::move(second)),
          second_name_(std::move(second_name)) {}

    Result<Answer, Failure> look_up(const Question& question, const Limits& limits) const override {
        auto answer = first_->look_up(question, leave_time(limits));
        if (answer) return answer;
        auto substitute = second_->look_up(question, limits);
        if (!substitute) return answer;
        substitute->is_substitute = true;
        if (auto* nearby = std::get_if<Nearby>(&substitute->content)) {
            nearby->info_messages.push_back(format_info(answer.error()));
        }
        return substitute;
    }

private:
    std::string format_info(const Failure& failure) const {
        std::string_view message = failure.message;
        // Who failed is said already.
        if (const std::string name = first_name_ + ": "; message.starts_with(name)) {
            message.remove_prefix(name.size());
        }
        std::string info = first_name_ + " failed (" + failure.status;
        if (!message.empty()) info.append(": ").append(message);
        return info + "); these places are from " + second_name_;
    }

    std::shared_ptr<const Provider> first_;
    std::string first_name_;
    std::shared_ptr<const Provider> second_;
    std::string second_name_;
};

}  // namespace

std::shared_ptr<const Provider> make_empty_provider() {
    return std::make_shared<EmptyProvider>();
}

std::shared_ptr<const Provider> make_fallback_provider(std::shared_ptr<const Provider> first,
                                                       std::string first_name,
                                                       std::shared_ptr<const Provider> second,
                                                       std::string second_name) {
    return std::make_shared<FallbackProvider>(std::move(first), std::move(first_name), std::move(second),
                                              std::move(second_name));
}

}  // namespace herd::places
