#include "control/page.hpp"

#include <array>
#include <cstddef>

// The assembler takes the files as they are. `pages.inc` has a line for each of them.
#define HERD_PAGE(number, path, file, tag) \
    asm(".pushsection .rodata\n"           \
        ".global herd_page_" #number       \
        "_begin\n"                         \
        ".hidden herd_page_" #number       \
        "_begin\n"                         \
        "herd_page_" #number               \
        "_begin:\n"                        \
        ".incbin \"" file                  \
        "\"\n"                             \
        ".global herd_page_" #number       \
        "_end\n"                           \
        ".hidden herd_page_" #number       \
        "_end\n"                           \
        "herd_page_" #number               \
        "_end:\n"                          \
        ".byte 0\n"                        \
        ".popsection\n");
#include "pages.inc"
#undef HERD_PAGE

extern "C" {
#define HERD_PAGE(number, path, file, tag)          \
    extern const char herd_page_##number##_begin[]; \
    extern const char herd_page_##number##_end[];
#include "pages.inc"
#undef HERD_PAGE
}

namespace herd::control {
namespace {

struct ContentType {
    std::string_view ending;
    std::string_view type;
};

constexpr std::array<ContentType, 7> content_types{{{".html", "text/html; charset=utf-8"},
                                                    {".js", "text/javascript; charset=utf-8"},
                                                    {".css", "text/css; charset=utf-8"},
                                                    {".json", "application/json"},
                                                    {".svg", "image/svg+xml"},
                                                    {".png", "image/png"},
                                                    {".woff2", "font/woff2"}}};

std::string_view find_content_type(std::string_view path) {
    for (const auto& one : content_types) {
        if (path.ends_with(one.ending)) return one.type;
    }
    return "text/plain; charset=utf-8";
}

Page make_page(std::string_view path, std::string_view tag, const char* begin, const char* end) {
    Page page;
    page.bytes = {begin, static_cast<std::size_t>(end - begin)};
    page.type = find_content_type(path);
    page.path = path == "/index.html" ? "/" : path;
    page.tag = "\"" + std::string(tag) + "\"";
    return page;
}

/// The description of the API comes first.
const std::vector<Page>& embedded_pages() {
    static const std::vector<Page> pages{
#define HERD_PAGE(number, path, file, tag) \
    make_page(path, tag, herd_page_##number##_begin, herd_page_##number##_end),
#include "pages.inc"
#undef HERD_PAGE
    };
    return pages;
}

}  // namespace

const std::vector<Page>& dashboard_pages() {
    static const std::vector<Page> pages(embedded_pages().begin() + 1, embedded_pages().end());
    return pages;
}

const Page& openapi_page() {
    return embedded_pages().front();
}

}  // namespace herd::control
