#include "study/study.hpp"

#include <system_error>

#include "base/whole_file.hpp"
#include "study/measure.hpp"
#include "study/pictures.hpp"
#include "study/plan.hpp"
#include "study/row_text.hpp"
#include "study/tables.hpp"

namespace herd::study {

std::vector<Row> run_study(const StudyOptions& options) {
    const auto cells = plan_study(options.is_quick);
    std::vector<Row> rows;
    for (const auto& cell : cells) {
        if (options.on_cell) options.on_cell(cell);
        rows.push_back({cell, measure(cell, options.seed)});
    }
    return rows;
}

Result<void, std::string> write_study(const std::filesystem::path& directory, const std::vector<Row>& rows) {
    std::error_code error;
    std::filesystem::create_directories(directory, error);
    if (error) return unexpected(directory.string() + ": " + error.message());
    const auto pictures = draw_pictures(rows);
    for (const auto& picture : pictures) {
        if (auto done = write_whole(directory / picture.file, picture.svg); !done) return done;
    }
    if (auto done = write_whole(directory / "study.csv", format_csv(rows)); !done) return done;
    return write_whole(directory / "study.md", format_tables(rows, pictures));
}

}  // namespace herd::study
