#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "bench/figures.hpp"
#include "bench/herd_dialect.hpp"
#include "bench/load.hpp"
#include "bench/own_herd.hpp"
#include "bench/phone_table.hpp"
#include "net/herd.hpp"

namespace herd::bench {

/// What a herd is to be measured with.
struct HerdLoad {
    Load load;  // without endpoints; its warm-up lasts until all clients are known, too
    std::vector<std::string> under_load;  // names of servers; the others hear of updates from these
    Phones phones;
    Mix mix;
    double propagation_rate = 2000;  // updates a second, while propagation is measured; 0: it is not
    nanoseconds settle_patience = std::chrono::seconds(30);
};

enum class BenchFault {
    connection,  // no server takes it, or it was lost
    wrong,       // an answer, or what the servers count
    unsettled,   // something did not come in time
};

struct BenchError {
    BenchFault fault{};
    std::string why;
};

/// What is being done, and how many answers there were meanwhile.
using Progress = std::function<void(std::string_view phase, std::uint64_t answers)>;

/// Measures a herd of this process, which nobody else talks with. Shape: `measures_memory` of a herd that has
/// no records yet.
Result<Figures, BenchError> measure_own_herd(OwnHerd& herd, const HerdLoad& load, bool measures_memory,
                                             const Progress& progress);

/// Measures a herd that runs elsewhere, whoever wrote it, by what clients can see of it: `servers` are all of
/// them. Propagation is measured by asking until a server tells, and so is an upper bound.
Result<Figures, BenchError> measure_running_herd(const std::vector<net::Address>& servers,
                                                 const HerdLoad& load, const Progress& progress);

}  // namespace herd::bench
