#pragma once

#include <string>
#include <vector>

#include "study/study.hpp"

namespace herd::study {

/// All rows with a line of column names. Source: docs/study.md, "The table"
std::string format_csv(const std::vector<Row>& rows);

/// The same as a list of objects, a line each.
std::string format_json(const std::vector<Row>& rows);

}  // namespace herd::study
