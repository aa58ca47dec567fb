#include <cstdlib>
#include <string>

#include "base/quote.hpp"
#include "config/choice.hpp"
#include "config/sections.hpp"
#include "config/table_reader.hpp"
#include "config/text_file.hpp"

namespace herd::config {
namespace {

constexpr std::size_t longest_secret = 4096;  // bytes

void read_secret_file(TableReader& reader, const std::filesystem::path& file, HerdOptions& options) {
    auto text = read_text_file(file, longest_secret);
    if (!text) return reader.fault("secret_file", format_quoted(file.string()) + ": " + text.error().why);
    if (text->ends_with('\n')) text->pop_back();
    if (text->ends_with('\r')) text->pop_back();
    if (text->empty()) return reader.fault("secret_file", format_quoted(file.string()) + ": empty");
    options.secret = std::move(*text);
    options.secret_source = "file " + file.string();
}

void read_secret_environment(TableReader& reader, const std::string& name, HerdOptions& options) {
    const char* value = std::getenv(name.c_str());
    if (!value || !*value) {
        return reader.fault("secret_env", "the environment variable " + format_quoted(name) +
                                              (value ? " is empty" : " is not set"));
    }
    options.secret = value;
    options.secret_source = "environment " + name;
}

}  // namespace

void read_herd(const Entry& section, const std::filesystem::path& base, HerdOptions& options,
               FaultList& faults) {
    TableReader reader(section, "herd", faults);
    std::filesystem::path file;
    std::string variable;
    const bool in_file = reader.read_path("secret_file", base, file);
    const bool in_environment = reader.read_environment_name("secret_env", variable);
    if (in_file && in_environment) {
        reader.fault("secret_env", "a secret comes from secret_file or from secret_env, not from both");
    } else if (in_file) {
        read_secret_file(reader, file, options);
    } else if (in_environment) {
        read_secret_environment(reader, variable, options);
    }
    reader.refuse("secret",
                  "a secret does not stand in this file: name its place with secret_file or secret_env");
    reader.read_size("store_limit", {std::int64_t{64} << 10, std::int64_t{1} << 40}, options.store_limit);
    reader.read_size("queue_limit", {std::int64_t{1} << 10, std::int64_t{1} << 30}, options.queue_limit);
    reader.read_choice("propagation", propagation_choices, options.propagation);
    reader.finish();
}

}  // namespace herd::config
