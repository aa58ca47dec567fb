#include "net/handshake.hpp"

#include <algorithm>
#include <utility>

#include "core/fields.hpp"

namespace herd::net {
namespace {

constexpr std::string_view hello_start = "LINK 4 ";
constexpr std::string_view proof_start = "LINK 4 PROOF ";
constexpr std::size_t nonce_digits = 32;

// Each message of a handshake is proven under a name of its own, so that none can stand for another.
constexpr std::string_view dial_message = "herd link 4: dial";
constexpr std::string_view challenge_message = "herd link 4: challenge";
constexpr std::string_view proof_message = "herd link 4: proof";

std::string format_hello(const Hello& hello) {
    std::string line(hello_start);
    line.append(hello.from).append(" ").append(hello.to).append(" ").append(hello.nonce);
    return line.append(" ").append(hello.proof).append("\n");
}

std::string prove_dial(const LinkKey& key, const Hello& hello) {
    return make_proof(key, {dial_message, hello.from, hello.to, hello.nonce});
}

}  // namespace

bool may_become_hello(std::string_view bytes) {
    const std::size_t shared = std::min(bytes.size(), hello_start.size());
    return bytes.size() <= hello_limit && bytes.substr(0, shared) == hello_start.substr(0, shared);
}

std::optional<Hello> parse_hello(std::string_view line) {
    if (line.size() > hello_limit || !line.starts_with(hello_start)) return std::nullopt;
    const auto fields = core::split_fields(line.substr(hello_start.size()));
    if (fields.count != 4 || fields.field[2].size() != nonce_digits) return std::nullopt;
    return Hello{std::string(fields.field[0]), std::string(fields.field[1]), std::string(fields.field[2]),
                 std::string(fields.field[3])};
}

bool is_proven(const Hello& hello, const LinkKey& key) {
    return equal_proofs(hello.proof, prove_dial(key, hello));
}

Handshake::Handshake(std::string dialler, std::string dialled, LinkKey key, bool dials)
    : dialler_(std::move(dialler)), dialled_(std::move(dialled)), key_(std::move(key)), dials_(dials) {}

Handshake Handshake::dial(std::string self, std::string peer, LinkKey key) {
    Handshake handshake(std::move(self), std::move(peer), std::move(key), true);
    handshake.dialler_nonce_ = make_nonce();
    Hello hello{handshake.dialler_, handshake.dialled_, handshake.dialler_nonce_, {}};
    hello.proof = prove_dial(handshake.key_, hello);
    handshake.output_ = format_hello(hello);
    return handshake;
}

Handshake Handshake::accept(const Hello& hello, LinkKey key) {
    Handshake handshake(hello.from, hello.to, std::move(key), false);
    handshake.dialler_nonce_ = hello.nonce;
    handshake.dialled_nonce_ = make_nonce();
    handshake.output_ = format_hello({hello.to, hello.from, handshake.dialled_nonce_,
                                      make_proof(handshake.key_, {challenge_message, hello.from, hello.to,
                                                                  hello.nonce, handshake.dialled_nonce_})});
    return handshake;
}

Handshake::State Handshake::on_bytes(std::string_view bytes) {
    input_.append(bytes);
    const auto end = input_.find('\n');
    if (end > hello_limit && (end != std::string::npos || input_.size() > hello_limit)) {
        return fail("no handshake: line too long");
    }
    if (end == std::string::npos) return State::waiting;
    const std::string line = input_.substr(0, end);
    input_.erase(0, end + 1);
    return dials_ ? on_challenge(line) : on_proof(line);
}

Handshake::State Handshake::on_challenge(std::string_view line) {
    if (line.starts_with('?')) {
        return fail("refused: " + dialled_ + " has another secret, or does not list " + dialler_ +
                    " as a neighbour");
    }
    const auto challenge = parse_hello(line);
    if (!challenge || challenge->from != dialled_ || challenge->to != dialler_) {
        return fail("what answers is not " + dialled_);
    }
    const auto expected =
        make_proof(key_, {challenge_message, dialler_, dialled_, dialler_nonce_, challenge->nonce});
    if (!equal_proofs(challenge->proof, expected)) return fail("what answers does not know the secret");
    output_.append(proof_start)
        .append(make_proof(key_, {proof_message, dialler_, dialled_, dialler_nonce_, challenge->nonce}))
        .append("\n");
    return State::proven;
}

Handshake::State Handshake::on_proof(std::string_view line) {
    const auto expected =
        make_proof(key_, {proof_message, dialler_, dialled_, dialler_nonce_, dialled_nonce_});
    if (!line.starts_with(proof_start) || !equal_proofs(line.substr(proof_start.size()), expected)) {
        return fail("what dials as " + dialler_ + " does not know the secret");
    }
    return State::proven;
}

Handshake::State Handshake::fail(std::string why) {
    failure_ = std::move(why);
    return State::failed;
}

std::string Handshake::take_output() {
    return std::exchange(output_, {});
}

}  // namespace herd::net
