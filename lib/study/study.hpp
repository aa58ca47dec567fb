#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "study/cell.hpp"
#include "study/figures.hpp"

namespace herd::study {

/// A cell and what was measured of it.
struct Row {
    Cell cell;
    Figures figures;
};

struct StudyOptions {
    std::uint64_t seed = 1;
    bool is_quick = false;
    /// Called before each cell; may be empty.
    std::function<void(const Cell& cell)> on_cell;
};

/// Measures all cells. Shape: the same seed makes the same rows.
std::vector<Row> run_study(const StudyOptions& options);

/// Writes a study into a directory, which is made: `study.csv`, `study.md` and its pictures, `study-*.svg`.
/// Errors: in words.
Result<void, std::string> write_study(const std::filesystem::path& directory, const std::vector<Row>& rows);

}  // namespace herd::study
