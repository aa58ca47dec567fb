#pragma once

#include <string>
#include <vector>

#include "study/study.hpp"

namespace herd::study {

struct Picture {
    std::string file;
    std::string title;
    std::string svg;
};

/// What the rows come to as pictures: costs by the number of servers, and convergence by load.
std::vector<Picture> draw_pictures(const std::vector<Row>& rows);

}  // namespace herd::study
