#pragma once

#include "http/message.hpp"
#include "http/secret.hpp"
#include "places/provider.hpp"

namespace herd::places {

/// What a response other than 200 means.
/// Shape:  the message is Google's own, one line of at most 500 bytes of UTF-8 without the key, or tells the
///         HTTP status.
/// Source: https://cloud.google.com/apis/design/errors; the reasons are those of google.api.ErrorReason
Failure parse_google_error(const http::Response& response, const http::Secret& key);

}  // namespace herd::places
