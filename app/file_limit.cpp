#include "file_limit.hpp"

#include <sys/resource.h>

namespace herd::app {
namespace {

/// `herd bench` has both ends of its connections, and 10,000 idle ones are one of its figures.
constexpr rlim_t wanted_files = 65536;

}  // namespace

void raise_file_limit() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    // Past the hard limit only root may go.
    const rlimit wanted{wanted_files, wanted_files};
    if (limit.rlim_max < wanted_files && setrlimit(RLIMIT_NOFILE, &wanted) == 0) return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace herd::app
