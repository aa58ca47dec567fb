#pragma once

#include <stdexcept>
#include <string>

namespace herd::test {

/// The system refused something that a test needs.
[[noreturn]] void throw_system_error(const std::string& what);

/// Owns a file descriptor.
class Descriptor {
public:
    Descriptor() = default;
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(Descriptor&& other) noexcept : number_(other.release()) {}
    Descriptor& operator=(Descriptor&& other) noexcept;
    ~Descriptor() { close(); }

    int get() const { return number_; }
    int release();
    void close();

private:
    int number_ = -1;
};

/// Waits until `events` (of poll) are there.
/// Errors: throws std::runtime_error with `what` if that takes longer than a test's patience.
void await_events(const Descriptor& descriptor, short events, const std::string& what);

/// Whether `events` are there now.
bool has_events(const Descriptor& descriptor, short events);

/// As many open files as the system allows. Returns how many those are.
std::size_t raise_file_limit();

}  // namespace herd::test
