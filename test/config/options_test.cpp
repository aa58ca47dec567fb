#include "reading.hpp"

namespace herd::config {
namespace {

const std::string duration_forms = "expected a duration such as \"500us\", \"250ms\", \"1.5s\" or \"2m\"";

TEST_CASE("the options of clients are read") {
    const auto clients =
        config_of(
            lone("[clients]\nunterminated_after = \"off\"\nclose_after = \"1.5s\"\nmax_line = \"128KiB\""))
            .clients;
    CHECK_FALSE(clients.unterminated_after.has_value());
    CHECK(clients.close_after == std::optional<nanoseconds>(std::chrono::milliseconds(1500)));
    CHECK(clients.max_line == 131072);
}

TEST_CASE("durations of clients are above nothing and at most a day") {
    CHECK(fault_of("clients.close_after = \"2 s\"") ==
          "2: clients.close_after: " + duration_forms + ", or \"off\", found the string '2 s'");
    CHECK(fault_of("clients.close_after = \"-1s\"") ==
          "2: clients.close_after: " + duration_forms + ", or \"off\", found the string '-1s'");
    CHECK(fault_of("clients.close_after = false") ==
          "2: clients.close_after: " + duration_forms + ", or \"off\", found a boolean");
    CHECK(fault_of("clients.unterminated_after = \"0s\"") ==
          "2: clients.unterminated_after: expected a duration above 0s and at most 24h, or \"off\", found "
          "the string "
          "'0s'");
    CHECK(fault_of("clients.unterminated_after = \"25h\"") ==
          "2: clients.unterminated_after: expected a duration above 0s and at most 24h, or \"off\", found "
          "the string "
          "'25h'");
}

TEST_CASE("a line is from 64 bytes to 1 MiB") {
    const std::string head =
        "2: clients.max_line: expected a size from 64 bytes to 1MiB, as an integer of bytes or as \"64KiB\", "
        "\"1MiB\" "
        "or \"1GiB\", found ";
    CHECK(config_of(lone("clients.max_line = 64")).clients.max_line == 64);
    CHECK(config_of(lone("clients.max_line = 1048576")).clients.max_line == 1048576);
    CHECK(fault_of("clients.max_line = 63") == head + "the integer 63");
    CHECK(fault_of("clients.max_line = 1048577") == head + "the integer 1048577");
    CHECK(fault_of("clients.max_line = -1") == head + "the integer -1");
    CHECK(fault_of("clients.max_line = \"2MiB\"") == head + "the string '2MiB'");
    CHECK(fault_of("clients.max_line = \"64kB\"") == head + "the string '64kB'");
}

TEST_CASE("the options of places are read") {
    const auto places =
        config_of(lone("[places]\nprovider = \"file\"\npath = \"data/../places.tsv\"\nworkers = 256\n"
                       "queue = 1000000\ntimeout = \"1h\"\napi_key_env = \"PLACES_KEY\"\n"
                       "base_url = \"http://127.0.0.1:9000\""))
            .places;
    CHECK(places.provider == PlacesProvider::file);
    CHECK(places.path == "/etc/herd/places.tsv");
    CHECK(places.workers == 256);
    CHECK(places.queue == 1000000);
    CHECK(places.timeout == std::chrono::hours(1));
    CHECK(places.api_key_env == "PLACES_KEY");
    CHECK(places.base_url == "http://127.0.0.1:9000");
}

TEST_CASE("each provider is known by its word") {
    const auto provider = [](std::string_view word) {
        return config_of(lone("places.provider = \"" + std::string(word) + "\"")).places.provider;
    };
    CHECK(provider("embedded") == PlacesProvider::embedded);
    CHECK(provider("google") == PlacesProvider::google);
    CHECK(provider("google-legacy") == PlacesProvider::google_legacy);
    CHECK(provider("overpass") == PlacesProvider::overpass);
    const std::string one_of =
        "2: places.provider: expected one of \"embedded\", \"file\", \"google\", \"google-legacy\", "
        "\"overpass\", found ";
    CHECK(fault_of("places.provider = \"embeded\"") == one_of + "'embeded'; did you mean 'embedded'?");
    CHECK(fault_of("places.provider = \"bing\"") == one_of + "'bing'");
    CHECK(fault_of("places.provider = 1") == one_of + "the integer 1");
}

TEST_CASE("the numbers of places are bounded") {
    CHECK(fault_of("places.workers = 0") ==
          "2: places.workers: expected an integer from 1 to 256, found the integer 0");
    CHECK(fault_of("places.workers = 257") ==
          "2: places.workers: expected an integer from 1 to 256, found the integer 257");
    CHECK(fault_of("places.queue = 1000001") ==
          "2: places.queue: expected an integer from 1 to 1000000, found the integer 1000001");
    CHECK(fault_of("places.queue = 9223372036854775807") ==
          "2: places.queue: expected an integer from 1 to 1000000, found the integer 9223372036854775807");
    CHECK(fault_of("places.timeout = \"0ms\"") ==
          "2: places.timeout: expected a duration above 0s and at most 1h, found the string '0ms'");
    CHECK(fault_of("places.timeout = \"61m\"") ==
          "2: places.timeout: expected a duration above 0s and at most 1h, found the string '61m'");
    CHECK(fault_of("places.timeout = \"off\"") ==
          "2: places.timeout: " + duration_forms + ", found the string 'off'");
}

TEST_CASE("a path belongs to the provider file and that one needs it") {
    CHECK(fault_of("[places]\nprovider = \"file\"") ==
          "2: places.path: is missing; expected the file of places that provider \"file\" serves");
    CHECK(fault_of("[places]\npath = \"x.tsv\"") ==
          "3: places.path: is for provider \"file\" alone; the provider is \"embedded\"");
    CHECK(fault_of("[places]\nprovider = \"file\"\npath = \"\"") ==
          "4: places.path: is empty; expected a path");
    CHECK(config_of(lone("[places]\nprovider = \"file\"\npath = \"/x.tsv\"")).places.path == "/x.tsv");
}

TEST_CASE("a key that stands in the file is a fault that does not repeat it") {
    for (const auto* name : {"api_key", "apikey", "api-key", "key"}) {
        CHECK(fault_of("places." + std::string(name) + " = \"AIzaSyD3\"") ==
              "2: places." + std::string(name) + ": unknown key '" + name +
                  "'; a key does not stand in this file: put it in an environment variable, named by "
                  "api_key_env");
    }
    const auto fault = fault_of("places.api_key_env = \"AIza-SyD3\"");
    CHECK(fault ==
          "2: places.api_key_env: expected the name of an environment variable, of letters, digits and '_'; "
          "the value itself stands in the variable");
}

TEST_CASE("a base URL starts with http or https") {
    const std::string fault =
        "2: places.base_url: expected a URL such as \"http://127.0.0.1:9000\", which starts with http:// or "
        "https://";
    CHECK(config_of(lone("places.base_url = \"https://example.org/x\"")).places.base_url ==
          "https://example.org/x");
    CHECK(fault_of("places.base_url = \"127.0.0.1:9000\"") == fault);
    CHECK(fault_of("places.base_url = \"http://\"") == fault);
    CHECK(fault_of("places.base_url = \"http://a b\"") ==
          "2: places.base_url: has white space; expected a URL");
}

TEST_CASE("control needs a port and has a host") {
    const auto control = config_of(lone("control.port = 8100")).control;
    REQUIRE(control.has_value());
    CHECK(control->host == "127.0.0.1");
    CHECK(control->port == 8100);
    CHECK(config_of(lone("control = { port = 0, host = \"::1\" }")).control->host == "::1");
    CHECK(fault_of("[control]\nhost = \"::1\"") ==
          "2: control.port: is missing; expected a port to listen at, 0 for any free one");
}

TEST_CASE("the options of the log are read") {
    const auto log =
        config_of(lone("[log]\ndirectory = \"../logs\"\nlevel = \"connections\"\nformat = \"text\"\n"
                       "rotate_size = \"1MiB\"\nrotate_keep = 0"))
            .log;
    CHECK(log.directory == "/etc/logs");
    CHECK(log.level == LogLevel::connections);
    CHECK(log.format == LogFormat::text);
    CHECK(log.rotate_size == 1 << 20);
    CHECK(log.rotate_keep == 0);
    CHECK(config_of(lone("log.directory = \"/var/log/herd\"")).log.directory == "/var/log/herd");
    CHECK(config_of(lone("log.level = \"off\"")).log.level == LogLevel::off);
    CHECK(config_of(lone("log.rotate_size = 0")).log.rotate_size == 0);
}

TEST_CASE("faults of the log are told") {
    CHECK(fault_of("log.rotate_size = 4095") == "2: log.rotate_size: expected at least 4KiB, or 0 for never");
    CHECK(fault_of("log.rotate_keep = 1001") ==
          "2: log.rotate_keep: expected an integer from 0 to 1000, found the integer 1001");
    CHECK(fault_of("log.format = \"jsonl\"") ==
          "2: log.format: expected one of \"json\", \"text\", found 'jsonl'; did you mean 'json'?");
    CHECK(fault_of("log.directory = \"\"") == "2: log.directory: is empty; expected a path");
    CHECK(fault_of("log.dir = \"x\"") == "2: log.dir: unknown key 'dir'");
}

TEST_CASE("the limit of the store is a size") {
    CHECK(config_of(lone("herd.store_limit = \"64KiB\"")).herd.store_limit == 65536);
    CHECK(fault_of("herd.store_limit = 0") ==
          "2: herd.store_limit: expected a size from 64KiB to 1TiB, as an integer of bytes or as \"64KiB\", "
          "\"1MiB\" or "
          "\"1GiB\", found the integer 0");
}

TEST_CASE("the limit of a neighbour's queue is a size") {
    CHECK(config_of(lone("herd.queue_limit = \"1KiB\"")).herd.queue_limit == 1024);
    CHECK(fault_of("herd.queue_limit = 1023") ==
          "2: herd.queue_limit: expected a size from 1KiB to 1GiB, as an integer of bytes or as \"64KiB\", "
          "\"1MiB\" or "
          "\"1GiB\", found the integer 1023");
}

TEST_CASE("updates flood or spread over trees") {
    CHECK(config_of(lone("")).herd.propagation == Propagation::flood);
    CHECK(config_of(lone("herd.propagation = \"flood\"")).herd.propagation == Propagation::flood);
    CHECK(config_of(lone("herd.propagation = \"tree\"")).herd.propagation == Propagation::tree);
    CHECK(fault_of("herd.propagation = \"trees\"") ==
          "2: herd.propagation: expected one of \"flood\", \"tree\", found 'trees'; did you mean 'tree'?");
}

}  // namespace
}  // namespace herd::config
