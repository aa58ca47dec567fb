// Sends whole lines back as they come, as one writes it with Asio: a session that reads, writes and reads
// again. Usage: asio_echo [PORT]; without one, or with 0, any free one. It is the first line of output.

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <system_error>
#include <utility>

#include <asio/buffer.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/write.hpp>

namespace {

using asio::ip::tcp;

class Session : public std::enable_shared_from_this<Session> {
public:
    explicit Session(tcp::socket socket) : socket_(std::move(socket)) {
        socket_.set_option(tcp::no_delay(true));
    }

    void read() {
        socket_.async_read_some(asio::buffer(chunk_),
                                [self = shared_from_this()](std::error_code error, std::size_t size) {
                                    if (!error) self->on_read(size);
                                });
    }

private:
    static constexpr std::size_t longest_line = 65536;

    void on_read(std::size_t size) {
        text_.append(chunk_.data(), size);
        const auto end = text_.rfind('\n');
        if (end != std::string::npos) return write(end + 1);
        if (text_.size() <= longest_line) read();
    }

    void write(std::size_t size) {
        asio::async_write(socket_, asio::buffer(text_, size),
                          [self = shared_from_this()](std::error_code error, std::size_t sent) {
                              if (error) return;
                              self->text_.erase(0, sent);
                              self->read();
                          });
    }

    tcp::socket socket_;
    std::array<char, 16384> chunk_{};
    std::string text_;
};

void accept(tcp::acceptor& acceptor) {
    acceptor.async_accept([&acceptor](std::error_code error, tcp::socket socket) {
        if (!error) std::make_shared<Session>(std::move(socket))->read();
        accept(acceptor);
    });
}

}  // namespace

int main(int argc, char** argv) {
    const auto port = static_cast<std::uint16_t>(argc > 1 ? std::atoi(argv[1]) : 0);
    asio::io_context context(1);
    tcp::acceptor acceptor(context, {asio::ip::address_v4::loopback(), port});
    std::printf("%d\n", acceptor.local_endpoint().port());
    std::fflush(stdout);
    accept(acceptor);
    context.run();
}
