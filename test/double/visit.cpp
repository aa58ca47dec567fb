#include "double/visit.hpp"

#include <cstddef>
#include <utility>

#include "double/header.hpp"
#include "double/wire.hpp"

namespace herd::test {

Visit::Visit(std::unique_ptr<Wire> wire, int number) : wire_(std::move(wire)), number_(number) {}

Visit::~Visit() {
    close();
}

bool Visit::read_request() {
    constexpr std::string_view blank = "\r\n\r\n";
    const auto read_until = [this](auto is_enough) {
        while (!is_enough()) {
            const std::string bytes = wire_->read();
            if (bytes.empty()) return false;
            input_ += bytes;
        }
        return true;
    };
    if (!read_until([&] { return input_.find(blank) != std::string::npos; })) return false;
    const std::size_t end = input_.find(blank) + blank.size();
    head_ = input_.substr(0, end);
    input_.erase(0, end);
    const std::string length = find_header(head_, "Content-Length");
    const std::size_t size = length.empty() ? 0 : std::stoul(length);
    if (!read_until([&] { return input_.size() >= size; })) return false;
    body_ = input_.substr(0, size);
    input_.erase(0, size);
    return true;
}

std::string Visit::read_raw() {
    return wire_->read_raw();
}

bool Visit::write(std::string_view bytes) {
    return wire_->write(bytes);
}

bool Visit::drip(std::string_view bytes, std::chrono::milliseconds between) {
    for (const char& byte : bytes) {
        if (!wire_->write({&byte, 1}) || !wire_->pause(between)) return false;
    }
    return true;
}

bool Visit::pause(std::chrono::milliseconds time) {
    return wire_->pause(time);
}

void Visit::await_end() {
    while (!wire_->read_raw().empty()) continue;
}

void Visit::close() {
    wire_->close();
}

void Visit::reset() {
    wire_->reset();
}

}  // namespace herd::test
