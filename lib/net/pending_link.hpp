#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "net/asio.hpp"
#include "net/handshake.hpp"
#include "net/stream.hpp"

namespace herd::net {

/// A connection that is to become a link, and has not proven itself yet.
class PendingLink final : public std::enable_shared_from_this<PendingLink>, private Stream::Listener {
public:
    /// The stream of a link that is proven, and what came behind the handshake; or null, and why it failed.
    using Done = std::function<void(std::shared_ptr<Stream> stream, std::string rest, std::string why)>;

    PendingLink(asio::io_context& loop, Gate& gate, std::shared_ptr<Stream> stream, Handshake handshake,
                Done done);

    /// `rest` is what came behind a hello. `done` is called once, unless it is cancelled.
    void start(std::string_view rest);
    void cancel();

private:
    void on_bytes(std::string_view bytes) override;
    void on_end(const std::error_code& error) override;
    void on_written() override;
    void send();
    void finish(std::shared_ptr<Stream> stream, std::string why);

    Gate& gate_;
    std::shared_ptr<Stream> stream_;
    Handshake handshake_;
    Done done_;
    Timer timer_;
};

}  // namespace herd::net
