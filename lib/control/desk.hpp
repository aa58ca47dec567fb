#pragma once

#include <optional>

#include "control/guard.hpp"
#include "control/request.hpp"
#include "control/response.hpp"
#include "control/router.hpp"

namespace herd::control {

/// Where requests come: whether each may be asked, and what it is answered. On any thread.
class Desk {
public:
    /// Shape: both outlive it.
    Desk(const Guard& guard, const Router& router) : guard_(guard), router_(router) {}

    /// The answer to a request that is refused before its body is read; nothing, if it is to be read.
    std::optional<Response> refuse(const Request& request) const;

    /// The answer to what is no request that could be looked at.
    Response refuse(const Problem& problem) const;

    /// Errors: none; what goes wrong is an answer, too.
    Response answer(Request request) const;

private:
    const Guard& guard_;
    const Router& router_;
};

}  // namespace herd::control
