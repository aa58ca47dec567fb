#pragma once

#include <string>

#include "scenario/herd.hpp"

namespace herd::scenario {

/// What a herd says that it could not do; empty: it could.
template <class Error = Trouble, class Work>
std::string trouble_of(Work work) {
    try {
        work();
    } catch (const Error& trouble) {
        return trouble.what();
    }
    return {};
}

inline bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace herd::scenario
