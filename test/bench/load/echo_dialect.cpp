#include "echo_dialect.hpp"

namespace herd::bench {

std::string EchoDialect::make_line(std::size_t connection, std::uint64_t n) const {
    return std::to_string(connection) + " " + std::to_string(n) + std::string(padding_, '.') + "\n";
}

void EchoDialect::append_request(std::size_t connection, std::string& out) {
    out += make_line(connection, ++counts_[connection].made);
}

Result<std::size_t, std::string> EchoDialect::take_answer(std::size_t connection, std::string_view bytes) {
    const auto end = bytes.find('\n');
    if (end == std::string_view::npos) return 0;
    const std::string expected = make_line(connection, ++counts_[connection].answered);
    if (bytes.substr(0, end + 1) != expected) return unexpected("not what was said: " + std::string(bytes));
    return end + 1;
}

std::uint64_t EchoDialect::made(std::size_t connection) const {
    const auto found = counts_.find(connection);
    return found == counts_.end() ? 0 : found->second.made;
}

}  // namespace herd::bench
