#include <cstdlib>

#include "reading.hpp"
#include "support/temporary_directory.hpp"

namespace herd::config {
namespace {

constexpr const char* variable = "HERD_CONFIG_TEST_SECRET";

std::string fault_of_file(const std::filesystem::path& file) {
    const auto config = load_config(file);
    REQUIRE_FALSE(config.has_value());
    REQUIRE(config.error().size() == 1);
    CHECK(config.error()[0].file == file.string());
    return format_fault(config.error()[0]).substr(file.string().size());
}

TEST_CASE("a file that is not there is a fault with the way out") {
    const test::TemporaryDirectory directory;
    CHECK(fault_of_file(directory.path() / "none.toml") == ": no such file; name one with --config");
    const auto file = directory.write("herd.toml", "");
    CHECK(fault_of_file(file / "herd.toml") == ": no such file; name one with --config");
}

TEST_CASE("a directory is no file") {
    const test::TemporaryDirectory directory;
    CHECK(fault_of_file(directory.path()) == ": a directory and not a file; name one with --config");
}

TEST_CASE("a file without end is refused") {
    CHECK(fault_of_file("/dev/zero") == ": larger than 1MiB, the most that is read");
}

TEST_CASE("a file of the greatest size is read") {
    const test::TemporaryDirectory directory;
    std::string text = lone("#");
    text.resize((1 << 20) - 1, 'x');
    const auto file = directory.write("herd.toml", text + "\n");
    CHECK(load_config(file).has_value());
    directory.write("herd.toml", text + "x\n");
    CHECK(fault_of_file(file) == ": larger than 1MiB, the most that is read");
}

TEST_CASE("relative paths start from the directory of the file") {
    const test::TemporaryDirectory directory;
    const auto file =
        directory.write("herd.toml", lone("[places]\nprovider = \"file\"\npath = \"data/places.tsv\""));
    const auto config = load_config(file);
    REQUIRE(config.has_value());
    CHECK(config->base == directory.path());
    CHECK(config->places.path == directory.path() / "data/places.tsv");
    CHECK(config->log.directory == directory.path() / "log");
}

TEST_CASE("paths are absolute although the name of the file is not") {
    const auto config = parse_config(lone(""), "herd.toml");
    REQUIRE(config.has_value());
    CHECK(config->log.directory == std::filesystem::current_path() / "log");
}

TEST_CASE("a secret is read from a file beside the config without its newline") {
    const test::TemporaryDirectory directory;
    const auto file = directory.write("herd.toml", lone("herd.secret_file = \"herd.secret\""));
    for (const auto* text : {"hush hush", "hush hush\n", "hush hush\r\n"}) {
        directory.write("herd.secret", text);
        const auto config = load_config(file);
        REQUIRE(config.has_value());
        CHECK(config->herd.secret == std::optional<std::string>("hush hush"));
        CHECK(config->herd.secret_source == "file " + (directory.path() / "herd.secret").string());
        CHECK(format_config(*config).find("hush") == std::string::npos);
        CHECK(format_config(*config).find("from file " + directory.path().string()) != std::string::npos);
    }
}

TEST_CASE("a secret file that is missing or empty or too long is a fault") {
    const test::TemporaryDirectory directory;
    const auto file = directory.write("herd.toml", lone("[herd]\nsecret_file = \"s\""));
    const std::string secret = (directory.path() / "s").string();
    const std::string head = ":3: herd.secret_file: '" + secret + "': ";
    CHECK(fault_of_file(file) == head + "no such file");
    directory.write("s", "\n");
    CHECK(fault_of_file(file) == head + "empty");
    directory.write("s", std::string(4097, 'x'));
    CHECK(fault_of_file(file) == head + "larger than 4KiB, the most that is read");
    std::filesystem::remove(secret);
    std::filesystem::create_directory(secret);
    CHECK(fault_of_file(file) == head + "a directory and not a file");
}

TEST_CASE("a secret is read from the environment") {
    const std::string text = lone("herd.secret_env = \"" + std::string(variable) + "\"");
    ::setenv(variable, "hush", 1);
    const auto config = config_of(text);
    CHECK(config.herd.secret == std::optional<std::string>("hush"));
    CHECK(config.herd.secret_source == "environment " + std::string(variable));
    CHECK(format_config(config).find("hush") == std::string::npos);
    CHECK(format_config(config).find("from environment " + std::string(variable)) != std::string::npos);
    ::setenv(variable, "", 1);
    CHECK(faults_of(text) == Lines{"herd.toml:2: herd.secret_env: the environment variable '" +
                                   std::string(variable) + "' is empty"});
    ::unsetenv(variable);
    CHECK(faults_of(text) == Lines{"herd.toml:2: herd.secret_env: the environment variable '" +
                                   std::string(variable) + "' is not set"});
}

TEST_CASE("a secret has one place and that is not the config") {
    CHECK(fault_of("[herd]\nsecret_file = \"a\"\nsecret_env = \"B\"") ==
          "4: herd.secret_env: a secret comes from secret_file or from secret_env, not from both");
    CHECK(fault_of("herd.secret = \"hush\"") ==
          "2: herd.secret: unknown key 'secret'; a secret does not stand in this file: name its place with "
          "secret_file "
          "or secret_env");
    CHECK(fault_of("herd.secret_env = \"hush hush\"").find("hush") == std::string::npos);
}

}  // namespace
}  // namespace herd::config
