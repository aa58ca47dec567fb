#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "control/client/client.hpp"
#include "ctl_call.hpp"

namespace herd::app {

/// A verb of `herd ctl`: how it is called, what it asks, and how the answer is shown.
struct CtlVerb {
    std::string_view name;
    std::string_view parameters;  // `A B`; in brackets what may be left out: `[ID]`
    std::string_view options;     // by name, with blanks between: `for jitter`
    std::string_view about;

    using Make = control::ApiRequest(const CtlCall&);
    Make* make = nullptr;  // none: the verb is no single request

    /// Appends an answer for people.
    using Show = void(const CtlAnswer& answer, std::string& out);
    Show* show = nullptr;

    bool is_check = false;  // an answer that says no is one that was asked for
};

/// All verbs, in the order in which help tells of them.
const std::vector<CtlVerb>& ctl_verbs();

/// An option of verbs. Shape: an empty type is that of a flag.
struct CtlOption {
    std::string_view name;
    std::string_view type;
    std::string_view about;
};

const std::vector<CtlOption>& ctl_options();

}  // namespace herd::app
