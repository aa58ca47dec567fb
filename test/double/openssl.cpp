#include "double/openssl.hpp"

#include <openssl/pem.h>

namespace herd::test {
namespace {

Owned<BIO> make_source(std::string_view text) {
    return own(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())), "BIO_new_mem_buf");
}

}  // namespace

Owned<X509> parse_certificate(std::string_view pem) {
    return own(PEM_read_bio_X509(make_source(pem).get(), nullptr, nullptr, nullptr), "no certificate");
}

Owned<EVP_PKEY> parse_key(std::string_view pem) {
    return own(PEM_read_bio_PrivateKey(make_source(pem).get(), nullptr, nullptr, nullptr), "no key");
}

}  // namespace herd::test
