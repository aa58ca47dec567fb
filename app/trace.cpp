#include <algorithm>
#include <fstream>
#include <functional>
#include <iostream>
#include <ostream>
#include <string>
#include <vector>

#include "commands.hpp"
#include "exit_status.hpp"
#include "herd_file.hpp"
#include "trace/event_table.hpp"
#include "trace/mermaid_diagram.hpp"
#include "trace/perfetto_json.hpp"
#include "trace/selection.hpp"
#include "trace/shiviz_log.hpp"
#include "trace/svg_diagram.hpp"
#include "trace_input.hpp"

namespace herd::app {
namespace {

/// Writes to a file, or to standard output if its name is `-`.
/// Errors: false, and a complaint.
bool write_or_complain(const std::string& file, const std::function<void(std::ostream&)>& write) {
    if (file == "-") {
        write(std::cout);
        std::cout.flush();
        if (std::cout) return true;
        say("cannot write to standard output");
        return false;
    }
    std::ofstream out(file, std::ios::binary);
    write(out);
    out.close();
    if (!out) say("cannot write " + file);
    return static_cast<bool>(out);
}

void say_left_out(const std::string& file, std::size_t left_out) {
    if (left_out == 0) return;
    say(file + " leaves out " + std::to_string(left_out) +
        " events, for nobody could read it: narrow it with --client, --since or --until");
}

bool write_svg(const trace::Trace& trace, const trace::Selection& selection, const std::string& file) {
    const auto diagram = trace::make_svg_diagram(trace, selection);
    if (!diagram) {
        say(diagram.error());
        return false;
    }
    say_left_out(file, diagram->left_out);
    return write_or_complain(file, [&](std::ostream& out) { out << diagram->text; });
}

bool write_mermaid(const trace::Trace& trace, const trace::Selection& selection, const std::string& file) {
    const auto diagram = trace::make_mermaid_diagram(trace, selection);
    say_left_out(file, diagram.left_out);
    return write_or_complain(file, [&](std::ostream& out) { out << diagram.text; });
}

}  // namespace

int run_trace(const TraceArguments& arguments) {
    const std::vector<std::string> files{arguments.svg, arguments.mermaid, arguments.perfetto,
                                         arguments.shiviz};
    if (std::count(files.begin(), files.end(), "-") > 1) {
        say("only one picture can go to standard output");
        return exit_usage;
    }
    const auto trace = load_trace_or_complain(arguments.file);
    if (!trace) return exit_usage;
    trace::Selection selection{arguments.client, arguments.since, arguments.until};
    if (selection.client && !has_client(*trace, *selection.client)) {
        complain_of_client(*trace, arguments.file, *selection.client);
        return exit_check_failed;
    }

    bool is_good = true;
    const bool has_pictures =
        std::any_of(files.begin(), files.end(), [](const std::string& file) { return !file.empty(); });
    const trace::Trace selected = trace::select_events(*trace, selection);
    if (!has_pictures)
        is_good = write_or_complain("-", [&](std::ostream& out) { trace::write_event_table(selected, out); });
    if (!arguments.svg.empty()) is_good = write_svg(*trace, selection, arguments.svg) && is_good;
    if (!arguments.mermaid.empty()) is_good = write_mermaid(*trace, selection, arguments.mermaid) && is_good;
    if (!arguments.perfetto.empty()) {
        is_good = write_or_complain(arguments.perfetto,
                                    [&](std::ostream& out) { trace::write_perfetto_json(selected, out); }) &&
                  is_good;
    }
    if (!arguments.shiviz.empty()) {
        is_good = write_or_complain(arguments.shiviz,
                                    [&](std::ostream& out) { trace::write_shiviz_log(selected, out); }) &&
                  is_good;
    }
    return is_good ? exit_good : exit_usage;
}

}  // namespace herd::app
