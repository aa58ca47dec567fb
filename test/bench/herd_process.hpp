#pragma once

#include <string>
#include <sys/types.h>
#include <vector>

namespace herd::bench {

/// `herd up`, started and ready. Errors: ends the program if it does not become ready.
class HerdProcess {
public:
    /// `arguments` come behind `herd up`.
    HerdProcess(const std::string& herd, const std::vector<std::string>& arguments);
    ~HerdProcess();
    HerdProcess(HerdProcess&& other) noexcept;
    HerdProcess& operator=(HerdProcess&& other) noexcept;

    /// From the start of the process to its READY line.
    double milliseconds_to_ready() const { return milliseconds_to_ready_; }
    /// Resident memory.
    double megabytes() const;
    /// Processor time that it has used, in seconds.
    double processor_seconds() const;
    /// Ends it without warning.
    void kill();

private:
    pid_t process_ = -1;
    double milliseconds_to_ready_ = 0;
};

}  // namespace herd::bench
