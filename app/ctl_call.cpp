#include "ctl_call.hpp"

#include "http/percent_encoding.hpp"

namespace herd::app {

const std::string& CtlCall::option(const std::string& name) const {
    static const std::string none;
    const auto found = options.find(name);
    return found == options.end() ? none : found->second;
}

std::string make_path(const std::vector<std::string_view>& segments) {
    std::string path;
    for (const auto segment : segments) {
        path += '/';
        http::append_percent_encoded(segment, path);
    }
    return path;
}

std::string make_query(std::string path, const CtlCall& call, const std::vector<std::string>& names) {
    char separator = '?';
    for (const auto& name : names) {
        if (!call.has(name)) continue;
        path += separator;
        path.append(name).push_back('=');
        http::append_percent_encoded(call.option(name), path);
        separator = '&';
    }
    return path;
}

}  // namespace herd::app
