#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "net/asio.hpp"
#include "net/gate.hpp"
#include "net/poller.hpp"

namespace herd::net {

/// A TCP connection on the loop: reads what is there in one go, writes at once what the kernel takes, and
/// waits for the rest. An idle one costs little memory: what is read comes into a buffer that all share.
class Stream final : public std::enable_shared_from_this<Stream>, private Poller::Watched {
public:
    /// Who hears of a stream. May close it, and be destroyed, within a call.
    class Listener {
    public:
        virtual void on_bytes(std::string_view bytes) = 0;
        /// The peer sends no more (`asio::error::eof`), or the connection is lost.
        virtual void on_end(const std::error_code& error) = 0;
        /// What `flush` had to leave has been written.
        virtual void on_written() = 0;

    protected:
        ~Listener() = default;
    };

    /// How a stream is read and written.
    struct Manner {
        std::size_t
            burst;  // bytes that one read takes at most, so that one peer cannot keep the loop to itself
        std::size_t kept;  // bytes of an output buffer that are kept while there is nothing to write
        bool in_turn;      // it is read and written together with others that are ready
    };

    /// Shape: `poller` and `gate`, that of the server whose stream it is, outlive it.
    Stream(Socket socket, Manner manner, Poller& poller, Gate& gate);
    ~Stream();

    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;

    void set_manner(Manner manner) { manner_ = manner; }

    /// From now on `listener` hears of the stream. Called with null, nobody does.
    void set_listener(Listener* listener) { listener_ = listener; }

    /// Asks for bytes: one `on_bytes` or `on_end` follows, never within the call.
    void read();

    /// What is to be written. Only to be touched while there is no write under way.
    std::string& output() { return output_; }
    bool is_writing() const { return is_writing_; }

    /// Writes `output`, as far as the kernel takes it, or when others have been read that are ready now.
    /// Returns whether that was all of it; if not, `on_written` follows.
    bool flush();

    /// Reads what is there now, without waiting; empty, and why, if there is nothing. The view lasts until
    /// the loop's next read. Shape: no bytes are on their way to the listener.
    std::string_view read_now(std::error_code& error);

    /// Sends the end of the stream behind what has been written.
    void end_output();

    /// Closes the connection; nobody hears of it any more.
    void close();
    /// The same, with a reset: what is on its way is lost.
    void reset();

    /// `127.0.0.1:5555`, or what is known of it.
    const std::string& peer() const { return peer_; }
    /// This side's address, in the same form.
    const std::string& address() const { return address_; }
    bool is_peer_loopback() const { return is_peer_loopback_; }

    /// Notices within seconds that a peer's machine is gone.
    void keep_alive();

private:
    void on_ready(std::uint32_t events) override;
    void on_read(std::string_view bytes, const std::error_code& error) override;
    void on_turn_end() override;
    bool read_in_turn();
    void hand_on(std::string_view bytes, const std::error_code& error);
    void on_readable();
    void on_writable();
    void ask(std::uint32_t events);
    void fail_later(const std::error_code& error);
    std::size_t read_some(std::span<char> into, std::error_code& error);
    std::size_t write_some(std::error_code& error);
    void end_write();

    Poller& poller_;
    Poller::Key key_;
    int descriptor_;  // negative: closed
    std::uint32_t asked_ = 0;
    Manner manner_;
    Gate& gate_;
    Listener* listener_ = nullptr;
    std::string output_;
    std::size_t written_ = 0;
    bool is_reading_ = false;
    bool is_writing_ = false;
    bool is_peer_loopback_ = false;
    std::string peer_ = "unknown";
    std::string address_ = "unknown";
};

}  // namespace herd::net
