// The two sides of a handshake without sockets.

#include "net/handshake.hpp"

#include <functional>

#include "support/catch.hpp"

namespace herd::net {
namespace {

const std::string nonce = "0123456789abcdef0123456789abcdef";

/// A handshake between Alford and Ball up to where Ball has been heard of.
struct Pair {
    Pair(const LinkKey& dialler_key, const LinkKey& dialled_key)
        : alford(Handshake::dial("Alford", "Ball", dialler_key)) {
        hello = alford.take_output();
        const auto parsed = parse_hello(without_end(hello));
        REQUIRE(parsed);
        ball.emplace(Handshake::accept(*parsed, dialled_key));
        challenge = ball->take_output();
    }

    static std::string without_end(const std::string& line) {
        REQUIRE(line.ends_with('\n'));
        return line.substr(0, line.size() - 1);
    }

    Handshake alford;
    std::optional<Handshake> ball;
    std::string hello;
    std::string challenge;
};

TEST_CASE("a handshake proves both sides") {
    for (const LinkKey& key : {LinkKey("hush"), LinkKey(std::string(4096, 'k')), LinkKey()}) {
        Pair pair(key, key);
        CHECK(is_proven(*parse_hello(Pair::without_end(pair.hello)), key));
        CHECK(pair.alford.on_bytes(pair.challenge) == Handshake::State::proven);
        const auto proof = pair.alford.take_output();
        CHECK(pair.ball->on_bytes(proof) == Handshake::State::proven);
        CHECK(pair.ball->take_output().empty());
        CHECK(pair.ball->rest().empty());
    }
}

TEST_CASE("a handshake may be cut anywhere and what follows it is kept") {
    Pair whole("hush", "hush");
    for (std::size_t at = 0; at <= whole.challenge.size(); ++at) {
        Pair pair("hush", "hush");
        CAPTURE(at);
        const auto challenge = pair.challenge + "frames";
        const auto first = pair.alford.on_bytes(challenge.substr(0, at));
        CHECK(first == (at < pair.challenge.size() ? Handshake::State::waiting : Handshake::State::proven));
        if (first == Handshake::State::waiting) {
            CHECK(pair.alford.on_bytes(challenge.substr(at)) == Handshake::State::proven);
            CHECK(pair.alford.rest() == "frames");
        }
        const auto proof = pair.alford.take_output();
        if (at < proof.size()) {
            CHECK(pair.ball->on_bytes(proof.substr(0, at)) == Handshake::State::waiting);
            CHECK(pair.ball->on_bytes(proof.substr(at) + "more") == Handshake::State::proven);
            CHECK(pair.ball->rest() == "more");
        }
    }
}

TEST_CASE("a hello is a line of six words") {
    const auto hello = parse_hello("LINK 4 Alford Ball " + nonce + " abc");
    REQUIRE(hello);
    CHECK(hello->from == "Alford");
    CHECK(hello->to == "Ball");
    CHECK(hello->nonce == nonce);
    CHECK(hello->proof == "abc");
    for (const std::string& line :
         {std::string(), std::string("LINK"), std::string("LINK 4 "), "LINK 4 Alford Ball " + nonce,
          "LINK 4 Alford Ball " + nonce + " abc more", "LINK 5 Alford Ball " + nonce + " abc",
          "link 4 Alford Ball " + nonce + " abc", " LINK 4 Alford Ball " + nonce + " abc",
          "LINK  4 Alford Ball " + nonce + " abc", "LINK 4 Alford Ball " + nonce + "0 abc",
          "LINK 4 Alford Ball " + nonce.substr(1) + " abc",
          "LINK 4 Alford Ball " + nonce + " " + std::string(hello_limit, 'p')}) {
        CAPTURE(line);
        CHECK_FALSE(parse_hello(line));
    }
}

TEST_CASE("bytes may become a hello as long as they begin like one") {
    const std::string hello = "LINK 4 Alford Ball " + nonce + " abc";
    for (std::size_t size = 0; size <= hello.size(); ++size) CHECK(may_become_hello(hello.substr(0, size)));
    CHECK(may_become_hello(hello + std::string(hello_limit - hello.size(), 'x')));
    CHECK_FALSE(may_become_hello(hello + std::string(hello_limit - hello.size() + 1, 'x')));
    for (const auto* other : {"I", "LIN ", "LINK 5", "link 4", " LINK 4", "LINKS"})
        CHECK_FALSE(may_become_hello(other));
}

TEST_CASE("a hello is proven by its key for these servers and this nonce only") {
    const auto line = Pair::without_end(Handshake::dial("Alford", "Ball", "hush").take_output());
    const auto hello = parse_hello(line);
    REQUIRE(hello);
    CHECK(is_proven(*hello, "hush"));
    CHECK_FALSE(is_proven(*hello, "hush "));
    CHECK_FALSE(is_proven(*hello, ""));
    CHECK_FALSE(is_proven(*hello, std::nullopt));
    const auto changed = [&](const std::function<void(Hello&)>& change) {
        Hello other = *hello;
        change(other);
        return other;
    };
    CHECK_FALSE(is_proven(changed([](Hello& other) { other.from = "Welsh"; }), "hush"));
    CHECK_FALSE(is_proven(changed([](Hello& other) { other.to = "Welsh"; }), "hush"));
    CHECK_FALSE(is_proven(changed([](Hello& other) { std::swap(other.from, other.to); }), "hush"));
    CHECK_FALSE(is_proven(changed([](Hello& other) { other.from = "AlfordB", other.to = "all"; }), "hush"));
    CHECK_FALSE(is_proven(changed([](Hello& other) { other.nonce = nonce; }), "hush"));
    CHECK_FALSE(is_proven(changed([](Hello& other) { other.proof.clear(); }), "hush"));
    CHECK_FALSE(is_proven(changed([](Hello& other) { other.proof = "-"; }), "hush"));
    for (std::size_t i = 0; i < hello->proof.size(); ++i) {
        CHECK_FALSE(is_proven(changed([i](Hello& other) { other.proof[i] ^= 1; }), "hush"));
    }
}

TEST_CASE("no two handshakes are alike") {
    CHECK(Handshake::dial("Alford", "Ball", "hush").take_output() !=
          Handshake::dial("Alford", "Ball", "hush").take_output());
    const auto hello =
        parse_hello(Pair::without_end(Handshake::dial("Alford", "Ball", "hush").take_output()));
    CHECK(Handshake::accept(*hello, "hush").take_output() != Handshake::accept(*hello, "hush").take_output());
}

/// Why the dialler refuses what it is answered.
std::string refusal(const std::function<std::string(const Pair&)>& answer) {
    Pair pair("hush", "hush");
    if (pair.alford.on_bytes(answer(pair)) != Handshake::State::failed) return {};
    CHECK(pair.alford.take_output().empty());
    return pair.alford.failure();
}

TEST_CASE("the side that dials refuses a wrong answer") {
    CHECK(refusal([](const Pair& pair) { return "? " + pair.hello; }) ==
          "refused: Ball has another secret, or does not list Alford as a neighbour");
    CHECK(refusal([](const Pair&) { return "\n"; }) == "what answers is not Ball");
    CHECK(refusal([](const Pair&) { return "220 mail ready\r\n"; }) == "what answers is not Ball");
    CHECK(refusal([](const Pair& pair) { return pair.hello; }) == "what answers is not Ball");
    CHECK(refusal([](const Pair& pair) {
              return "LINK 4 Welsh" + pair.challenge.substr(std::string("LINK 4 Ball").size());
          }) == "what answers is not Ball");
    CHECK(refusal([](const Pair&) { return "LINK 4 Ball Alford " + nonce + " -\n"; }) ==
          "what answers does not know the secret");
    CHECK(refusal([](const Pair&) { return Pair("hush", "mum").challenge; }) ==
          "what answers does not know the secret");
    // The right words, but for another nonce.
    CHECK(refusal([](const Pair&) { return Pair("hush", "hush").challenge; }) ==
          "what answers does not know the secret");
    CHECK(refusal([](const Pair&) { return std::string(hello_limit + 1, 'x'); }) ==
          "no handshake: line too long");
    CHECK(refusal([](const Pair&) { return std::string(hello_limit + 1, 'x') + "\n"; }) ==
          "no handshake: line too long");
}

TEST_CASE("the side that was dialled refuses a wrong proof") {
    Pair other("hush", "hush");
    REQUIRE(other.alford.on_bytes(other.challenge) == Handshake::State::proven);
    const std::string others = other.alford.take_output();
    for (const std::string& proof :
         {std::string("\n"), std::string("LINK 4 PROOF\n"), std::string("LINK 4 PROOF -\n"), others,
          other.hello, other.challenge, std::string("? LINK 4\n"), std::string(hello_limit + 1, 'x')}) {
        CAPTURE(proof);
        Pair pair("hush", "hush");
        CHECK(pair.ball->on_bytes(proof) == Handshake::State::failed);
        CHECK_FALSE(pair.ball->failure().empty());
    }
}

TEST_CASE("the longest line of a handshake is waited for and no longer one") {
    Pair pair("hush", "hush");
    CHECK(pair.alford.on_bytes(std::string(hello_limit, 'x')) == Handshake::State::waiting);
    CHECK(pair.alford.on_bytes("x") == Handshake::State::failed);
}

}  // namespace
}  // namespace herd::net
