#include "http/secret.hpp"

#include <array>
#include <cstring>
#include <new>
#include <string>
#include <utility>

#include "support/catch.hpp"

namespace herd::http {
namespace {

TEST_CASE("a key is taken out of a text as it is, percent-encoded and escaped for JSON") {
    const Secret key("a/b\"c=1");
    CHECK(key.redact("the key a/b\"c=1 is bad") == "the key [key] is bad");
    CHECK(key.redact("?x=1&key=a%2Fb%22c%3D1&y=2") == "?x=1&key=[key]&y=2");
    CHECK(key.redact("?key=a%2fb%22c%3d1") == "?key=[key]");
    CHECK(key.redact("?key=%61/b%22c=%31") == "?key=[key]");
    CHECK(key.redact(R"({"key":"a/b\"c=1"})") == R"({"key":"[key]"})");
    CHECK(key.redact(R"({"key":"a\/b\u0022c\u003D1"})") == R"({"key":"[key]"})");
    CHECK(key.redact(R"({"key":"a\/b\u0022c\u003d1"})") == R"({"key":"[key]"})");
}

TEST_CASE("a key is taken out wherever it stands, and nothing else is") {
    const Secret key("abab");
    CHECK(key.redact("abab") == "[key]");
    CHECK(key.redact("abababab") == "[key]");  // three times, one into the other
    CHECK(key.redact("abab abab") == "[key] [key]");
    CHECK(key.redact("ababxabab") == "[key]x[key]");
    CHECK(key.redact("ABAB aba bab %6 %61b \\u006 \\") == "ABAB aba bab %6 %61b \\u006 \\");
    CHECK(key.redact("").empty());
}

TEST_CASE("no key is nowhere") {
    CHECK(Secret().empty());
    CHECK(Secret().redact("key=&x=1") == "key=&x=1");
}

TEST_CASE("a long text that nearly is a key, over and over, takes no time worth mentioning") {
    const std::string near(200'000, 'a');
    const Secret key(std::string(100'000, 'a') + "b");
    CHECK(key.redact(near) == near);
}

/// Whether anything of a key is left where a secret was.
bool is_there(const void* place, std::string_view key) {
    std::string bytes(sizeof(Secret), '\0');
    std::memcpy(bytes.data(), place, bytes.size());
    // The first byte is the first to go.
    return bytes.find(key.substr(1)) != std::string::npos;
}

TEST_CASE("a key is wiped from where it was when it goes and when it moves") {
    constexpr std::string_view text = "short-key-12";  // takes no memory but the secret's own
    alignas(Secret) std::array<unsigned char, sizeof(Secret)> place{};
    auto* const first = new (place.data()) Secret{std::string(text)};
    REQUIRE(is_there(place.data(), text));
    Secret second(std::move(*first));
    CHECK_FALSE(is_there(place.data(), text));
    CHECK(first->empty());
    CHECK(second.reveal() == text);

    *first = second;
    REQUIRE(is_there(place.data(), text));
    *first = Secret(std::string("x"));
    CHECK_FALSE(is_there(place.data(), text));

    *first = std::move(second);
    REQUIRE(is_there(place.data(), text));
    first->~Secret();
    CHECK_FALSE(is_there(place.data(), text));
}

}  // namespace
}  // namespace herd::http
