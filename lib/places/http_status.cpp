#include "places/http_status.hpp"

namespace herd::places {

std::string_view nearby_status_of(int http_status) {
    switch (http_status) {
        case 400:
            return "INVALID_REQUEST";
        case 401:
        case 403:
            return "REQUEST_DENIED";
        case 429:
            return "OVER_QUERY_LIMIT";
        default:
            return "UNKNOWN_ERROR";
    }
}

}  // namespace herd::places
