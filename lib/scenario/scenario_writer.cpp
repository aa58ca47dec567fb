#include "scenario/scenario_writer.hpp"

#include "scenario/herd_writer.hpp"
#include "scenario/step_writer.hpp"
#include "scenario/toml_text.hpp"

namespace herd::scenario {

std::string format_scenario(const Scenario& scenario) {
    std::string text = "name = " + format_toml(scenario.name) + "\n" + format_herd_tables(scenario.config);
    for (const auto& step : scenario.steps) text += "\n[[step]]\n" + write_step(step.verb).format_lines();
    return text;
}

}  // namespace herd::scenario
