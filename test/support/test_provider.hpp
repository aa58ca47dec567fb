#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>

#include "places/provider.hpp"

namespace herd::test {

/// A provider that does what a function does.
using LookUp = std::function<Result<places::Document, places::Failure>(const places::Question&)>;
std::shared_ptr<const places::Provider> make_provider(LookUp look_up);

/// A provider that never finds anything.
std::shared_ptr<const places::Provider> make_empty_provider();

/// The document of a provider that finds nothing.
places::Document empty_document();

/// Holds up whoever comes to it until it is opened.
class Gate {
public:
    /// Waits until the gate is open.
    void pass();
    void open();

    /// Whether so many have come, in time.
    bool await_arrivals(int count);

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    int arrivals_ = 0;
    bool is_open_ = false;
};

/// A provider that passes a gate before it finds nothing.
std::shared_ptr<const places::Provider> make_gated_provider(std::shared_ptr<Gate> gate);

/// Opens a gate when it goes out of scope, so that a test that fails leaves nobody waiting.
class GateOpener {
public:
    explicit GateOpener(std::shared_ptr<Gate> gate) : gate_(std::move(gate)) {}
    GateOpener(const GateOpener&) = delete;
    GateOpener& operator=(const GateOpener&) = delete;
    ~GateOpener() { gate_->open(); }

private:
    std::shared_ptr<Gate> gate_;
};

}  // namespace herd::test
