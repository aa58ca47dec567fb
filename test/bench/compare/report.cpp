// Writes what script/bench has measured into a document, as tables and plots.
// Usage: bench_report DOCUMENT IMAGES RESULTS...
// DOCUMENT has a section for them, plots go to the folder IMAGES, which is beside it, and RESULTS are JSON
// lines.

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/whole_file.hpp"
#include "plots.hpp"
#include "runs.hpp"
#include "section.hpp"
#include "tables.hpp"

namespace {

namespace fs = std::filesystem;
using namespace herd::bench;
using Done = herd::Result<void, std::string>;

std::string read_all(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

Done write_report(const fs::path& document, const fs::path& images, const std::vector<Run>& runs) {
    std::string text = format_tables(runs);
    for (const auto& plot : draw_plots(runs)) {
        const auto written = herd::write_whole(images / plot.file, plot.svg);
        if (!written) return written;
        text += "![" + plot.title + "](" + images.filename().string() + "/" + plot.file + ")\n\n";
    }
    while (text.ends_with("\n\n")) text.pop_back();
    const auto replaced = replace_section(read_all(document), "script/bench", text);
    if (!replaced) return herd::unexpected(document.string() + ": " + replaced.error());
    return herd::write_whole(document, *replaced);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 4) {
        std::fputs("usage: bench_report DOCUMENT IMAGES RESULTS...\n", stderr);
        return 2;
    }
    std::vector<Run> runs;
    for (int i = 3; i < argc; ++i) {
        const auto parsed = parse_runs(read_all(argv[i]));
        if (!parsed) {
            std::fprintf(stderr, "bench_report: %s: %s\n", argv[i], parsed.error().c_str());
            return 1;
        }
        runs.insert(runs.end(), parsed->begin(), parsed->end());
    }
    const auto written = write_report(argv[1], argv[2], runs);
    if (written) return 0;
    std::fprintf(stderr, "bench_report: %s\n", written.error().c_str());
    return 1;
}
