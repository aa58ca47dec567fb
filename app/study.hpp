#pragma once

#include <cstdint>
#include <string>

namespace herd::app {

/// `herd sim --study`
struct StudyArguments {
    std::string directory;  // where the tables and pictures go
    std::uint64_t seed = 1;
    bool quick = false;  // small herds only
    bool json = false;   // what was written, for programs
};
int run_study(const StudyArguments& arguments);

}  // namespace herd::app
