#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace herd::scenario {

/// Gathers a server's bytes until they are the answers to a client's lines, by the protocol's framing alone:
/// a server need not close the connection, nor send an answer in one piece.
/// Shape:  WHATSAT and NEARBY are answered with lines up to an empty one, unless the first starts with `?`;
///         whatever else with one line.
/// Source: docs/protocol.md, "Commands"
class Answers {
public:
    explicit Answers(std::vector<std::string> lines) : lines_(std::move(lines)) {}

    void append(std::string_view bytes);

    /// How many lines have their whole answers.
    std::size_t complete() const { return complete_; }
    bool is_whole() const { return complete_ == lines_.size(); }

    /// All bytes that have come, what is there of an answer that is not whole included.
    const std::string& bytes() const { return bytes_; }

private:
    std::vector<std::string> lines_;
    std::string bytes_;
    std::size_t complete_ = 0;
    std::size_t begin_ = 0;  // of the answer that is not whole yet
    std::size_t seen_ = 0;   // no end of it before here
};

}  // namespace herd::scenario
