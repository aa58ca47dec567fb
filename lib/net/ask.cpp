#include "net/ask.hpp"

#include <array>
#include <optional>

#include <asio/buffer.hpp>
#include <asio/connect.hpp>
#include <asio/error.hpp>
#include <asio/write.hpp>

#include "net/asio.hpp"

namespace herd::net {
namespace {

/// One conversation; lives until its loop has nothing more to do.
class Conversation {
public:
    Conversation(std::string_view text, nanoseconds timeout,
                 const std::function<void(std::string_view)>& print)
        : text_(text),
          timeout_(std::chrono::duration_cast<std::chrono::steady_clock::duration>(timeout)),
          print_(print) {}

    Result<void, AskError> run(const std::string& host, std::uint16_t port) {
        std::error_code error;
        asio::ip::tcp::resolver resolver(loop_);
        const auto endpoints = resolver.resolve(host, std::to_string(port), error);
        if (error) return unexpected(AskError{AskFault::no_connection, error.message()});
        hear();
        asio::async_connect(socket_, endpoints, [this](const std::error_code& failure, const Endpoint&) {
            if (failure) {
                fail(AskFault::no_connection, failure.message());
                return;
            }
            hear();
            send();
            receive();
        });
        loop_.run();
        if (failure_) return unexpected(*failure_);
        return {};
    }

private:
    void send() {
        asio::async_write(socket_, asio::buffer(text_), [this](const std::error_code& error, std::size_t) {
            // A server that takes no more has closed, or is about to: what it said is still to be read.
            std::error_code ignored;
            if (!error) socket_.shutdown(Socket::shutdown_send, ignored);
        });
    }

    void receive() {
        socket_.async_read_some(asio::buffer(buffer_),
                                [this](const std::error_code& error, std::size_t size) {
                                    if (error == asio::error::eof) {
                                        end();
                                    } else if (error) {
                                        fail(AskFault::lost, error.message());
                                    } else {
                                        print_({buffer_.data(), size});
                                        hear();
                                        receive();
                                    }
                                });
    }

    /// The server was heard of: its time begins anew.
    void hear() {
        timer_.expires_after(timeout_);
        timer_.async_wait([this](const std::error_code& error) {
            if (!error) fail(AskFault::timeout, "no answer in time");
        });
    }

    void fail(AskFault fault, const std::string& why) {
        if (!is_over_) failure_ = AskError{fault, why};
        end();
    }

    void end() {
        is_over_ = true;
        timer_.cancel();
        std::error_code ignored;
        socket_.close(ignored);
    }

    asio::io_context loop_{1};
    Socket socket_{loop_};
    Timer timer_{loop_};
    std::string_view text_;
    std::chrono::steady_clock::duration timeout_;
    const std::function<void(std::string_view)>& print_;
    std::array<char, 65536> buffer_;
    bool is_over_ = false;
    std::optional<AskError> failure_;
};

}  // namespace

Result<void, AskError> ask(const std::string& host, std::uint16_t port, std::string_view text,
                           nanoseconds timeout, const std::function<void(std::string_view)>& print) {
    return Conversation(text, timeout, print).run(host, port);
}

}  // namespace herd::net
