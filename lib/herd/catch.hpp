#pragma once

// Matchers for Catch2, version 2 or 3: REQUIRE_THAT(herd.update("kiwi"), takes_messages(6)). A failure shows
// what was found, and the causal story of the update.

#if __has_include(<catch2/matchers/catch_matchers.hpp>)
#include <catch2/catch_tostring.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#else
#include <catch2/catch.hpp>
#endif

#include <string>

#include "herd/scenario.hpp"

namespace Catch {

template <>
struct StringMaker<herd::scenario::Update> {
    static std::string convert(const herd::scenario::Update& update) {
        return herd::scenario::format_subject(update);
    }
};

template <>
struct StringMaker<herd::scenario::Records> {
    static std::string convert(const herd::scenario::Records& records) {
        return herd::scenario::format_subject(records);
    }
};

}  // namespace Catch
