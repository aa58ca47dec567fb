#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include "double/certificate.hpp"

namespace herd::test {

/// Frees what OpenSSL has made.
struct FreeOpenssl {
    void operator()(BIO* bio) const { BIO_free_all(bio); }
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
    void operator()(SSL* ssl) const { SSL_free(ssl); }
    void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
    void operator()(X509* certificate) const { X509_free(certificate); }
    void operator()(X509_EXTENSION* extension) const { X509_EXTENSION_free(extension); }
};

template <class T>
using Owned = std::unique_ptr<T, FreeOpenssl>;

/// Takes what OpenSSL has made. Errors: throws std::runtime_error if that is nothing.
template <class T>
Owned<T> own(T* made, const char* what) {
    if (!made) throw std::runtime_error(std::string("OpenSSL: ") + what);
    return Owned<T>(made);
}

Owned<X509> parse_certificate(std::string_view pem);
Owned<EVP_PKEY> parse_key(std::string_view pem);

}  // namespace herd::test
