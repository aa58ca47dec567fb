#include "control/service.hpp"

#include <utility>

#include "control/back_office.hpp"
#include "control/crowd.hpp"
#include "control/desk.hpp"
#include "control/host_name.hpp"
#include "control/http_exchange.hpp"
#include "control/listening_socket.hpp"
#include "control/reception.hpp"
#include "control/routes.hpp"

namespace herd::control {
struct Service::Parts {
    Parts(net::Herd& herd, ServiceOptions options, ListeningSocket listening)
        : host(std::move(options.host)),
          port(listening.port),
          office(herd, {std::move(options.herd_name), std::move(options.version)}),
          router(make_router(office)),
          guard({host, port, listening.is_loopback, std::move(options.token)}),
          desk(guard, router),
          crowd([this](ClientSocket& socket, Crowd::Seat& seat) { serve_http(socket, seat, desk); }, {}),
          reception(std::move(listening.socket), crowd) {}

    ~Parts() { office.call.end(); }

    const std::string host;
    const std::uint16_t port;
    BackOffice office;
    const Router router;
    const Guard guard;
    const Desk desk;
    Crowd crowd;
    Reception reception;
};

Result<std::unique_ptr<Service>, std::string> Service::start(net::Herd& herd, ServiceOptions options) {
    const std::string place = format_host(options.host) + ":" + std::to_string(options.port);
    auto listening = listen_on(options.host, options.port);
    if (!listening) return unexpected("cannot listen on " + place + ": " + listening.error());
    if (!listening->is_loopback && (!options.token || options.token->empty())) {
        return unexpected("does not listen on " + place +
                          " without a token, since other machines reach it: set token_env");
    }
    return std::unique_ptr<Service>(
        new Service(std::make_unique<Parts>(herd, std::move(options), std::move(*listening))));
}

Service::Service(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Service::~Service() = default;

const std::string& Service::host() const {
    return parts_->host;
}

std::uint16_t Service::port() const {
    return parts_->port;
}

}  // namespace herd::control
