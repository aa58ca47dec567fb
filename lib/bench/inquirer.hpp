#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/time.hpp"
#include "bench/herd_dialect.hpp"
#include "bench/measure.hpp"
#include "bench/socket.hpp"
#include "net/herd.hpp"

namespace herd::bench {

/// Asks one server, as a client, what it knows of others. Blocks.
class Inquirer {
public:
    static Result<Inquirer, BenchError> connect(const net::Address& server, nanoseconds patience);

    const std::string& server() const { return server_; }

    /// Sends bytes.
    Result<void, BenchError> send(std::string_view bytes);
    /// The next line, without its LF.
    Result<std::string, BenchError> read_line();

    /// Asks for a client's record, of which `told` reads the answer: by NEARBY or, of a server that does not
    /// know that, by WHATSAT.
    Result<void, BenchError> ask(std::string_view client);
    /// Whether the server has told that it has this update, or a newer one.
    Result<bool, BenchError> read_told(const HerdDialect::Newest& newest);

private:
    Inquirer(const net::Address& server, Socket socket, nanoseconds patience);
    Result<void, BenchError> await(short events);
    BenchError make_error(BenchFault fault, const std::string& why) const;

    std::string server_;
    Socket socket_;
    nanoseconds patience_;
    std::string input_;
    bool asks_nearby_ = true;
    bool is_understood_ = false;  // the server has answered what was asked that way
};

}  // namespace herd::bench
