#include "scenario/scenario.hpp"

#include <system_error>

#include "config/document.hpp"
#include "config/fault_list.hpp"
#include "config/name_reader.hpp"
#include "config/table_reader.hpp"
#include "config/text_file.hpp"
#include "scenario/herd_source.hpp"
#include "scenario/outside.hpp"
#include "scenario/step_table.hpp"

namespace herd::scenario {
namespace {

constexpr std::size_t longest_scenario = std::size_t{1} << 20;  // bytes

using Faults = std::vector<config::Fault>;

std::filesystem::path directory_of(const std::filesystem::path& file) {
    std::error_code error;  // the working directory may be gone: then paths stay relative
    const auto absolute = std::filesystem::absolute(file, error);
    return (error ? file : absolute).parent_path().lexically_normal();
}

void read_steps(config::TableReader& table, bool knows_herd, Scenario& scenario, config::FaultList& faults) {
    // Without its herd each name in a file would be a fault: of them, the one that matters is told.
    config::FaultList ignored(scenario.file);
    const config::NameReader names(scenario.config.servers, &scenario.config.links,
                                   knows_herd ? faults : ignored);
    auto steps = table.open_tables("step");
    for (auto& step : steps) read_step(step, names, scenario.steps);
    if (steps.empty() && table.has("step", config::Kind::array)) table.fault("step", "has no steps");
}

}  // namespace

Result<Scenario, Faults> parse_scenario(std::string_view text, const std::filesystem::path& name,
                                        Reach reach) {
    config::FaultList faults(name);
    auto document = config::parse_document(text);
    if (!document) {
        faults.add(document.error().position, "", document.error().why);
        return unexpected(faults.take());
    }
    Scenario scenario;
    scenario.file = name;
    scenario.name = name.stem().string();
    scenario.config.base = directory_of(name);
    const bool lacks_herd = reach == Reach::nothing && cut_outside(*document, faults);
    config::TableReader table(*document, faults);
    table.read_text("name", "a sentence", scenario.name);
    Faults others;
    const bool knows_herd = read_herd_source(table, scenario.config, faults, others) && !lacks_herd;
    read_steps(table, knows_herd, scenario, faults);
    table.require("step", "steps, as in [[step]] and settle = \"1s\" below it");
    table.refuse("fault", "what breaks is a step of a scenario, as in [[step]] and cut = [...] below it");
    table.finish();
    auto all = faults.take();
    all.insert(all.end(), others.begin(), others.end());
    if (!all.empty()) return unexpected(std::move(all));
    return scenario;
}

Result<Scenario, Faults> load_scenario(const std::filesystem::path& file) {
    const auto text = config::read_text_file(file, longest_scenario);
    if (text) return parse_scenario(*text, file);
    config::FaultList faults(file);
    faults.add({}, "", text.error().why);
    return unexpected(faults.take());
}

}  // namespace herd::scenario
