#include "trace/explain.hpp"

#include <cstdio>

#include "commands.hpp"
#include "exit_status.hpp"
#include "trace_input.hpp"

namespace herd::app {

int run_explain(const ExplainArguments& arguments) {
    const auto trace = load_trace_or_complain(arguments.trace);
    if (!trace) return exit_usage;
    const auto explanation = trace::explain(*trace, arguments.client);
    if (!explanation) {
        complain_of_client(*trace, arguments.trace, arguments.client);
        return exit_check_failed;
    }
    const std::string text = arguments.json ? trace::format_explanation_json(*explanation, *trace) + "\n"
                                            : trace::format_explanation(*explanation, *trace);
    std::fwrite(text.data(), 1, text.size(), stdout);
    return exit_good;
}

}  // namespace herd::app
