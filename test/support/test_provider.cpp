#include "support/test_provider.hpp"

#include <utility>

#include "support/patience.hpp"

namespace herd::test {
namespace {

class FunctionProvider final : public places::Provider {
public:
    explicit FunctionProvider(LookUp look_up) : look_up_(std::move(look_up)) {}

    Result<places::Answer, places::Failure> look_up(const places::Question& question,
                                                    const Limits&) const override {
        auto found = look_up_(question);
        if (!found) return unexpected(std::move(found.error()));
        return places::Answer{std::move(*found)};
    }

private:
    LookUp look_up_;
};

}  // namespace

std::shared_ptr<const places::Provider> make_provider(LookUp look_up) {
    return std::make_shared<FunctionProvider>(std::move(look_up));
}

places::Document empty_document() {
    return "{\n   \"results\" : [],\n   \"status\" : \"ZERO_RESULTS\"\n}";
}

std::shared_ptr<const places::Provider> make_empty_provider() {
    return make_provider([](const places::Question&) { return empty_document(); });
}

void Gate::pass() {
    std::unique_lock lock(mutex_);
    ++arrivals_;
    changed_.notify_all();
    changed_.wait(lock, [this] { return is_open_; });
}

void Gate::open() {
    const std::lock_guard lock(mutex_);
    is_open_ = true;
    changed_.notify_all();
}

bool Gate::await_arrivals(int count) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, patience, [&] { return arrivals_ >= count; });
}

std::shared_ptr<const places::Provider> make_gated_provider(std::shared_ptr<Gate> gate) {
    return make_provider([gate = std::move(gate)](const places::Question&) {
        gate->pass();
        return empty_document();
    });
}

}  // namespace herd::test
