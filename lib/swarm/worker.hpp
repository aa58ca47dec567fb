#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <sys/types.h>

namespace herd::swarm {

/// What a worker does with an order: both are bytes.
using Work = std::function<std::string(std::string_view order)>;

/// A process of its own that does work: if the work crashes, only it is gone, and one can tell. It ends with
/// this, or with the process that has made it. Shape: made by a process of one thread.
class Worker {
public:
    /// Errors: throws std::system_error, if there is no process to be had.
    explicit Worker(const Work& work);
    Worker(Worker&& other) noexcept;
    Worker& operator=(Worker&&) = delete;
    ~Worker();

    /// Shape: one order at a time; of the next one when the answer to the last is there.
    void give(std::string_view order);
    /// Readable, as `poll` has it, when something has come.
    int descriptor() const { return socket_; }
    /// Takes in what has come. The answer, if it is whole now; nothing also if the worker is gone.
    std::optional<std::string> take();
    /// Why it is gone, in words: `the program was ended by signal 6 (Aborted)`. Nothing: it is there.
    const std::optional<std::string>& end() const { return end_; }
    /// Ends it at once.
    void kill(const std::string& why);

private:
    void note_end();

    pid_t process_ = -1;
    int socket_ = -1;
    std::string received_;
    std::optional<std::string> end_;
};

}  // namespace herd::swarm
