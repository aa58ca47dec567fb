#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

namespace herd::app {

/// One line on standard error that tells how far many runs are, if that is a terminal.
class SimProgress {
public:
    /// Shape: `seeds`: of them; nothing: nobody knows.
    explicit SimProgress(std::optional<std::uint64_t> seeds);

    void add(bool has_passed);
    /// Takes the line away, before something else is said.
    void clear();

private:
    bool is_on_;
    std::optional<std::uint64_t> seeds_;
    std::uint64_t done_ = 0;
    std::uint64_t bad_ = 0;
    std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
    std::chrono::steady_clock::time_point shown_{};
};

}  // namespace herd::app
