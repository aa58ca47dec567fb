#pragma once

// Debian 12 carries Catch2 v2 (one header), Debian 13 carries v3; the tests use what both share.
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif
