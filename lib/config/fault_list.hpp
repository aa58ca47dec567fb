#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "config/config.hpp"
#include "config/document.hpp"

namespace herd::config {

/// Gathers the faults of one file in whatever order they are found.
class FaultList {
public:
    explicit FaultList(const std::filesystem::path& file) : file_(file.string()) {}

    /// Shape: `key` is empty where no key is to blame, `position` is {} where no line is.
    void add(Position position, std::string key, std::string why);

    /// The same, for a word that is none of `candidates`: `why` then ends with the one that is near, if any
    /// is. Shape: after some hundred million comparisons of letters there are no more suggestions, so that a
    /// file
    ///        that is wrong everywhere is told in time.
    void add_unknown(Position position, std::string key, std::string why, std::string_view word,
                     const std::vector<std::string_view>& candidates);

    bool empty() const { return found_.empty(); }
    std::size_t size() const { return found_.size(); }

    /// All of them, in the order of their places; the list is empty afterwards.
    std::vector<Fault> take();

private:
    struct Found {
        Position position;
        std::string key;
        std::string why;
    };

    std::string file_;
    std::vector<Found> found_;
    std::size_t compared_ = 0;  // pairs of letters, for suggestions
};

}  // namespace herd::config
