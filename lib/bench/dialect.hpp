#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace herd::bench {

/// What is spoken with the servers under load: makes requests, and checks answers. One per thread.
/// Shape: connections are numbered from 0; answers come in the order of the requests of a connection.
class Dialect {
public:
    virtual ~Dialect() = default;

    /// Appends one request, which is open from then on.
    virtual void append_request(std::size_t connection, std::string& out) = 0;

    /// The size of the first whole answer in `bytes`, once it is found to be right for the oldest open
    /// request of the connection, which is closed by it; 0: it is not all there yet, or there is nothing.
    /// Shape:  called again with more bytes, `bytes` begins with the same ones.
    /// Errors: what is wrong, for people, with the request and the answer.
    virtual Result<std::size_t, std::string> take_answer(std::size_t connection, std::string_view bytes) = 0;
};

}  // namespace herd::bench
