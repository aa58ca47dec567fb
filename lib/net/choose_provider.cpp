#include "net/choose_provider.hpp"

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "config/choice.hpp"
#include "http/curl_transport.hpp"
#include "places/embedded.hpp"
#include "places/fallback_provider.hpp"
#include "places/file_provider.hpp"
#include "places/google/google_provider.hpp"
#include "places/overpass/overpass_provider.hpp"
#include "places/upstream/upstream.hpp"

namespace herd::net {
namespace {

using config::PlacesProvider;
using Provider = std::shared_ptr<const places::Provider>;
using Faults = std::vector<config::Fault>;
using Notify = std::function<void(const std::string&)>;

std::string name_of(PlacesProvider provider) {
    return std::string(config::format_choice(config::provider_choices, provider));
}

std::string usual_base_url(PlacesProvider provider) {
    switch (provider) {
        case PlacesProvider::google:
            return places::google_base_url;
        case PlacesProvider::google_legacy:
            return places::google_legacy_base_url;
        default:
            return places::overpass_base_url;
    }
}

Result<std::shared_ptr<places::Upstream>, std::string> make_upstream(
    const config::PlacesOptions& options, const std::shared_ptr<places::Meter>& meter, Notify notify) {
    http::TransportOptions transport_options;
    transport_options.base_url =
        options.base_url.empty() ? usual_base_url(options.provider) : options.base_url;
    transport_options.ca_file = options.ca_file;
    transport_options.connect_timeout = options.connect_timeout;
    transport_options.read_timeout = options.read_timeout;
    transport_options.response_limit = options.response_limit;
    transport_options.user_agent = "herd/" HERD_VERSION;
    transport_options.on_exchange = [meter](std::size_t connections, std::size_t bytes) {
        meter->add(places::Count::connections, connections);
        meter->add(places::Count::received_bytes, bytes);
    };
    auto transport = http::make_curl_transport(std::move(transport_options));
    if (!transport) return unexpected(transport.error());

    places::UpstreamOptions upstream_options;
    upstream_options.name = name_of(options.provider);
    upstream_options.retries = options.retries;
    upstream_options.breaker_failures = options.breaker_failures;
    upstream_options.breaker_pause = options.breaker_pause;
    upstream_options.daily_budget = options.daily_budget;
    upstream_options.notify = std::move(notify);
    return std::make_shared<places::Upstream>(std::move(*transport), meter, std::move(upstream_options));
}

places::GoogleOptions make_google_options(const config::PlacesOptions& options, http::Secret key) {
    return {std::move(key),
            options.rank == config::PlacesRank::distance ? places::Rank::distance : places::Rank::popularity,
            options.fields == config::PlacesFields::full ? places::FieldSet::full : places::FieldSet::basic,
            options.types, options.language};
}

Result<Provider, Faults> make_network_provider(const config::PlacesOptions& options,
                                               const std::shared_ptr<places::Meter>& meter, Notify notify) {
    Faults faults;
    auto key = read_key(options);
    if (!key) faults.push_back({"", 0, "places.api_key_env", key.error()});
    auto upstream = make_upstream(options, meter, std::move(notify));
    if (!upstream)
        faults.push_back({"", 0, options.ca_file.empty() ? "places" : "places.ca_file", upstream.error()});
    if (!faults.empty()) return unexpected(std::move(faults));
    switch (options.provider) {
        case PlacesProvider::google:
            return places::make_google_provider(std::move(*upstream),
                                                make_google_options(options, std::move(*key)));
        case PlacesProvider::google_legacy:
            return places::make_google_legacy_provider(std::move(*upstream),
                                                       make_google_options(options, std::move(*key)));
        default:
            return places::make_overpass_provider(std::move(*upstream));
    }
}

/// A provider that asks nobody.
Result<Provider, Faults> make_local_provider(PlacesProvider provider, const std::filesystem::path& path) {
    switch (provider) {
        case PlacesProvider::file: {
            auto places = places::make_file_provider(path);
            if (places) return std::move(*places);
            Faults faults;
            for (auto& fault : places.error()) faults.push_back({"", 0, "", std::move(fault)});
            return unexpected(std::move(faults));
        }
        case PlacesProvider::none:
            return places::make_empty_provider();
        default:
            return places::make_embedded_provider();
    }
}

}  // namespace

Result<http::Secret, std::string> read_key(const config::PlacesOptions& options) {
    if (options.provider != PlacesProvider::google && options.provider != PlacesProvider::google_legacy)
        return http::Secret();
    const char* value = std::getenv(options.api_key_env.c_str());
    const std::string_view key = value ? value : "";
    const std::string where = "the environment variable " + options.api_key_env;
    if (key.empty()) {
        return unexpected(where + (value ? " is empty" : " is not set") + "; it has the key for provider \"" +
                          name_of(options.provider) + "\": export " + options.api_key_env + "=...");
    }
    // A line break in a key would be one in a header.
    if (!std::all_of(key.begin(), key.end(), [](char c) { return c > ' ' && c < 0x7F; }))
        return unexpected(where + " has white space or other characters that no key has");
    return http::Secret(std::string(key));
}

config::PlacesOptions local_places(config::PlacesOptions options) {
    if (!config::is_network(options.provider)) return options;
    options.provider = options.fallback.value_or(PlacesProvider::embedded);
    options.fallback.reset();
    return options;
}

places::Layout choose_layout(const config::PlacesOptions& options) {
    return options.layout == config::PlacesLayout::current ? places::Layout::current
                                                           : places::Layout::classic;
}

places::PoolOptions make_pool_options(const config::PlacesOptions& options) {
    return {options.workers,        options.queue, options.timeout,
            choose_layout(options), options.cache, options.cache_size};
}

Result<places::Source, Faults> choose_provider(const config::PlacesOptions& options, Notify notify) {
    auto meter = std::make_shared<places::Meter>();
    auto provider = config::is_network(options.provider)
                        ? make_network_provider(options, meter, std::move(notify))
                        : make_local_provider(options.provider, options.path);
    if (!provider) return unexpected(std::move(provider.error()));
    if (!options.fallback) return places::Source(std::move(*provider), std::move(meter));
    auto fallback = make_local_provider(*options.fallback, options.path);
    if (!fallback) return unexpected(std::move(fallback.error()));
    auto both = places::make_fallback_provider(std::move(*provider), name_of(options.provider),
                                               std::move(*fallback), name_of(*options.fallback));
    return places::Source(std::move(both), std::move(meter));
}

}  // namespace herd::net
