#include "http/secret.hpp"

#include <utility>

#include <openssl/crypto.h>

#include "http/occurrences.hpp"

namespace herd::http {

// The text that it was given is a copy, too.
Secret::Secret(std::string text) : text_(text) {
    OPENSSL_cleanse(text.data(), text.size());
}

Secret::Secret(Secret&& other) noexcept : text_(std::move(other.text_)) {
    other.wipe();
}

Secret& Secret::operator=(Secret other) noexcept {
    text_.swap(other.text_);
    return *this;
}

void Secret::wipe() noexcept {
    // A text that was longer once, or that was moved away, is in what is left of the room.
    text_.resize(text_.capacity());
    OPENSSL_cleanse(text_.data(), text_.size());
    text_.clear();
}

std::string Secret::redact(std::string_view text) const {
    std::string redacted;
    std::size_t copied = 0;
    for (const Extent& extent : find_occurrences(text, text_)) {
        redacted.append(text.substr(copied, extent.begin - copied)).append("[key]");
        copied = extent.end;
    }
    return redacted.append(text.substr(copied));
}

}  // namespace herd::http
