#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "double/certificate.hpp"
#include "double/https_double.hpp"
#include "double/raw_double.hpp"
#include "http/curl_transport.hpp"
#include "support/catch.hpp"
#include "support/patience.hpp"

namespace herd::http {

/// A test's patience, as limits.
inline Limits patient() {
    return {.deadline = SteadyTime::clock::now() + test::patience, .stop = {}};
}

inline Limits within(std::chrono::milliseconds time) {
    return {.deadline = SteadyTime::clock::now() + time, .stop = {}};
}

/// Options with which nothing but what a test is about runs out.
inline TransportOptions options_for(const std::string& base_url, const std::filesystem::path& ca_file = {}) {
    return {.base_url = base_url,
            .ca_file = ca_file,
            .connect_timeout = test::patience,
            .read_timeout = test::patience,
            .response_limit = std::size_t{1} << 20,
            .user_agent = "herd/test",
            .on_exchange = {}};
}

inline std::shared_ptr<Transport> make_transport(TransportOptions options) {
    auto made = make_curl_transport(std::move(options));
    if (!made) throw std::runtime_error(made.error());
    return *made;
}

/// A host without TLS that does what a script says.
inline test::RawDouble make_host(test::RawDouble::Script script) {
    return test::RawDouble(std::move(script), {});
}

inline Request get(std::string target) {
    return {.method = Method::get, .target = std::move(target), .headers = {}, .body = {}};
}

inline Request post(std::string target, std::string body) {
    return {.method = Method::post, .target = std::move(target), .headers = {}, .body = std::move(body)};
}

/// Asks a host once.
inline Result<Response, Fault> ask(const TransportOptions& options, const Limits& limits = patient()) {
    return make_transport(options)->send(get("/path?key=secret"), limits);
}

/// What comes of asking a host once, in a word: its status or the kind of the fault, and what it says.
inline std::string outcome(const Result<Response, Fault>& result) {
    static constexpr const char* kinds[] = {"connect", "tls", "timeout", "broken", "too large", "stopped"};
    if (result) return std::to_string(result->status) + ": " + result->body;
    return kinds[static_cast<int>(result.error().kind)] + (": " + result.error().message);
}

inline std::string whole_response(std::string_view body) {
    return "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
           std::string(body);
}

/// Whether a text has a part.
inline bool has(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

}  // namespace herd::http
