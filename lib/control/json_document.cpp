#include "control/json_document.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include "base/quote.hpp"

namespace herd::control {
namespace {

constexpr std::size_t deepest = 16;
constexpr std::size_t most_values = 100'000;

/// Makes values of what the parser meets, in its order.
class ValueMaker {
public:
    ValueMaker(std::string_view text, const rapidjson::MemoryStream& stream) : text_(text), stream_(stream) {}

    bool Null() {
        // The key goes, too; in an array or alone it is no value that anything takes.
        if (!open_.empty() && open_.back()->kind == config::Kind::table) {
            open_.back()->entries.pop_back();
            return true;
        }
        return refuse("null is not a value here");
    }
    bool Bool(bool value) {
        config::Value* made = add(config::Kind::boolean);
        if (made != nullptr) made->boolean = value;
        return made != nullptr;
    }
    bool RawNumber(const char* digits, rapidjson::SizeType size, bool) {
        config::Value* made = add(config::Kind::integer);
        if (made == nullptr) return false;
        const auto read = std::from_chars(digits, digits + size, made->integer);
        if (read.ec == std::errc{} && read.ptr == digits + size) return true;
        made->kind = config::Kind::floating;
        made->string.assign(digits, size);
        return true;
    }
    bool String(const char* text, rapidjson::SizeType size, bool) {
        config::Value* made = add(config::Kind::string);
        if (made != nullptr) made->string.assign(text, size);
        return made != nullptr;
    }
    bool Key(const char* text, rapidjson::SizeType size, bool) {
        open_.back()->entries.push_back({std::string(text, size), position(), {}});
        return true;
    }
    bool StartObject() { return open(config::Kind::table); }
    bool StartArray() { return open(config::Kind::array); }
    bool EndObject(rapidjson::SizeType) {
        std::vector<std::string_view> keys;
        for (const auto& entry : open_.back()->entries) keys.push_back(entry.key);
        std::sort(keys.begin(), keys.end());
        const auto twice = std::adjacent_find(keys.begin(), keys.end());
        if (twice != keys.end()) return refuse("an object has " + format_quoted(*twice) + " twice");
        open_.pop_back();
        return true;
    }
    bool EndArray(rapidjson::SizeType) {
        open_.pop_back();
        return true;
    }

    // The parser takes numbers as texts; these are only for it to compile.
    bool Int(int) { return false; }
    bool Uint(unsigned) { return false; }
    bool Int64(std::int64_t) { return false; }
    bool Uint64(std::uint64_t) { return false; }
    bool Double(double) { return false; }

    config::Value take() { return std::move(root_); }
    const std::string& why() const { return why_; }
    config::Position position_at(std::size_t offset) const {
        const auto before = text_.substr(0, offset);
        const auto line = std::count(before.begin(), before.end(), '\n');
        const auto start = before.rfind('\n') + 1;  // 0, if there is none
        return {static_cast<int>(line) + 1, static_cast<int>(before.size() - start) + 1};
    }

private:
    bool refuse(std::string why) {
        why_ = std::move(why);
        return false;
    }

    config::Value* add(config::Kind kind) {
        if (++count_ > most_values) {
            refuse("more values than any request has");
            return nullptr;
        }
        config::Value* made = &root_;
        if (!open_.empty() && open_.back()->kind == config::Kind::table) {
            made = &open_.back()->entries.back().value;
        } else if (!open_.empty()) {
            made = &open_.back()->elements.emplace_back();
        }
        made->kind = kind;
        made->position = position();
        return made;
    }

    bool open(config::Kind kind) {
        if (open_.size() == deepest)
            return refuse("nested more than " + std::to_string(deepest) + " values deep");
        config::Value* made = add(kind);
        if (made != nullptr) open_.push_back(made);
        return made != nullptr;
    }

    /// Where the parser is. Lines are counted on from the last time, so that long texts take no long time.
    config::Position position() {
        const std::size_t offset = std::min(stream_.Tell(), text_.size());
        for (; counted_ < offset; ++counted_) {
            if (text_[counted_] != '\n') continue;
            ++line_;
            line_start_ = counted_ + 1;
        }
        return {line_, static_cast<int>(offset - line_start_) + 1};
    }

    std::string_view text_;
    const rapidjson::MemoryStream& stream_;
    std::size_t counted_ = 0;
    std::size_t line_start_ = 0;
    int line_ = 1;
    std::size_t count_ = 0;
    std::string why_;
    config::Value root_;
    std::vector<config::Value*> open_;  // from the root inwards; only the last one grows
};

}  // namespace

Result<config::Value, config::SyntaxError> parse_json(std::string_view text) {
    rapidjson::MemoryStream stream(text.data(), text.size());
    ValueMaker maker(text, stream);
    rapidjson::Reader reader;
    // Iterative: depth is no matter of the stack.
    constexpr unsigned flags = rapidjson::kParseIterativeFlag | rapidjson::kParseNumbersAsStringsFlag |
                               rapidjson::kParseValidateEncodingFlag;
    reader.Parse<flags>(stream, maker);
    if (reader.HasParseError()) {
        const auto position = maker.position_at(reader.GetErrorOffset());
        std::string why = maker.why();
        if (why.empty()) why = rapidjson::GetParseError_En(reader.GetParseErrorCode());
        return unexpected(config::SyntaxError{position, std::move(why)});
    }
    return maker.take();
}

}  // namespace herd::control
