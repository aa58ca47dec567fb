#pragma once

// Scenario tests: start a herd, break things, and check in which order updates spread. With Catch2, include
// <herd/catch.hpp> besides. Source: docs/scenario-tests.md

#include "scenario/herd.hpp"
#include "scenario/matchers.hpp"
