#include "core_dump.hpp"

#include <sys/prctl.h>
#include <sys/resource.h>

namespace herd::app {

void forbid_core_dumps() {
    rlimit limit{};
    if (getrlimit(RLIMIT_CORE, &limit) == 0) {
        limit.rlim_cur = 0;
        setrlimit(RLIMIT_CORE, &limit);
    }
    // A program that collects dumps by a pipe is given them whatever the limit is.
    prctl(PR_SET_DUMPABLE, 0);
}

}  // namespace herd::app
