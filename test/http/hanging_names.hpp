#pragma once

namespace herd::test {

/// While it lives, whoever asks for the address of `hanging.test` waits for it; then there is none.
class HangingNames {
public:
    HangingNames();
    ~HangingNames();
    HangingNames(const HangingNames&) = delete;
    HangingNames& operator=(const HangingNames&) = delete;

    /// How many wait now.
    int questions() const;
};

}  // namespace herd::test
