// What a service manager is told, on its own socket.

#include "notify.hpp"

#include <csignal>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <poll.h>
#include <string>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "herd_file.hpp"
#include "support/catch.hpp"
#include "support/descriptor.hpp"
#include "support/temporary_directory.hpp"

namespace herd::app {
namespace {

using namespace test;

/// The socket of a service manager.
class NotifySocket {
public:
    explicit NotifySocket(const std::string& name)
        : socket_(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        REQUIRE(name.size() < sizeof(address.sun_path));
        std::memcpy(address.sun_path, name.data(), name.size());
        if (name.front() == '@') address.sun_path[0] = '\0';
        const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name.size());
        if (::bind(socket_.get(), reinterpret_cast<const sockaddr*>(&address), size) != 0)
            throw_system_error("bind");
    }

    std::string receive() const {
        await_events(socket_, POLLIN, "what a service says");
        char text[256];
        const auto size = ::recv(socket_.get(), text, sizeof(text), 0);
        return {text, static_cast<std::size_t>(size > 0 ? size : 0)};
    }

private:
    Descriptor socket_;
};

/// Sets the variable while it is there.
class NotifyVariable {
public:
    explicit NotifyVariable(const std::string& value) { setenv("NOTIFY_SOCKET", value.c_str(), 1); }
    NotifyVariable(const NotifyVariable&) = delete;
    NotifyVariable& operator=(const NotifyVariable&) = delete;
    ~NotifyVariable() { unsetenv("NOTIFY_SOCKET"); }
};

TEST_CASE("a service manager is told on a socket in the file system") {
    const TemporaryDirectory directory;
    const auto name = (directory / "notify").string();
    const NotifySocket manager(name);
    const NotifyVariable variable(name);
    CHECK(notify_service("READY=1"));
    CHECK(manager.receive() == "READY=1");
    CHECK(notify_service("STOPPING=1"));
    CHECK(manager.receive() == "STOPPING=1");
}

TEST_CASE("a service manager is told on an abstract socket") {
    const auto name = "@herd-test-" + std::to_string(getpid());
    const NotifySocket manager(name);
    const NotifyVariable variable(name);
    CHECK(notify_service("READY=1"));
    CHECK(manager.receive() == "READY=1");
}

TEST_CASE("nobody is told if there is no service manager, or none that one could tell") {
    CHECK(notify_service("READY=1"));
    for (const std::string name : {"relative", "/nowhere/notify", "@herd-test-nobody"}) {
        const NotifyVariable variable(name);
        CHECK_FALSE(notify_service("READY=1"));
    }
    const NotifyVariable variable("/" + std::string(200, 'x'));
    CHECK_FALSE(notify_service("READY=1"));
}

TEST_CASE("a herd says when its servers take clients, and when it begins to stop") {
    const TemporaryDirectory directory;
    const auto name = (directory / "notify").string();
    const NotifySocket manager(name);
    const NotifyVariable variable(name);
    const HerdFile file;
    Up up(file);
    CHECK(manager.receive() == "READY=1");
    up.process().signal(SIGTERM);
    CHECK(manager.receive() == "STOPPING=1");
    CHECK(up.process().finish().status == 0);
}

}  // namespace
}  // namespace herd::app
