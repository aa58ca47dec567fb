#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace herd::app {

/// One line on standard error that tells how far the runs of a measurement are, if that is a terminal.
class BenchProgress {
public:
    explicit BenchProgress(std::size_t runs);
    BenchProgress(const BenchProgress&) = delete;
    BenchProgress& operator=(const BenchProgress&) = delete;
    /// Takes the line away.
    ~BenchProgress();

    void start_run() { ++run_; }
    void show(std::string_view phase, std::uint64_t answers);

private:
    bool is_on_;
    std::size_t runs_;
    std::size_t run_ = 0;
    bool is_shown_ = false;
};

}  // namespace herd::app
