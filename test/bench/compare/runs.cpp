#include "runs.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

namespace herd::bench {
namespace {

/// Gathers the values of a document by where they are in it. The names are RapidJSON's.
class RunReader : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, RunReader> {
public:
    explicit RunReader(Run& run) : run_(run) {}

    bool Default() {
        path();
        return true;
    }
    bool Bool(bool value) { return add(value ? 1 : 0); }
    bool Int(int value) { return add(value); }
    bool Uint(unsigned value) { return add(value); }
    bool Int64(std::int64_t value) { return add(static_cast<double>(value)); }
    bool Uint64(std::uint64_t value) { return add(static_cast<double>(value)); }
    bool Double(double value) { return add(value); }
    bool String(const char* text, rapidjson::SizeType size, bool) {
        run_.texts[path()].assign(text, size);
        return true;
    }
    bool Key(const char* text, rapidjson::SizeType size, bool) {
        open_.back().name.assign(text, size);
        return true;
    }
    bool StartObject() { return open(false); }
    bool StartArray() { return open(true); }
    bool EndObject(rapidjson::SizeType) { return close(); }
    bool EndArray(rapidjson::SizeType) { return close(); }

private:
    struct Level {
        std::string prefix;
        std::string name;
        bool is_array = false;
        std::size_t count = 0;
    };

    /// Of the value that comes now.
    std::string path() {
        if (open_.empty()) return {};
        Level& level = open_.back();
        return level.prefix + (level.is_array ? std::to_string(level.count++) : level.name);
    }
    bool add(double value) {
        run_.numbers[path()] = value;
        return true;
    }
    bool open(bool is_array) {
        std::string prefix = path();
        if (!prefix.empty()) prefix += '.';
        open_.push_back({std::move(prefix), {}, is_array});
        return true;
    }
    bool close() {
        open_.pop_back();
        return true;
    }

    Run& run_;
    std::vector<Level> open_;
};

}  // namespace

double Run::number(std::string_view name) const {
    const auto found = numbers.find(name);
    return found == numbers.end() ? 0 : found->second;
}

std::string_view Run::text(std::string_view name) const {
    const auto found = texts.find(name);
    return found == texts.end() ? std::string_view() : found->second;
}

Result<std::vector<Run>, std::string> parse_runs(std::string_view lines) {
    std::vector<Run> runs;
    for (std::size_t number = 1; !lines.empty(); ++number) {
        const auto line = lines.substr(0, lines.find('\n'));
        lines.remove_prefix(std::min(line.size() + 1, lines.size()));
        if (line.empty()) continue;
        RunReader handler(runs.emplace_back());
        rapidjson::MemoryStream stream(line.data(), line.size());
        rapidjson::Reader reader;
        const auto parsed = reader.Parse<rapidjson::kParseIterativeFlag>(stream, handler);
        if (parsed.IsError()) {
            return unexpected("line " + std::to_string(number) + ": " +
                              rapidjson::GetParseError_En(parsed.Code()));
        }
    }
    return runs;
}

}  // namespace herd::bench
