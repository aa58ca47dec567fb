#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace herd::control {

/// A file within the executable.
struct Page {
    std::string path;       // where it is served: "/main.js"; "/" for the dashboard itself
    std::string_view type;  // of its content
    std::string_view bytes;
    std::string tag;  // an ETag, another one for other bytes
};

/// The dashboard's files.
const std::vector<Page>& dashboard_pages();

/// The description of the API.
const Page& openapi_page();

}  // namespace herd::control
