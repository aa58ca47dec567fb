#pragma once

#include <cstdint>

#include "sim/witness.hpp"

namespace herd::sim {

/// A number that two runs share only if the very same bytes crossed the same borders at the same times in the
/// same order. Passes on all that it hears.
class Fingerprint final : public Witness {
public:
    /// Shape: `next` may be null, and outlives it.
    explicit Fingerprint(Witness* next = nullptr) : next_(next) {}

    std::uint64_t value() const { return value_; }

    void on_server_up(core::ServerIndex server, Now now) override;
    void on_server_down(core::ServerIndex server, bool is_crash, Now now) override;
    void on_client_open(ClientId client, core::ServerIndex server, Now now) override;
    void on_client_said(ClientId client, std::string_view bytes, Now now) override;
    void on_client_ended(ClientId client, Now now) override;
    void on_client_answered(ClientId client, std::string_view bytes, Now now) override;
    void on_client_closed(ClientId client, Now now) override;
    void on_link_up(core::ServerIndex self, core::ServerIndex peer, Now now) override;
    void on_link_down(core::ServerIndex self, core::ServerIndex peer, Now now) override;
    void on_link_sent(core::ServerIndex from, core::ServerIndex to, std::string_view bytes, Now now) override;
    void on_link_came(core::ServerIndex from, core::ServerIndex to, std::string_view bytes, Now now) override;
    void on_places(core::ServerIndex server, std::string_view document, Now now) override;
    void on_queue(core::ServerIndex self, core::ServerIndex peer, std::size_t bytes) override;
    void on_fault(bool is_set, std::string_view what, SteadyTime now) override;

private:
    void mix(char kind, std::uint64_t a, std::uint64_t b, Now now, std::string_view bytes = {});

    Witness* next_;
    std::uint64_t value_ = 0;
};

}  // namespace herd::sim
