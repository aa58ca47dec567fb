#include <algorithm>
#include <string>
#include <vector>

#include "config/choice.hpp"
#include "config/sections.hpp"
#include "config/table_reader.hpp"
#include "http/base_url.hpp"

namespace herd::config {
namespace {

constexpr auto usual_key_env = "GOOGLE_PLACES_API_KEY";
constexpr std::size_t types_limit = 50;  // that Google takes

bool is_google(PlacesProvider provider) {
    return provider == PlacesProvider::google || provider == PlacesProvider::google_legacy;
}

/// Reads who answers.
/// Errors: false, if the file names nobody that there is.
bool read_provider(TableReader& reader, PlacesOptions& options) {
    const bool has_provider = reader.read_choice("provider", provider_choices, options.provider);
    PlacesProvider fallback{};
    if (reader.read_choice("fallback", fallback_choices, fallback)) options.fallback = fallback;
    return (has_provider || !reader.has("provider")) && (options.fallback || !reader.has("fallback"));
}

/// What the choice of a provider asks of other keys. Shape: after all other reads.
void check_provider(TableReader& reader, const PlacesOptions& options) {
    const std::string chosen =
        "; the provider is \"" + std::string(format_choice(provider_choices, options.provider)) + "\"";
    if (options.fallback && !is_network(options.provider))
        reader.fault("fallback", "is for providers on the network, which may fail" + chosen);
    if (options.provider == PlacesProvider::file || options.fallback == PlacesProvider::file) {
        reader.require("path", "the file of places that provider \"file\" serves");
    } else if (reader.has("path")) {
        reader.fault("path", "is for provider \"file\" alone" + chosen);
    }
}

void read_base_url(TableReader& reader, std::string& option) {
    std::string url;
    if (!reader.read_word("base_url", "a URL", url)) return;
    while (url.ends_with('/')) url.pop_back();
    if (http::parse_base_url(url)) {
        option = url;
        return;
    }
    reader.fault(
        "base_url",
        "expected a URL such as \"http://127.0.0.1:9000\", which starts with http:// or https:// and "
        "has no user, query or fragment");
}

void read_network(TableReader& reader, const std::filesystem::path& base, PlacesOptions& options) {
    constexpr auto hour = std::chrono::hours(1);
    read_base_url(reader, options.base_url);
    reader.read_path("ca_file", base, options.ca_file);
    reader.read_duration("connect_timeout", hour, options.connect_timeout);
    reader.read_duration("read_timeout", hour, options.read_timeout);
    reader.read_size("response_limit", {1 << 10, 1 << 28}, options.response_limit);
    reader.read_integer("retries", {0, 10}, options.retries);
    reader.read_integer("breaker_failures", {1, 1'000'000}, options.breaker_failures);
    reader.read_duration("breaker_pause", hour, options.breaker_pause);
    reader.read_integer_or_off("daily_budget", {1, 1'000'000'000}, options.daily_budget);
}

void read_types(TableReader& reader, PlacesOptions& options) {
    std::vector<ListItem> types;
    if (!reader.read_list("types", "an array of types of places such as [\"restaurant\"]", "a type", types))
        return;
    const auto is_letter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    };
    for (const ListItem& type : types) {
        if (!std::all_of(type.text.begin(), type.text.end(), is_letter)) {
            reader.fault("types",
                         "'" + type.text + "' is no type of places: these are of a to z, digits and '_'");
            return;
        }
        options.types.push_back(type.text);
    }
    const std::size_t limit = options.provider == PlacesProvider::google_legacy ? 1 : types_limit;
    if (types.size() > limit) {
        reader.fault("types", "has " + std::to_string(types.size()) + " types; the provider takes at most " +
                                  std::to_string(limit));
    }
}

void read_key_name(TableReader& reader, std::string& option) {
    std::string name;
    if (!reader.read_environment_name("api_key_env", name)) return;
    if (name.starts_with("AIza")) {
        reader.fault("api_key_env",
                     "looks like a key, which does not stand in this file; expected the name of "
                     "the environment variable that has it");
        return;
    }
    option = name;
}

void read_google(TableReader& reader, PlacesOptions& options) {
    if (is_google(options.provider)) options.api_key_env = usual_key_env;
    read_key_name(reader, options.api_key_env);
    const bool has_rank = reader.read_choice("rank", rank_choices, options.rank);
    if (options.provider == PlacesProvider::google_legacy) {
        if (has_rank && options.rank == PlacesRank::distance)
            reader.fault("rank", "google-legacy ranks by popularity, as it takes no radius otherwise");
        options.rank = PlacesRank::popularity;
    }
    reader.read_choice("fields", fields_choices, options.fields);
    read_types(reader, options);
    reader.read_word("language", "a language such as \"en\" or \"pt-BR\"", options.language);
}

void read_cache(TableReader& reader, PlacesOptions& options) {
    options.cache = usual_cache_time(options.provider);
    std::optional<nanoseconds> cache;
    if (reader.read_duration_or_off("cache", std::chrono::hours(24 * 30), cache))
        options.cache = cache.value_or(nanoseconds(0));
    reader.read_size("cache_size", {1 << 10, std::int64_t{1} << 32}, options.cache_size);
}

}  // namespace

bool is_network(PlacesProvider provider) {
    return is_google(provider) || provider == PlacesProvider::overpass;
}

nanoseconds usual_cache_time(PlacesProvider provider) {
    // Google's terms forbid to keep what it answers; the others' data are free, and change seldom.
    return is_google(provider) || provider == PlacesProvider::none ? nanoseconds(0) : std::chrono::hours(1);
}

void read_places(const Entry& section, const std::filesystem::path& base, PlacesOptions& options,
                 FaultList& faults) {
    TableReader reader(section, "places", faults);
    const bool has_provider = read_provider(reader, options);
    reader.read_path("path", base, options.path);
    reader.read_choice("layout", layout_choices, options.layout);
    reader.read_integer("workers", {1, 256}, options.workers);
    reader.read_integer("queue", {1, 1'000'000}, options.queue);
    reader.read_duration("timeout", std::chrono::hours(1), options.timeout);
    for (const auto key : {"api_key", "apikey", "api-key", "key"}) {
        reader.refuse(
            key,
            "a key does not stand in this file: put it in an environment variable, named by api_key_env");
    }
    read_network(reader, base, options);
    read_google(reader, options);
    read_cache(reader, options);
    if (has_provider) check_provider(reader, options);
    reader.finish();
}

}  // namespace herd::config
