#include "study.hpp"

#include <algorithm>
#include <cstdio>
#include <string>

#include "exit_status.hpp"
#include "herd_file.hpp"
#include "play_progress.hpp"
#include "study/plan.hpp"
#include "study/row_text.hpp"
#include "study/study.hpp"

namespace herd::app {
namespace {

std::string format_cell(const study::Cell& cell) {
    return std::string(study::format_part(cell.part)) + ": " + std::to_string(cell.servers) + " servers, " +
           std::string(topology::format_shape(cell.shape)) + ", " +
           std::string(study::format_propagation(cell.propagation));
}

}  // namespace

int run_study(const StudyArguments& arguments) {
    PlayProgress progress(study::plan_study(arguments.quick).size());
    study::StudyOptions options;
    options.seed = arguments.seed;
    options.is_quick = arguments.quick;
    options.on_cell = [&](const study::Cell& cell) { progress.start(format_cell(cell), 0); };
    const auto rows = study::run_study(options);
    progress.clear();
    if (const auto written = study::write_study(arguments.directory, rows); !written) {
        say("--study: " + written.error());
        return exit_usage;
    }
    if (arguments.json) {
        std::fputs(study::format_json(rows).c_str(), stdout);
    } else {
        std::printf("%zu herds measured, written to %s\n", rows.size(), arguments.directory.c_str());
    }
    const bool is_complete = std::all_of(rows.begin(), rows.end(), [](const study::Row& row) {
        return row.figures.reached == row.cell.servers;
    });
    if (is_complete) return exit_good;
    say("not every update came to every server: see the column reached");
    return exit_timeout;
}

}  // namespace herd::app
