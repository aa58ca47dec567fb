#include "sim/fingerprint.hpp"

#include "core/hash.hpp"

namespace herd::sim {

void Fingerprint::mix(char kind, std::uint64_t a, std::uint64_t b, Now now, std::string_view bytes) {
    const std::uint64_t parts[] = {value_,
                                   static_cast<std::uint64_t>(kind),
                                   a,
                                   b,
                                   static_cast<std::uint64_t>(now.steady.time_since_epoch().count()),
                                   static_cast<std::uint64_t>(now.wall.time_since_epoch().count()),
                                   core::hash_bytes(bytes)};
    value_ = core::hash_bytes({reinterpret_cast<const char*>(parts), sizeof parts});
}

void Fingerprint::on_server_up(core::ServerIndex server, Now now) {
    mix('u', server, 0, now);
    if (next_) next_->on_server_up(server, now);
}

void Fingerprint::on_server_down(core::ServerIndex server, bool is_crash, Now now) {
    mix('d', server, is_crash, now);
    if (next_) next_->on_server_down(server, is_crash, now);
}

void Fingerprint::on_client_open(ClientId client, core::ServerIndex server, Now now) {
    mix('o', client, server, now);
    if (next_) next_->on_client_open(client, server, now);
}

void Fingerprint::on_client_said(ClientId client, std::string_view bytes, Now now) {
    mix('s', client, 0, now, bytes);
    if (next_) next_->on_client_said(client, bytes, now);
}

void Fingerprint::on_client_ended(ClientId client, Now now) {
    mix('e', client, 0, now);
    if (next_) next_->on_client_ended(client, now);
}

void Fingerprint::on_client_answered(ClientId client, std::string_view bytes, Now now) {
    mix('a', client, 0, now, bytes);
    if (next_) next_->on_client_answered(client, bytes, now);
}

void Fingerprint::on_client_closed(ClientId client, Now now) {
    mix('c', client, 0, now);
    if (next_) next_->on_client_closed(client, now);
}

void Fingerprint::on_link_up(core::ServerIndex self, core::ServerIndex peer, Now now) {
    mix('U', self, peer, now);
    if (next_) next_->on_link_up(self, peer, now);
}

void Fingerprint::on_link_down(core::ServerIndex self, core::ServerIndex peer, Now now) {
    mix('D', self, peer, now);
    if (next_) next_->on_link_down(self, peer, now);
}

void Fingerprint::on_link_sent(core::ServerIndex from, core::ServerIndex to, std::string_view bytes,
                               Now now) {
    mix('S', from, to, now, bytes);
    if (next_) next_->on_link_sent(from, to, bytes, now);
}

void Fingerprint::on_link_came(core::ServerIndex from, core::ServerIndex to, std::string_view bytes,
                               Now now) {
    mix('C', from, to, now, bytes);
    if (next_) next_->on_link_came(from, to, bytes, now);
}

void Fingerprint::on_places(core::ServerIndex server, std::string_view document, Now now) {
    mix('p', server, 0, now, document);
    if (next_) next_->on_places(server, document, now);
}

void Fingerprint::on_queue(core::ServerIndex self, core::ServerIndex peer, std::size_t bytes) {
    mix('q', self, peer, Now{SteadyTime(nanoseconds(static_cast<std::int64_t>(bytes))), {}});
    if (next_) next_->on_queue(self, peer, bytes);
}

void Fingerprint::on_fault(bool is_set, std::string_view what, SteadyTime now) {
    mix('f', is_set, 0, {now, {}}, what);
    if (next_) next_->on_fault(is_set, what, now);
}

}  // namespace herd::sim
