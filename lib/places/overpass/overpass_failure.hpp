#pragma once

#include <string>
#include <string_view>

#include "places/provider.hpp"

namespace herd::places {

/// What went wrong, as a page of Overpass tells it in HTML: `line 1: parse error: ...`; one line.
/// Errors: empty, if the page does not tell.
std::string find_overpass_error(std::string_view page);

/// Why there are no places: a response with a status other than 200.
Failure make_status_failure(int http_status, std::string_view page);

/// Why there are no places: the status is 200, but the body is no answer.
Failure make_page_failure(std::string_view page);

/// Why there are no places: the answer remarks an error, so that it is not whole.
Failure make_remark_failure(std::string_view remark);

}  // namespace herd::places
