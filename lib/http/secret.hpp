#pragma once

#include <string>
#include <string_view>

namespace herd::http {

/// A key. It does not print, compare or convert: whoever needs it says so. Its memory is wiped when it goes.
class Secret {
public:
    Secret() = default;
    explicit Secret(std::string text);
    Secret(const Secret&) = default;
    Secret(Secret&& other) noexcept;
    Secret& operator=(Secret other) noexcept;
    ~Secret() { wipe(); }

    bool empty() const { return text_.empty(); }
    std::string_view reveal() const { return text_; }

    /// The text with `[key]` wherever the key stands in it, as it is or percent-encoded or escaped for JSON.
    std::string redact(std::string_view text) const;

private:
    void wipe() noexcept;

    std::string text_;
};

}  // namespace herd::http
