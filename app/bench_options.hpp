#pragma once

#include "commands.hpp"

namespace CLI {
class App;
}

namespace herd::app {

/// Lets `herd bench` be given its arguments.
void add_bench_options(CLI::App& command, BenchArguments& arguments);

}  // namespace herd::app
