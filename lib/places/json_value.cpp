#include "places/json_value.hpp"

#include <charconv>
#include <system_error>
#include <utility>

#include <rapidjson/document.h>
#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

namespace herd::places {
namespace {

const rapidjson::Value& as_json(const void* value) {
    return *static_cast<const rapidjson::Value*>(value);
}

}  // namespace

/// Takes numbers as text: RapidJSON's own conversion adds exponents up without a look at their range.
struct JsonDocument::Tree : rapidjson::Document {
    bool RawNumber(const char* digits, rapidjson::SizeType size, bool) {
        double number = 0;
        const auto error = std::from_chars(digits, digits + size, number).ec;
        return error == std::errc{} ? Double(number) : Null();
    }
};

bool JsonValue::is_object() const {
    return value_ != nullptr && as_json(value_).IsObject();
}

bool JsonValue::is_array() const {
    return value_ != nullptr && as_json(value_).IsArray();
}

JsonValue JsonValue::operator[](std::string_view name) const {
    if (!is_object()) return {};
    const auto& object = as_json(value_);
    const rapidjson::Value key(
        rapidjson::StringRef(name.data(), static_cast<rapidjson::SizeType>(name.size())));
    const auto member = object.FindMember(key);
    return member == object.MemberEnd() ? JsonValue() : JsonValue(&member->value);
}

JsonValue JsonValue::at(std::size_t index) const {
    return index < size() ? JsonValue(as_json(value_).Begin() + index) : JsonValue();
}

std::size_t JsonValue::size() const {
    return is_array() ? as_json(value_).Size() : 0;
}

std::string_view JsonValue::text() const {
    if (value_ == nullptr || !as_json(value_).IsString()) return {};
    return {as_json(value_).GetString(), as_json(value_).GetStringLength()};
}

std::optional<double> JsonValue::number() const {
    if (value_ == nullptr || !as_json(value_).IsDouble()) return std::nullopt;
    return as_json(value_).GetDouble();
}

std::optional<bool> JsonValue::boolean() const {
    if (value_ == nullptr || !as_json(value_).IsBool()) return std::nullopt;
    return as_json(value_).GetBool();
}

JsonDocument::JsonDocument(std::unique_ptr<Tree> tree) : tree_(std::move(tree)) {}
JsonDocument::JsonDocument(JsonDocument&&) noexcept = default;
JsonDocument& JsonDocument::operator=(JsonDocument&&) noexcept = default;
JsonDocument::~JsonDocument() = default;

Result<JsonDocument, std::string> JsonDocument::parse(std::string_view text) {
    auto tree = std::make_unique<Tree>();
    rapidjson::MemoryStream stream(text.data(), text.size());
    rapidjson::Reader reader;
    auto read = [&](rapidjson::Document&) {
        // Iterative: depth is a matter of the heap, not of the stack.
        constexpr unsigned flags = rapidjson::kParseIterativeFlag | rapidjson::kParseNumbersAsStringsFlag;
        return !reader.Parse<flags>(stream, *tree).IsError();
    };
    tree->Populate(read);
    if (reader.HasParseError()) {
        return unexpected(std::string(rapidjson::GetParseError_En(reader.GetParseErrorCode())) + " (byte " +
                          std::to_string(reader.GetErrorOffset()) + ")");
    }
    return JsonDocument(std::move(tree));
}

JsonValue JsonDocument::root() const {
    return JsonValue(static_cast<const rapidjson::Value*>(tree_.get()));
}

}  // namespace herd::places
