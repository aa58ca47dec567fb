#pragma once

#include <string>
#include <vector>

#include "study/pictures.hpp"
#include "study/study.hpp"

namespace herd::study {

/// The rows as a Markdown document with tables and its pictures, flooding and trees side by side.
std::string format_tables(const std::vector<Row>& rows, const std::vector<Picture>& pictures);

}  // namespace herd::study
