#include "ready.hpp"

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <iterator>
#include <unistd.h>

#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

namespace herd::app {

std::string format_ready(const std::vector<net::Address>& addresses,
                         const std::optional<ControlAddress>& control) {
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
    writer.StartObject();
    writer.Key("pid");
    writer.Int64(getpid());
    writer.Key("servers");
    writer.StartObject();
    const auto write_address = [&writer](const std::string& name, const std::string& host,
                                         std::uint16_t port) {
        writer.Key(name.c_str());
        writer.StartObject();
        writer.Key("host");
        writer.String(host.c_str());
        writer.Key("port");
        writer.Uint(port);
        writer.EndObject();
    };
    for (const auto& address : addresses) write_address(address.server, address.host, address.port);
    writer.EndObject();
    if (control) write_address("control", control->host, control->port);
    writer.EndObject();
    return buffer.GetString();
}

Result<net::Address, std::string> find_ready(const std::filesystem::path& file, const std::string& server) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return unexpected(file.string() + ": " + std::strerror(errno));
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    rapidjson::Document document;
    document.Parse<rapidjson::kParseIterativeFlag>(text.data(), text.size());
    if (document.HasParseError() || !document.IsObject() || !document.HasMember("servers") ||
        !document["servers"].IsObject()) {
        return unexpected(file.string() + ": is no file that 'herd up --ready-file' writes");
    }
    const auto& servers = document["servers"];
    const auto entry = servers.FindMember(server.c_str());
    if (entry == servers.MemberEnd()) return unexpected(file.string() + ": has no server " + server);
    const auto& where = entry->value;
    if (!where.IsObject() || !where.HasMember("host") || !where["host"].IsString() ||
        !where.HasMember("port") || !where["port"].IsUint() || where["port"].GetUint() > UINT16_MAX) {
        return unexpected(file.string() + ": does not say where " + server + " listens");
    }
    return net::Address{server, where["host"].GetString(),
                        static_cast<std::uint16_t>(where["port"].GetUint())};
}

}  // namespace herd::app
