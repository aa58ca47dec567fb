#include <string>

#include "config/choice.hpp"
#include "config/sections.hpp"
#include "config/table_reader.hpp"

namespace herd::config {
namespace {

void read_provider(TableReader& reader, const std::filesystem::path& base, PlacesOptions& options) {
    const bool good =
        reader.read_choice("provider", provider_choices, options.provider) || !reader.has("provider");
    reader.read_path("path", base, options.path);
    if (!good) return;
    if (options.provider == PlacesProvider::file) {
        reader.require("path", "the file of places that provider \"file\" serves");
    } else if (reader.has("path")) {
        reader.fault("path", "is for provider \"file\" alone; the provider is \"" +
                                 std::string(format_choice(provider_choices, options.provider)) + "\"");
    }
}

void read_base_url(TableReader& reader, std::string& option) {
    std::string url;
    if (!reader.read_word("base_url", "a URL", url)) return;
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (url.starts_with(scheme) && url.size() > scheme.size()) {
            option = url;
            return;
        }
    }
    reader.fault("base_url",
                 "expected a URL such as \"http://127.0.0.1:9000\", which starts with http:// or https://");
}

}  // namespace

void read_places(const Entry& section, const std::filesystem::path& base, PlacesOptions& options,
                 FaultList& faults) {
    TableReader reader(section, "places", faults);
    reader.read_integer("workers", {1, 256}, options.workers);
    reader.read_integer("queue", {1, 1'000'000}, options.queue);
    reader.read_duration("timeout", std::chrono::hours(1), options.timeout);
    reader.read_environment_name("api_key_env", options.api_key_env);
    read_base_url(reader, options.base_url);
    for (const auto key : {"api_key", "apikey", "api-key", "key"}) {
        reader.refuse(
            key,
            "a key does not stand in this file: put it in an environment variable, named by api_key_env");
    }
    read_provider(reader, base, options);
    reader.finish();
}

}  // namespace herd::config
