#include "http/certificate_file.hpp"

#include <cerrno>
#include <memory>
#include <system_error>

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

namespace herd::http {

Result<void, std::string> check_certificate_file(const std::filesystem::path& file) {
    errno = 0;
    const std::unique_ptr<BIO, decltype(&BIO_free)> source(BIO_new_file(file.c_str(), "r"), &BIO_free);
    const std::unique_ptr<X509, decltype(&X509_free)> first(
        source ? PEM_read_bio_X509(source.get(), nullptr, nullptr, nullptr) : nullptr, &X509_free);
    const int reason = errno;
    ERR_clear_error();
    if (first) return {};
    if (!source || reason != 0) {
        return unexpected("cannot read the certificates in " + file.string() + ": " +
                          std::generic_category().message(reason));
    }
    return unexpected("there are no certificates in " + file.string() + ", which should hold some in PEM");
}

}  // namespace herd::http
