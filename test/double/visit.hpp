#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

namespace herd::test {

class Wire;

/// A connection that a client has made to a `RawDouble`, as its script sees it. TLS, if there is any, is
/// agreed on with the first byte that is read or written. What returns bool says whether the connection is
/// still there to go on with: it is not once the client has gone or the double is told to stop.
class Visit {
public:
    /// How many came before it.
    int number() const { return number_; }

    /// Reads a request, with its body: what came is in `head`, up to the empty line and with it, and in
    /// `body`. Shape: of the body's length by `Content-Length` alone.
    bool read_request();
    const std::string& head() const { return head_; }
    const std::string& body() const { return body_; }

    /// Reads whatever comes next, TLS or not, as bytes. Empty: the client has gone, or it is time to stop.
    std::string read_raw();

    bool write(std::string_view bytes);
    /// Writes a byte at a time.
    bool drip(std::string_view bytes, std::chrono::milliseconds between);
    bool pause(std::chrono::milliseconds time);
    /// Reads what comes and waits until the client has gone or the double is told to stop.
    void await_end();

    /// Closes in order, as the end of the script does.
    void close();
    /// Closes by force: no end of TLS, no end of the stream.
    void reset();

    Visit(std::unique_ptr<Wire> wire, int number);
    ~Visit();
    Visit(const Visit&) = delete;
    Visit& operator=(const Visit&) = delete;

private:
    std::unique_ptr<Wire> wire_;
    int number_ = 0;
    std::string input_;
    std::string head_;
    std::string body_;
};

}  // namespace herd::test
