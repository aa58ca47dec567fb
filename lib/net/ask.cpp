#include "net/ask.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include <asio/buffer.hpp>
#include <asio/connect.hpp>
#include <asio/error.hpp>
#include <asio/write.hpp>

#include "net/asio.hpp"

namespace herd::net {
namespace {

constexpr auto look_period = std::chrono::milliseconds(50);

/// One conversation; lives until its loop has nothing more to do.
class Conversation {
public:
    Conversation(std::string_view text, const AskPatience& patience,
                 const std::function<bool(std::string_view)>& hear)
        : text_(text), patience_(patience), hear_(hear) {}

    Result<void, AskError> run(const std::string& host, std::uint16_t port) {
        std::error_code error;
        asio::ip::tcp::resolver resolver(loop_);
        const auto endpoints = resolver.resolve(host, std::to_string(port), error);
        if (error) return unexpected(AskError{AskFault::no_connection, error.message()});
        hear_of();
        if (patience_.is_over) look();
        asio::async_connect(socket_, endpoints, [this](const std::error_code& failure, const Endpoint&) {
            if (failure) {
                fail(AskFault::no_connection, failure.message());
                return;
            }
            hear_of();
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
                                        on_bytes({buffer_.data(), size});
                                    }
                                });
    }

    void on_bytes(std::string_view bytes) {
        if (!hear_(bytes)) {
            fail(AskFault::given_up, "no more of the answer was wanted");
            return;
        }
        hear_of();
        receive();
    }

    /// The server was heard of: its time begins anew.
    void hear_of() {
        SteadyTime until = SteadyTime(std::chrono::steady_clock::now()) + patience_.silence;
        if (patience_.deadline) until = std::min(until, *patience_.deadline);
        timer_.expires_at(std::chrono::time_point_cast<std::chrono::steady_clock::duration>(until));
        timer_.async_wait([this](const std::error_code& error) {
            if (!error) fail(AskFault::timeout, "no answer in time");
        });
    }

    /// Gives up if whoever asked wants that, and looks again in a moment.
    void look() {
        look_timer_.expires_after(look_period);
        look_timer_.async_wait([this](const std::error_code& error) {
            if (error) return;
            patience_.is_over() ? fail(AskFault::given_up, "nobody waits for the answer any more") : look();
        });
    }

    void fail(AskFault fault, const std::string& why) {
        if (!is_over_) failure_ = AskError{fault, why};
        end();
    }

    void end() {
        is_over_ = true;
        timer_.cancel();
        look_timer_.cancel();
        std::error_code ignored;
        socket_.close(ignored);
    }

    asio::io_context loop_{1};
    Socket socket_{loop_};
    Timer timer_{loop_};
    Timer look_timer_{loop_};
    std::string_view text_;
    const AskPatience& patience_;
    const std::function<bool(std::string_view)>& hear_;
    std::array<char, 65536> buffer_;
    bool is_over_ = false;
    std::optional<AskError> failure_;
};

}  // namespace

Result<void, AskError> ask(const std::string& host, std::uint16_t port, std::string_view text,
                           const AskPatience& patience, const std::function<bool(std::string_view)>& hear) {
    return Conversation(text, patience, hear).run(host, port);
}

}  // namespace herd::net
