#include "places/overpass/overpass_failure.hpp"

#include <cstddef>
#include <string>

#include "places/http_status.hpp"
#include "places/overpass/html_text.hpp"
#include "places/upstream/host_message.hpp"

namespace herd::places {
namespace {

std::string with_reason(std::string message, std::string_view reason) {
    if (!reason.empty()) message.append(": ").append(reason);
    return message;
}

}  // namespace

std::string find_overpass_error(std::string_view page) {
    constexpr std::string_view mark = "Error</strong>:";
    constexpr int most_errors = 8;
    constexpr std::size_t longest_error = 4096;  // bytes
    std::string errors;
    for (int i = 0; i < most_errors; ++i) {
        const std::size_t found = page.find(mark);
        if (found == std::string_view::npos) break;
        page.remove_prefix(found + mark.size());
        const std::string error =
            format_html_text(page.substr(0, longest_error).substr(0, page.find("</p>")));
        if (!errors.empty() && !error.empty()) errors += "; ";
        errors += error;
    }
    return format_host_message(errors);
}

Failure make_status_failure(int http_status, std::string_view page) {
    return {std::string(nearby_status_of(http_status)),
            with_reason("overpass answered with HTTP status " + std::to_string(http_status),
                        find_overpass_error(page))};
}

Failure make_page_failure(std::string_view page) {
    return {"UNKNOWN_ERROR",
            with_reason("overpass answered something else than places", find_overpass_error(page))};
}

Failure make_remark_failure(std::string_view remark) {
    return {"UNKNOWN_ERROR", with_reason("overpass did not finish its answer", format_host_message(remark))};
}

}  // namespace herd::places
