// Places that a WHATSAT asks for, from the embedded index.

#include <benchmark/benchmark.h>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <random>
#include <vector>

#include "places/embedded.hpp"
#include "places/nearest.hpp"

namespace herd::bench {
namespace {

/// Beside a town: what a phone asks.
constexpr places::Question beside_town{{34.068930, -118.445127}, 10, 5};

/// Anywhere on the sphere, mostly at sea.
std::vector<places::Question> make_questions() {
    std::mt19937_64 random(1);
    std::uniform_real_distribution<double> height(-1, 1), lng(-180, 180);
    std::vector<places::Question> questions;
    for (int i = 0; i < 4096; ++i)
        questions.push_back({{std::asin(height(random)) * 180 / std::numbers::pi, lng(random)}, 50, 20});
    return questions;
}

const std::vector<places::Question>& choose_questions(bool is_anywhere) {
    static const std::vector<places::Question> anywhere = make_questions();
    static const std::vector<places::Question> town{beside_town};
    return is_anywhere ? anywhere : town;
}

void find_places(benchmark::State& state, bool is_anywhere) {
    const auto& questions = choose_questions(is_anywhere);
    const places::Gazetteer& gazetteer = places::embedded_gazetteer();
    std::size_t i = 0;
    for (auto _ : state) {
        const places::Question& asked = questions[i++ % questions.size()];
        benchmark::DoNotOptimize(places::find_nearest(gazetteer, asked.at, asked.radius_km,
                                                      static_cast<std::size_t>(asked.bound)));
    }
}
BENCHMARK_CAPTURE(find_places, beside_town, false);
BENCHMARK_CAPTURE(find_places, anywhere, true);

/// With the document that the client gets to see.
void answer_whatsat(benchmark::State& state, bool is_anywhere) {
    const auto& questions = choose_questions(is_anywhere);
    const auto provider = places::make_embedded_provider();
    std::size_t i = 0;
    for (auto _ : state) {
        const auto outcome = provider->look_up(questions[i++ % questions.size()], {});
        benchmark::DoNotOptimize(places::format_outcome(outcome, places::Layout::classic));
    }
}
BENCHMARK_CAPTURE(answer_whatsat, beside_town, false);
BENCHMARK_CAPTURE(answer_whatsat, anywhere, true);

}  // namespace
}  // namespace herd::bench
