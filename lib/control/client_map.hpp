#pragma once

#include <cstddef>
#include <string>

#include "control/back_office.hpp"

namespace herd::control {

/// A part of the world, cut into cells. Units: degrees.
struct MapArea {
    double west = -180;
    double south = -90;
    double east = 180;
    double north = 90;
    std::size_t columns = 64;
    std::size_t rows = 32;
    std::size_t limit = 500;  // clients that are told one by one; if there are more, only cells are
};

/// Where the clients of a part of the world are, as `{"total":N,"scanned":N,"clients":[...]}`, or with
/// `"cells":[[column,row,count],...]`, the first column at the west and the first row at the north.
/// Errors: those of the loop.
Result<std::string, Problem> map_clients(const BackOffice& office, const MapArea& area);

}  // namespace herd::control
