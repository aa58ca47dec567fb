#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "fault/fault.hpp"

namespace herd::config {

/// One server of the herd. `port` 0 picks a free one.
struct Server {
    std::string name;
    std::string host = "127.0.0.1";
    std::uint16_t port = 0;
};

/// A two-way link between two servers, as indexes into `Config::servers`, the lesser first.
struct Link {
    std::size_t a = 0;
    std::size_t b = 0;
    friend auto operator<=>(const Link&, const Link&) = default;
};

/// How updates spread: over every link, or over a spanning tree for each server that hears of them.
enum class Propagation { flood, tree };

/// `[herd]`
struct HerdOptions {
    std::optional<std::string> secret;  // what servers of different processes prove themselves with
    std::string secret_source;  // "file /etc/herd.secret", "environment HERD_SECRET"; empty: no secret
    std::size_t store_limit = std::size_t{1} << 30;  // bytes of records that one server keeps at most
    std::size_t queue_limit = std::size_t{4} << 20;  // bytes that wait for one neighbour at most
    Propagation propagation = Propagation::flood;
};

/// `[clients]`
struct ClientOptions {
    std::optional<nanoseconds> unterminated_after = std::chrono::seconds(1);  // nothing: never
    std::optional<nanoseconds> close_after;                                   // nothing: never
    std::size_t max_line = 65536;                                             // bytes
};

enum class PlacesProvider { embedded, file, google, google_legacy, overpass, none };
enum class PlacesLayout { classic, current };
enum class PlacesRank { distance, popularity };
enum class PlacesFields { basic, full };

/// Whether a provider asks a host on the network.
bool is_network(PlacesProvider provider);

/// How long answers of a provider are kept, unless the file says otherwise: what the provider's terms allow.
/// 0: not at all.
nanoseconds usual_cache_time(PlacesProvider provider);

/// `[places]`
struct PlacesOptions {
    PlacesProvider provider = PlacesProvider::embedded;
    std::optional<PlacesProvider> fallback;  // embedded or file, for what the provider fails to answer
    std::filesystem::path path;              // absolute; of provider "file"
    PlacesLayout layout = PlacesLayout::classic;
    int workers = 4;
    std::size_t queue = 1024;
    nanoseconds timeout = std::chrono::seconds(5);
    nanoseconds cache = usual_cache_time(PlacesProvider::embedded);  // 0: none
    std::size_t cache_size = std::size_t{8} << 20;                   // bytes

    // Of the providers on the network.
    std::string api_key_env;        // of Google's
    std::string base_url;           // without "/" at its end; empty: the provider's own
    std::filesystem::path ca_file;  // absolute; empty: the system's certificates
    nanoseconds connect_timeout = std::chrono::seconds(2);
    nanoseconds read_timeout = std::chrono::seconds(3);
    std::size_t response_limit = std::size_t{4} << 20;  // bytes
    int retries = 2;
    int breaker_failures = 5;
    nanoseconds breaker_pause = std::chrono::seconds(10);
    std::optional<std::uint64_t> daily_budget;  // requests; nothing: as many as are asked

    // Of Google's.
    PlacesRank rank = PlacesRank::distance;
    PlacesFields fields = PlacesFields::basic;
    std::vector<std::string> types;
    std::string language;
    friend bool operator==(const PlacesOptions&, const PlacesOptions&) = default;
};

/// `[control]`
struct ControlOptions {
    std::string host = "127.0.0.1";
    std::uint16_t port = 0;
    std::string token_env;  // the variable that has the token; empty: whoever is on this machine may ask
};

enum class LogLevel { off, connections, messages };
enum class LogFormat { json, text };

/// `[log]`
struct LogOptions {
    std::filesystem::path directory;  // absolute
    LogLevel level = LogLevel::messages;
    LogFormat format = LogFormat::json;
    std::size_t rotate_size = std::size_t{64} << 20;  // bytes; 0: never
    int rotate_keep = 3;                              // files kept beside the current one
};

/// `[trace]`
struct TraceOptions {
    std::size_t buffer = std::size_t{8} << 20;  // bytes; 0: no trace
};

/// A herd as a file describes it, checked.
struct Config {
    std::filesystem::path base;   // absolute; the directory that relative paths of the file start from
    std::vector<Server> servers;  // in the file's order; names are distinct
    std::vector<Link> links;      // sorted, each once
    HerdOptions herd;
    ClientOptions clients;
    PlacesOptions places;
    std::optional<ControlOptions> control;
    LogOptions log;
    TraceOptions trace;
    std::vector<fault::PlannedFault> faults;  // in the file's order
};

/// One thing that is wrong with a file. `line` is 0 where no line is to blame.
struct Fault {
    std::string file;
    int line = 0;
    std::string key;  // "places.workers"; empty where no key is to blame
    std::string why;
    friend bool operator==(const Fault&, const Fault&) = default;
};

/// `FILE:LINE: key: why`, without the parts that there are none of.
std::string format_fault(const Fault& fault);

/// All of them on one line, with `; ` between them.
std::string format_faults(const std::vector<Fault>& faults);

/// Reads a herd.toml.
/// Shape:  `name` is how faults call the file; relative paths in it are relative to `name`'s directory.
/// Errors: every fault of the file at once, in the order of their lines; a file that is no TOML has just one.
///         No fault, and no other text, repeats a secret.
/// Source: docs/configuration.md
Result<Config, std::vector<Fault>> parse_config(std::string_view text, const std::filesystem::path& name);

/// The same, from a file of at most 1 MiB. A file that cannot be read is a fault too.
Result<Config, std::vector<Fault>> load_config(const std::filesystem::path& file);

/// The index of a server, by name.
std::optional<std::size_t> find_server(const Config& config, std::string_view name);

/// The herd that a file describes, for people: servers, links, and the options that are in force.
std::string format_config(const Config& config);

}  // namespace herd::config
