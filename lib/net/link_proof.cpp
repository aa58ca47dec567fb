#include "net/link_proof.hpp"

#include <array>
#include <cstddef>
#include <stdexcept>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

namespace herd::net {
namespace {

std::string format_hex(const unsigned char* bytes, std::size_t size) {
    constexpr char digits[] = "0123456789abcdef";
    std::string hex;
    hex.reserve(size * 2);
    for (std::size_t i = 0; i < size; ++i) {
        hex.push_back(digits[bytes[i] >> 4]);
        hex.push_back(digits[bytes[i] & 15]);
    }
    return hex;
}

template <std::size_t size>
std::array<unsigned char, size> random_bytes() {
    std::array<unsigned char, size> bytes;
    if (RAND_bytes(bytes.data(), static_cast<int>(size)) != 1)
        throw std::runtime_error("no random bytes to be had");
    return bytes;
}

}  // namespace

std::string make_key() {
    const auto bytes = random_bytes<32>();
    return {bytes.begin(), bytes.end()};
}

std::string make_nonce() {
    const auto bytes = random_bytes<16>();
    return format_hex(bytes.data(), bytes.size());
}

std::string make_proof(const LinkKey& key, std::initializer_list<std::string_view> parts) {
    if (!key) return "-";
    std::string message;
    for (const auto part : parts) message.append(part).push_back('\0');
    std::array<unsigned char, EVP_MAX_MD_SIZE> mac;
    unsigned int size = 0;
    const auto* bytes = reinterpret_cast<const unsigned char*>(message.data());
    if (!HMAC(EVP_sha256(), key->data(), static_cast<int>(key->size()), bytes, message.size(), mac.data(),
              &size)) {
        throw std::runtime_error("HMAC-SHA-256 failed");
    }
    return format_hex(mac.data(), size);
}

bool equal_proofs(std::string_view a, std::string_view b) {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace herd::net
