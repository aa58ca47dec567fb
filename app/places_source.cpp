#include "places_source.hpp"

#include <cstdio>
#include <utility>

#include "core_dump.hpp"
#include "herd_file.hpp"
#include "http/base_url.hpp"
#include "net/choose_provider.hpp"

namespace herd::app {

std::optional<places::Source> choose_places_or_complain(const std::string& file,
                                                        const config::PlacesOptions& options) {
    if (const auto key = net::read_key(options); key && !key->empty()) {
        forbid_core_dumps();
        const auto url = http::parse_base_url(options.base_url);
        if (url && !url->is_loopback && url->text.starts_with("http://"))
            say("warning: " + file + ": places.base_url: the key travels unencrypted; use https://");
    }
    auto source = net::choose_provider(options, [](const std::string& news) { say("places: " + news); });
    if (source) return std::move(*source);
    for (auto& fault : source.error()) {
        // What is wrong with a file of places names that file already.
        if (!fault.key.empty()) fault.file = file;
        std::fprintf(stderr, "%s\n", config::format_fault(fault).c_str());
    }
    return std::nullopt;
}

}  // namespace herd::app
