#pragma once

#include <curl/curl.h>
#include <string>

#include "http/curl_session.hpp"
#include "http/transport.hpp"

namespace herd::http {

/// Says why libcurl has no response of a host.
/// Shape: `details` is what it left in its error buffer, if anything; `session` is asked for the rest.
Fault make_curl_fault(CURLcode code, const CurlSession& session, const std::string& host,
                      const std::string& details);

}  // namespace herd::http
