#include "served_herd.hpp"

#include <algorithm>
#include <cctype>
#include <stdexcept>

namespace herd::test {

std::string Reply::header(std::string_view name) const {
    for (const auto& [key, value] : headers) {
        if (key == name) return value;
    }
    return {};
}

Reply read_reply(TestClient& client, bool has_body) {
    Reply reply;
    const auto take_line = [&] {
        auto line = client.read_line();
        if (!line.ends_with('\r')) throw std::runtime_error("no line of HTTP: " + line);
        line.pop_back();
        return line;
    };
    const auto status = take_line();
    if (!status.starts_with("HTTP/1.1 ")) throw std::runtime_error("no answer of HTTP/1.1: " + status);
    reply.status = std::stoi(status.substr(9, 3));
    for (auto line = take_line(); !line.empty(); line = take_line()) {
        auto name = line.substr(0, line.find(':'));
        std::transform(name.begin(), name.end(), name.begin(),
                       [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        const auto value = line.find_first_not_of(' ', name.size() + 1);
        reply.headers.emplace_back(name, value == std::string::npos ? "" : line.substr(value));
    }
    if (!has_body || reply.status == 304 || reply.header("transfer-encoding") == "chunked") return reply;
    const auto size = reply.header("content-length");
    const std::size_t length = size.empty() ? 0 : std::stoul(size);
    while (reply.body.size() < length) {
        const auto piece = client.receive();
        if (piece.empty()) throw std::runtime_error("the answer ended behind: " + reply.body);
        reply.body += piece;
    }
    if (reply.body.size() > length) throw std::runtime_error("more than the answer has come");
    return reply;
}

ServedHerd::ServedHerd(control::ServiceOptions options)
    : ServedHerd(classic_ring(), std::move(options), {}) {}

ServedHerd::ServedHerd(const Topology& topology, control::ServiceOptions options,
                       const std::function<void(config::Config&)>& change)
    : plan_(topology), herd_((change ? change(plan_.config) : void(), plan_)) {
    auto started =
        herd_.call([&](net::Herd& herd) { return control::Service::start(herd, std::move(options)); });
    if (!started) throw std::runtime_error(started.error());
    service_ = std::move(*started);
    if (!herd_.await_links()) throw std::runtime_error("out of patience: the herd is not linked");
}

ServedHerd::~ServedHerd() {
    end_service();
}

void ServedHerd::end_service() {
    herd_.call([this](net::Herd&) {
        service_.reset();
        return true;
    });
}

Reply ServedHerd::ask(std::string_view method, std::string_view target, std::string_view body,
                      std::string_view headers) const {
    TestClient client(port());
    std::string text = std::string(method) + " " + std::string(target) + " HTTP/1.1\r\n";
    if (headers.find("Host:") == std::string_view::npos) text += "Host: " + host() + "\r\n";
    text += std::string(headers);
    if (!body.empty()) {
        text += "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
    }
    client.send(text + "\r\n" + std::string(body));
    return read_reply(client, method != "HEAD");
}

}  // namespace herd::test
