#pragma once

#include <string>
#include <utility>

#include "base/result.hpp"
#include "config/document.hpp"
#include "config/fault_list.hpp"
#include "config/table_reader.hpp"
#include "control/problem.hpp"
#include "control/request.hpp"

namespace herd::control {

/// The JSON object that a request has for a body; without one, an empty object.
/// Errors: 400.
Result<config::Value, Problem> parse_body(const Request& request);

/// What is wrong with a body, as 400; nothing, if that is nothing.
Result<void, Problem> check_faults(config::FaultList& faults);

/// Takes the values out of a body by `read(TableReader&, FaultList&)`, and reports what that did not ask for.
template <class Read>
Result<void, Problem> read_body(const config::Value& body, Read read) {
    config::FaultList faults{std::filesystem::path()};
    config::TableReader reader(body, faults);
    read(reader, faults);
    reader.finish();
    return check_faults(faults);
}

}  // namespace herd::control
