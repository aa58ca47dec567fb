#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "net/link_proof.hpp"

namespace herd::net {

/// The first line of a link, from the server that dials: `LINK 4 <from> <to> <nonce> <proof>`.
struct Hello {
    std::string from;
    std::string to;
    std::string nonce;
    std::string proof;
};

/// No line of a handshake is longer.
inline constexpr std::size_t hello_limit = 512;  // bytes

/// Whether a connection that has sent this so far may yet say hello.
bool may_become_hello(std::string_view bytes);

/// Reads a hello, without its LF. Errors: nothing, if the line is none.
std::optional<Hello> parse_hello(std::string_view line);

/// Whether whoever says hello knows the key.
bool is_proven(const Hello& hello, const LinkKey& key);

/// One side of the handshake that begins every link: hello, a challenge in return, and the proof. Both sides
/// prove that they know the key over the other's nonce, so nothing that was overheard can be used again.
/// Source: docs/protocol.md, "Handshake"
class Handshake {
public:
    /// The side that dials, as `self`, to `peer`.
    static Handshake dial(std::string self, std::string peer, LinkKey key);
    /// The side that was dialled, with a hello that is proven.
    static Handshake accept(const Hello& hello, LinkKey key);

    enum class State { waiting, proven, failed };

    /// The peer's bytes. What comes behind the handshake is left in `rest`.
    State on_bytes(std::string_view bytes);

    /// What is to be sent now; empty if nothing is.
    std::string take_output();
    const std::string& rest() const { return input_; }
    /// Why it failed, for people.
    const std::string& failure() const { return failure_; }

private:
    Handshake(std::string dialler, std::string dialled, LinkKey key, bool dials);
    State on_challenge(std::string_view line);
    State on_proof(std::string_view line);
    State fail(std::string why);

    std::string dialler_;
    std::string dialled_;
    LinkKey key_;
    bool dials_;
    std::string dialler_nonce_;
    std::string dialled_nonce_;
    std::string input_;
    std::string output_;
    std::string failure_;
};

}  // namespace herd::net
