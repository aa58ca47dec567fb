#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "control/service.hpp"
#include "support/herd_plan.hpp"
#include "support/live_herd.hpp"
#include "support/test_client.hpp"

namespace herd::test {

/// What a service answers.
struct Reply {
    int status = 0;
    std::vector<std::pair<std::string, std::string>> headers;  // names in lower case
    std::string body;

    /// The header of that name, in lower case; empty if there is none.
    std::string header(std::string_view name) const;
};

/// Reads an answer with a Content-Length from a connection. `has_body`: it is not one to HEAD.
/// Errors: throws std::runtime_error if it is anything else, or does not come.
Reply read_reply(TestClient& client, bool has_body = true);

/// A herd that runs, with its control service.
class ServedHerd {
public:
    /// The classic ring.
    explicit ServedHerd(control::ServiceOptions options = {});
    /// Shape: `change` may be empty.
    ServedHerd(const Topology& topology, control::ServiceOptions options,
               const std::function<void(config::Config&)>& change);
    ~ServedHerd();

    LiveHerd& herd() { return herd_; }
    std::uint16_t port() const { return service_->port(); }
    /// What Host has to say.
    std::string host() const { return "127.0.0.1:" + std::to_string(port()); }

    /// Asks something on a connection of its own. Shape: `headers` are whole lines, each with CR LF.
    Reply ask(std::string_view method, std::string_view target, std::string_view body = {},
              std::string_view headers = {}) const;
    Reply get(std::string_view target) const { return ask("GET", target); }
    Reply post(std::string_view target, std::string_view body = {}) const {
        return ask("POST", target, body);
    }

    /// Ends the service, while its clients may be connected.
    void end_service();

private:
    HerdPlan plan_;
    LiveHerd herd_;
    std::unique_ptr<control::Service> service_;
};

}  // namespace herd::test
