#pragma once

#include <string_view>

#include "config/document.hpp"
#include "config/table_reader.hpp"
#include "fault/fault.hpp"

namespace herd::control {

/// Reads how long a fault lasts, from the key `for`; reports it, if the fault ends by itself.
void read_term(config::TableReader& reader, fault::Fault& fault);

/// Writes a number of a JSON object as configurations have it: 50 as "50ppm". Other values stay as they are.
void spell_ppm(std::string_view key, config::Value& object);

}  // namespace herd::control
