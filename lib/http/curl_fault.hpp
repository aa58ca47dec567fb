#pragma once

#include <curl/curl.h>
#include <string>

#include "http/transport.hpp"

namespace herd::http {

/// Says why libcurl has no response of a host.
/// Shape: `details` is what it left in its error buffer, if anything; `easy` is asked for the rest.
Fault make_curl_fault(CURLcode code, CURL* easy, const std::string& host, const std::string& details);

}  // namespace herd::http
