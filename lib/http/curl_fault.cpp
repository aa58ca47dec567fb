#include "http/curl_fault.hpp"

#include <system_error>

namespace herd::http {
namespace {

/// Whether the host went away before it had shown a certificate: libcurl has no code for that.
bool has_hung_up(const std::string& details) {
    for (const char* const sign : {"SSL_connect:", "unexpected eof", "Recv failure", "Send failure"}) {
        if (details.find(sign) != std::string::npos) return true;
    }
    return false;
}

/// Whether a line of the headers was longer than libcurl holds, which it calls a lack of memory before
/// version 8.6.
bool has_endless_line(CURLcode code) {
    constexpr int too_large = 100;  // CURLE_TOO_LARGE
    return code == CURLE_OUT_OF_MEMORY || static_cast<int>(code) == too_large;
}

std::string connect_reason(CURL* easy, const std::string& details) {
    long number = 0;
    curl_easy_getinfo(easy, CURLINFO_OS_ERRNO, &number);
    return number == 0 ? details : std::generic_category().message(static_cast<int>(number));
}

}  // namespace

Fault make_curl_fault(CURLcode code, const CurlSession& session, const std::string& host,
                      const std::string& details) {
    const std::string reason = details.empty() ? curl_easy_strerror(code) : details;
    if (has_endless_line(code))
        return {FaultKind::too_large, "the response of " + host + " has a header that is too long"};
    switch (code) {
        case CURLE_COULDNT_RESOLVE_HOST:
            return {FaultKind::connect, "cannot find the address of " + host};
        case CURLE_COULDNT_RESOLVE_PROXY:
            return {FaultKind::connect, "cannot find the address of the proxy on the way to " + host};
        case CURLE_COULDNT_CONNECT:
        case CURLE_PROXY:
            return {FaultKind::connect,
                    "cannot connect to " + host + ": " + connect_reason(session.easy(), reason)};
        case CURLE_OPERATION_TIMEDOUT:
            return {FaultKind::connect, "cannot connect to " + host + " in time"};
        case CURLE_SSL_CONNECT_ERROR:
            if (has_hung_up(details))
                return {FaultKind::connect, host + " broke off before it proved who it is"};
            [[fallthrough]];
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CACERT_BADFILE:
        case CURLE_SSL_CERTPROBLEM:
        case CURLE_SSL_CIPHER:
        case CURLE_SSL_ISSUER_ERROR:
        case CURLE_USE_SSL_FAILED:
            return {FaultKind::tls, "no connection to " + host + " to be trusted: " + reason};
        default:
            if (!session.is_asking())
                return {FaultKind::connect, "cannot connect to " + host + ": " + reason};
            return {FaultKind::broken, "no whole response of " + host + ": " + reason};
    }
}

}  // namespace herd::http
