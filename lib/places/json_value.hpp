#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace herd::places {

/// A value in a JSON text, or nothing. A value that is asked for what it is not has nothing to say, and no
/// more has nothing: so a reader names the path to what it wants, whatever a host has sent.
class JsonValue {
public:
    JsonValue() = default;

    bool is_object() const;
    bool is_array() const;
    bool is_there() const { return value_ != nullptr; }

    /// A member of an object; the first of those of one name.
    JsonValue operator[](std::string_view name) const;
    /// An element of an array.
    JsonValue at(std::size_t index) const;
    /// How many elements an array has; 0 of anything else.
    std::size_t size() const;

    /// Empty, if it is no text. Views the document; UTF-8 only if the host has cared for that.
    std::string_view text() const;
    /// The nearest double, always finite.
    std::optional<double> number() const;
    std::optional<bool> boolean() const;

private:
    friend class JsonDocument;
    explicit JsonValue(const void* value) : value_(value) {}

    const void* value_ = nullptr;
};

/// A JSON text that was read, of any depth.
class JsonDocument {
public:
    /// Errors: in words, if the text is no JSON, or has a number that is greater than any double.
    static Result<JsonDocument, std::string> parse(std::string_view text);

    JsonDocument(JsonDocument&&) noexcept;
    JsonDocument& operator=(JsonDocument&&) noexcept;
    ~JsonDocument();

    JsonValue root() const;

private:
    struct Tree;
    explicit JsonDocument(std::unique_ptr<Tree> tree);

    std::unique_ptr<Tree> tree_;
};

}  // namespace herd::places
