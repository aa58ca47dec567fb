#include "support/reserved_port.hpp"

#include "support/test_client.hpp"

namespace herd::test {

ReservedPort::ReservedPort() : socket_(bind_loopback()), number_(local_port(socket_)) {}

}  // namespace herd::test
