#include "measure_stream.hpp"

#include <chrono>
#include <stdexcept>
#include <utility>

#include "bench/load.hpp"
#include "echo_dialect.hpp"
#include "phone_walk.hpp"
#include "pinned_server.hpp"
#include "redis_dialect.hpp"
#include "redis_info.hpp"
#include "support/process.hpp"
#include "support/reserved_port.hpp"

namespace herd::bench {
namespace {

PhoneWalk make_walk(const ComparisonOptions& options) {
    Phones phones;
    phones.count = options.clients;
    return {phones, options.connections, std::chrono::system_clock::now()};
}

Comparison measure_answers(const ComparisonOptions& options, const test::Process& server, std::uint16_t port,
                           Dialect& dialect) {
    Load load;
    load.endpoints = {{"127.0.0.1", port}};
    load.connections = options.connections;
    load.depth = options.depth;
    load.rate = options.rate;
    load.duration = options.duration;
    load.warm_up = options.warm_up;
    load.warm_up_count = options.clients;
    nanoseconds before{0};
    LoadEvents events;
    events.warmed_up = [&] { before = processor_time(server); };
    const auto result = run_load(load, dialect, events);
    if (!result) throw std::runtime_error(result.error().why);
    Comparison comparison;
    const auto used = static_cast<double>((processor_time(server) - before).count());
    comparison.figures.answers = static_cast<double>(result->answers);
    comparison.figures.answers_per_second = result->answers_per_second();
    comparison.figures.processor_per_update = used / static_cast<double>(result->answers);
    comparison.latencies = result->latencies;
    return comparison;
}

Comparison measure_redis(const ComparisonOptions& options, RedisCommand command) {
    const test::ReservedPort port;
    const test::Process server(pin(
        options.server_core, {options.program, "--bind", "127.0.0.1", "--port", std::to_string(port.number()),
                              "--save", "", "--appendonly", "no", "--logfile", "/dev/null"}));
    await_listener(port.number());
    PhoneWalk walk = make_walk(options);
    RedisDialect dialect(walk, command);
    const auto empty = read_redis_number(port.number(), "used_memory");
    auto comparison = measure_answers(options, server, port.number(), dialect);
    const auto full = read_redis_number(port.number(), "used_memory");
    comparison.figures.bytes_per_record = (full - empty) / static_cast<double>(options.clients);
    comparison.version = read_redis_info(port.number(), "redis_version");
    return comparison;
}

}  // namespace

Comparison measure_echo(const ComparisonOptions& options) {
    test::Process server(pin(options.server_core, {options.program}));
    const auto port = static_cast<std::uint16_t>(std::stoi(server.read_line()));
    PhoneWalk walk = make_walk(options);
    EchoDialect dialect(walk, options.connections, options.depth);
    return measure_answers(options, server, port, dialect);
}

Comparison measure_redis_set(const ComparisonOptions& options) {
    return measure_redis(options, RedisCommand::set);
}

Comparison measure_redis_geoadd(const ComparisonOptions& options) {
    return measure_redis(options, RedisCommand::geoadd);
}

}  // namespace herd::bench
