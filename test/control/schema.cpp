#include "schema.hpp"

#include <set>
#include <stdexcept>
#include <string_view>

#include <rapidjson/pointer.h>

namespace herd::test {
namespace {

using rapidjson::Value;

class SchemaCheck {
public:
    explicit SchemaCheck(const rapidjson::Document& document) : document_(document) {}

    void check(const Value& value, const Value& schema, const std::string& place) {
        if (schema.HasMember("$ref")) {
            check(value, find(schema["$ref"].GetString()), place);
            return;
        }
        check_words(schema);
        if (schema.HasMember("type") && !has_type(value, schema["type"])) {
            findings_.push_back(place + ": is of another type");
            return;
        }
        if (schema.HasMember("enum")) check_enum(value, schema["enum"], place);
        if (value.IsObject()) check_object(value, schema, place);
        if (value.IsArray() && schema.HasMember("items")) {
            for (rapidjson::SizeType i = 0; i < value.Size(); ++i)
                check(value[i], schema["items"], place + "/" + std::to_string(i));
        }
        if (value.IsNumber() && schema.HasMember("minimum") &&
            value.GetDouble() < schema["minimum"].GetDouble()) {
            findings_.push_back(place + ": is too small");
        }
    }

    std::vector<std::string> take() { return std::move(findings_); }

private:
    /// What is not understood here would be no check.
    static void check_words(const Value& schema) {
        static const std::set<std::string_view> known{
            "type",    "properties",           "required",      "items",   "enum",        "minimum",
            "maximum", "additionalProperties", "minProperties", "default", "description", "examples"};
        for (const auto& member : schema.GetObject()) {
            if (!known.contains(member.name.GetString()))
                throw std::runtime_error(std::string("a schema uses ") + member.name.GetString());
        }
    }

    const Value& find(const std::string& reference) const {
        const auto* found = rapidjson::Pointer(reference.c_str()).Get(document_);
        if (found == nullptr) throw std::runtime_error("nothing at " + reference);
        return *found;
    }

    static bool has_type(const Value& value, const Value& type) {
        if (type.IsArray()) {
            for (const auto& one : type.GetArray()) {
                if (has_type(value, one)) return true;
            }
            return false;
        }
        const std::string_view name = type.GetString();
        if (name == "object") return value.IsObject();
        if (name == "array") return value.IsArray();
        if (name == "string") return value.IsString();
        if (name == "boolean") return value.IsBool();
        if (name == "null") return value.IsNull();
        if (name == "number") return value.IsNumber();
        if (name == "integer") return value.IsInt64() || value.IsUint64();
        throw std::runtime_error("a schema uses the type " + std::string(name));
    }

    void check_enum(const Value& value, const Value& words, const std::string& place) {
        for (const auto& word : words.GetArray()) {
            if (word == value) return;
        }
        findings_.push_back(place + ": is none of the words");
    }

    void check_object(const Value& value, const Value& schema, const std::string& place) {
        if (schema.HasMember("required")) {
            for (const auto& name : schema["required"].GetArray()) {
                if (!value.HasMember(name.GetString()))
                    findings_.push_back(place + ": has no " + name.GetString());
            }
        }
        for (const auto& member : value.GetObject()) {
            const std::string name = member.name.GetString();
            if (schema.HasMember("properties") && schema["properties"].HasMember(name.c_str())) {
                check(member.value, schema["properties"][name.c_str()], place + "/" + name);
            } else if (schema.HasMember("additionalProperties")) {
                const auto& others = schema["additionalProperties"];
                if (others.IsObject()) check(member.value, others, place + "/" + name);
                if (others.IsFalse()) findings_.push_back(place + ": has " + name);
            }
        }
    }

    const rapidjson::Document& document_;
    std::vector<std::string> findings_;
};

}  // namespace

std::vector<std::string> check_schema(const Value& value, const Value& schema,
                                      const rapidjson::Document& document) {
    SchemaCheck check(document);
    check.check(value, schema, "");
    return check.take();
}

}  // namespace herd::test
