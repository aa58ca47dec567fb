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
    CHECK(provider("none") == PlacesProvider::none);
    const std::string one_of =
        "2: places.provider: expected one of \"embedded\", \"file\", \"google\", \"google-legacy\", "
        "\"overpass\", \"none\", found ";
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

TEST_CASE("the options of providers on the network are read") {
    const auto places =
        config_of(
            lone("[places]\nprovider = \"google\"\nfallback = \"file\"\npath = \"x.tsv\"\n"
                 "layout = \"current\"\ncache = \"2h\"\ncache_size = \"1MiB\"\n"
                 "base_url = \"https://example.org/maps/\"\nca_file = \"ca.pem\"\n"
                 "connect_timeout = \"1s\"\nread_timeout = \"20ms\"\nresponse_limit = 2048\nretries = 0\n"
                 "breaker_failures = 7\nbreaker_pause = \"1m\"\ndaily_budget = 1000\n"
                 "rank = \"popularity\"\nfields = \"full\"\ntypes = [\"cafe\", \"bar\"]\n"
                 "language = \"pt-BR\""))
            .places;
    PlacesOptions expected;
    expected.provider = PlacesProvider::google;
    expected.fallback = PlacesProvider::file;
    expected.path = "/etc/herd/x.tsv";
    expected.layout = PlacesLayout::current;
    expected.cache = std::chrono::hours(2);
    expected.cache_size = 1 << 20;
    expected.api_key_env = "GOOGLE_PLACES_API_KEY";
    expected.base_url = "https://example.org/maps";
    expected.ca_file = "/etc/herd/ca.pem";
    expected.connect_timeout = std::chrono::seconds(1);
    expected.read_timeout = std::chrono::milliseconds(20);
    expected.response_limit = 2048;
    expected.retries = 0;
    expected.breaker_failures = 7;
    expected.breaker_pause = std::chrono::minutes(1);
    expected.daily_budget = 1000;
    expected.rank = PlacesRank::popularity;
    expected.fields = PlacesFields::full;
    expected.types = {"cafe", "bar"};
    expected.language = "pt-BR";
    CHECK(places == expected);
}

TEST_CASE("how long answers are kept depends on the provider's terms and on the file") {
    const auto cache = [](const std::string& table) {
        return config_of(lone("[places]\n" + table)).places.cache;
    };
    CHECK(cache("") == std::chrono::hours(1));
    CHECK(cache("provider = \"overpass\"") == std::chrono::hours(1));
    CHECK(cache("provider = \"google\"") == nanoseconds(0));
    CHECK(cache("provider = \"google-legacy\"") == nanoseconds(0));
    CHECK(cache("provider = \"google\"\ncache = \"1m\"") == std::chrono::minutes(1));
    CHECK(cache("cache = \"off\"") == nanoseconds(0));
    CHECK(config_of(lone("places.daily_budget = \"off\"")).places.daily_budget == std::nullopt);
    CHECK(
        fault_of("places.daily_budget = 0") ==
        "2: places.daily_budget: expected an integer from 1 to 1000000000, or \"off\", found the integer 0");
}

TEST_CASE("what a provider cannot do is a fault") {
    CHECK(
        fault_of("[places]\nfallback = \"embedded\"") ==
        "3: places.fallback: is for providers on the network, which may fail; the provider is \"embedded\"");
    CHECK(fault_of("[places]\nprovider = \"google\"\nfallback = \"overpass\"") ==
          "4: places.fallback: expected one of \"embedded\", \"file\", found 'overpass'");
    CHECK(fault_of("[places]\nprovider = \"google\"\nfallback = \"file\"") ==
          "2: places.path: is missing; expected the file of places that provider \"file\" serves");
    CHECK(fault_of("[places]\nprovider = \"google-legacy\"\nrank = \"distance\"") ==
          "4: places.rank: google-legacy ranks by popularity, as it takes no radius otherwise");
    CHECK(fault_of("[places]\nprovider = \"google-legacy\"\ntypes = [\"bar\", \"cafe\"]") ==
          "4: places.types: has 2 types; the provider takes at most 1");
    CHECK(fault_of("places.types = [\"bar&key=1\"]") ==
          "2: places.types: 'bar&key=1' is no type of places: these are of a to z, digits and '_'");
    CHECK(config_of(lone("places.provider = \"google-legacy\"")).places.rank == PlacesRank::popularity);
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
    const auto likely = fault_of("places.api_key_env = \"AIzaSyD3\"");
    CHECK(likely ==
          "2: places.api_key_env: looks like a key, which does not stand in this file; expected the name of "
          "the "
          "environment variable that has it");
    const auto fault = fault_of("places.api_key_env = \"AIza-SyD3\"");
    CHECK(fault ==
          "2: places.api_key_env: expected the name of an environment variable, of letters, digits and '_'; "
          "the value itself stands in the variable");
}

TEST_CASE("a base URL starts with http or https") {
    const std::string fault =
        "2: places.base_url: expected a URL such as \"http://127.0.0.1:9000\", which starts with http:// or "
        "https:// and has no user, query or fragment";
    CHECK(config_of(lone("places.base_url = \"https://example.org/x\"")).places.base_url ==
          "https://example.org/x");
    CHECK(fault_of("places.base_url = \"127.0.0.1:9000\"") == fault);
    CHECK(fault_of("places.base_url = \"http://\"") == fault);
    CHECK(fault_of("places.base_url = \"https://me:secret@example.org\"") == fault);
    CHECK(fault_of("places.base_url = \"https://example.org/?key=1\"") == fault);
    CHECK(fault_of("places.base_url = \"http://a b\"") ==
          "2: places.base_url: has white space; expected a URL");
}

TEST_CASE("control needs a port and has a host") {
    const auto control = config_of(lone("control.port = 8100")).control;
    REQUIRE(control.has_value());
    CHECK(control->host == "127.0.0.1");
    CHECK(control->port == 8100);
    CHECK(config_of(lone("control = { port = 0, host = \"::1\" }")).control->host == "::1");
    CHECK(config_of(lone("control = { port = 0, host = \"0.0.0.0\", token_env = \"HERD_TOKEN\" }"))
              .control->token_env == "HERD_TOKEN");
    CHECK(fault_of("[control]\nport = 1\nhost = \"0.0.0.0\"") ==
          "4: control.host: other machines reach this one, so who asks has to show a token: name the "
          "environment variable that has it with token_env");
    CHECK(fault_of("[control]\nport = 1\ntoken = \"abc\"") ==
          "4: control.token: unknown key 'token'; a token does not stand in this file: name its environment "
          "variable with "
          "token_env");
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
