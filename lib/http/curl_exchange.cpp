#include "http/curl_exchange.hpp"

#include <algorithm>
#include <chrono>
#include <limits>
#include <memory>
#include <stop_token>
#include <string>
#include <utility>

#include "base/time.hpp"
#include "http/curl_fault.hpp"

namespace herd::http {
namespace {

using std::chrono::milliseconds;

/// Bytes of the status line and the headers together: more than any host has reason to send.
constexpr std::size_t header_limit = 64 << 10;

struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using HeaderList = std::unique_ptr<curl_slist, FreeList>;

HeaderList make_header_list(const Request& request) {
    // No waiting for leave to send a long body.
    HeaderList list(curl_slist_append(nullptr, "Expect:"));
    for (const Header& header : request.headers) {
        const std::string line = header.value.empty() ? header.name + ";" : header.name + ": " + header.value;
        // What is appended to keeps its head.
        curl_slist_append(list.get(), line.c_str());
    }
    return list;
}

/// The milliseconds until a time, at least so many as are left.
long until(SteadyTime time, SteadyTime now) {
    return static_cast<long>(std::chrono::ceil<milliseconds>(std::max(time - now, nanoseconds(0))).count());
}

}  // namespace

Result<Response, Fault> CurlExchange::run(const Request& request, const Limits& limits) {
    const HeaderList headers = make_header_list(request);
    const std::string url = url_.text + request.target;
    curl_easy_setopt(easy_, CURLOPT_URL, url.c_str());
    curl_easy_setopt(easy_, CURLOPT_HTTPHEADER, headers.get());
    if (request.method == Method::post) {
        curl_easy_setopt(easy_, CURLOPT_POSTFIELDS, request.body.data());
        curl_easy_setopt(easy_, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    } else {
        curl_easy_setopt(easy_, CURLOPT_HTTPGET, 1L);
    }
    curl_easy_setopt(easy_, CURLOPT_HEADERFUNCTION, &CurlExchange::on_header);
    curl_easy_setopt(easy_, CURLOPT_HEADERDATA, this);
    curl_easy_setopt(easy_, CURLOPT_WRITEFUNCTION, &CurlExchange::on_body);
    curl_easy_setopt(easy_, CURLOPT_WRITEDATA, this);
    curl_easy_setopt(easy_, CURLOPT_ERRORBUFFER, details_);

    curl_multi_add_handle(multi_, easy_);
    auto result = transfer(limits);
    curl_multi_remove_handle(multi_, easy_);
    // The headers, the body and this buffer go; what stays of the connection may still have something to say.
    curl_easy_setopt(easy_, CURLOPT_ERRORBUFFER, nullptr);
    curl_easy_setopt(easy_, CURLOPT_HTTPHEADER, nullptr);
    curl_easy_setopt(easy_, CURLOPT_POSTFIELDS, nullptr);
    return result;
}

Result<Response, Fault> CurlExchange::transfer(const Limits& limits) {
    const std::stop_callback wake(limits.stop, [this] { curl_multi_wakeup(multi_); });
    SteadyTime heard = SteadyTime::clock::now();
    for (;;) {
        int running = 0;
        if (const CURLMcode code = curl_multi_perform(multi_, &running); code != CURLM_OK)
            return unexpected(Fault{FaultKind::broken, curl_multi_strerror(code)});
        if (running == 0) return finish();
        if (limits.stop.stop_requested()) return unexpected(Fault{FaultKind::stopped, "told to stop"});
        const SteadyTime now = SteadyTime::clock::now();
        const SteadyTime end =
            session_.is_asking() ? std::min(limits.deadline, heard + options_.read_timeout) : limits.deadline;
        if (now >= end) {
            const char* const what =
                now >= limits.deadline ? " has not answered in time" : " has gone silent";
            return unexpected(Fault{FaultKind::timeout, url_.host + what});
        }
        int sockets = 0;
        constexpr long longest = std::numeric_limits<int>::max();
        curl_multi_poll(multi_, nullptr, 0, static_cast<int>(std::min(until(end, now), longest)), &sockets);
        // Once the request is sent, there is nothing but bytes of the response that could have woken the
        // socket.
        if (sockets > 0) heard = SteadyTime::clock::now();
    }
}

Result<Response, Fault> CurlExchange::finish() {
    int left = 0;
    const CURLMsg* const message = curl_multi_info_read(multi_, &left);
    const CURLcode code = message ? message->data.result : CURLE_FAILED_INIT;
    if (!excess_.empty())
        return unexpected(Fault{FaultKind::too_large, "the response of " + url_.host + " has " + excess_});
    if (code != CURLE_OK) return unexpected(make_curl_fault(code, session_, url_.host, details_));
    // libcurl lets the end of the stream stand for the end of the headers.
    if (!is_head_whole_)
        return unexpected(
            Fault{FaultKind::broken, "no whole response of " + url_.host + ": its headers have no end"});

    long status = 0;
    curl_easy_getinfo(easy_, CURLINFO_RESPONSE_CODE, &status);
    response_.status = static_cast<int>(status);
    const char* type = nullptr;
    curl_easy_getinfo(easy_, CURLINFO_CONTENT_TYPE, &type);
    if (type) response_.content_type = type;
    curl_header* retry_after = nullptr;
    if (curl_easy_header(easy_, "Retry-After", 0, CURLH_HEADER, -1, &retry_after) == CURLHE_OK)
        response_.retry_after = retry_after->value;
    return std::move(response_);
}

std::size_t CurlExchange::connections() const {
    long count = 0;
    curl_easy_getinfo(easy_, CURLINFO_NUM_CONNECTS, &count);
    return static_cast<std::size_t>(count);
}

std::size_t CurlExchange::bytes() const {
    curl_off_t body = 0;
    curl_easy_getinfo(easy_, CURLINFO_SIZE_DOWNLOAD_T, &body);
    return header_bytes_ + static_cast<std::size_t>(body);
}

bool CurlExchange::take_header(std::string_view line) {
    header_bytes_ += line.size();
    // Others may come before the last one, and trailers after it.
    if (line.starts_with("HTTP/")) is_head_whole_ = false;
    if (line == "\r\n" || line == "\n") is_head_whole_ = true;
    if (header_bytes_ > header_limit)
        excess_ = "more than " + std::to_string(header_limit) + " bytes of headers";
    return excess_.empty();
}

bool CurlExchange::take_body(std::string_view bytes) {
    if (bytes.size() > options_.response_limit - response_.body.size())
        excess_ = "more than " + std::to_string(options_.response_limit) + " bytes";
    else
        response_.body.append(bytes);
    return excess_.empty();
}

std::size_t CurlExchange::on_header(char* bytes, std::size_t size, std::size_t count, void* exchange) {
    // Anything but their number ends the transfer.
    return static_cast<CurlExchange*>(exchange)->take_header({bytes, size * count}) ? size * count : 0;
}

std::size_t CurlExchange::on_body(char* bytes, std::size_t size, std::size_t count, void* exchange) {
    return static_cast<CurlExchange*>(exchange)->take_body({bytes, size * count}) ? size * count : 0;
}

}  // namespace herd::http
