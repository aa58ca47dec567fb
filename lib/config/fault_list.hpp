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

    /// `suggestion` is asked for only while there are few faults: it costs a comparison with every known
    /// word, and a file that is wrong everywhere is not put right word by word.
    template <class Suggestion>
    void add(Position position, std::string key, std::string why, Suggestion suggestion) {
        if (found_.size() < most_suggestions) why += suggestion();
        add(position, std::move(key), std::move(why));
    }

    bool empty() const { return found_.empty(); }

    /// All of them, in the order of their places; the list is empty afterwards.
    std::vector<Fault> take();

private:
    static constexpr std::size_t most_suggestions = 100;

    struct Found {
        Position position;
        std::string key;
        std::string why;
    };

    std::string file_;
    std::vector<Found> found_;
};

}  // namespace herd::config
