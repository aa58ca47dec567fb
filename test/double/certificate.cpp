#include "double/certificate.hpp"

#include <atomic>
#include <chrono>
#include <initializer_list>
#include <utility>

#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include "double/openssl.hpp"

namespace herd::test {
namespace {

/// Who issues a certificate for itself is its own issuer.
struct Issuer {
    X509* certificate = nullptr;
    EVP_PKEY* key = nullptr;
};

using Extensions = std::initializer_list<std::pair<int, std::string>>;

template <class Write>
std::string to_pem(Write write) {
    const auto bio = own(BIO_new(BIO_s_mem()), "BIO_new");
    if (write(bio.get()) != 1) throw std::runtime_error("OpenSSL: cannot write PEM");
    char* text = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &text);
    return {text, static_cast<std::size_t>(size)};
}

void extend(X509* certificate, X509* issuer, const Extensions& extensions) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    for (const auto& [number, value] : extensions) {
        const auto extension =
            own(X509V3_EXT_conf_nid(nullptr, &context, number, value.c_str()), value.c_str());
        X509_add_ext(certificate, extension.get(), -1);
    }
}

Certificate make_certificate(const std::string& name, const CertificateOptions& options, Issuer issuer,
                             const Extensions& extensions) {
    static std::atomic<long> serial{1};
    const auto key = own(EVP_EC_gen("P-256"), "EVP_EC_gen");
    const auto certificate = own(X509_new(), "X509_new");
    if (!issuer.certificate) issuer = {certificate.get(), key.get()};

    X509_set_version(certificate.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), serial++);
    X509_set_pubkey(certificate.get(), key.get());
    using std::chrono::seconds;
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), seconds(options.begins).count());
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), seconds(options.ends).count());
    const std::basic_string<unsigned char> bytes(name.begin(), name.end());
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate.get()), "CN", MBSTRING_UTF8, bytes.data(),
                               static_cast<int>(bytes.size()), -1, 0);
    X509_set_issuer_name(certificate.get(), X509_get_subject_name(issuer.certificate));
    extend(certificate.get(), issuer.certificate, extensions);
    if (X509_sign(certificate.get(), issuer.key, EVP_sha256()) == 0)
        throw std::runtime_error("OpenSSL: cannot sign");

    return {.chain = to_pem([&](BIO* bio) { return PEM_write_bio_X509(bio, certificate.get()); }),
            .key = to_pem([&](BIO* bio) {
                return PEM_write_bio_PrivateKey(bio, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
            })};
}

std::string format_names(const CertificateOptions& options) {
    std::string text;
    for (const std::string& name : options.names) text += (text.empty() ? "DNS:" : ",DNS:") + name;
    for (const std::string& address : options.addresses) text += (text.empty() ? "IP:" : ",IP:") + address;
    return text;
}

}  // namespace

CertificateAuthority::CertificateAuthority()
    : own_(make_certificate("an authority for tests", CertificateOptions(), Issuer(),
                            {{NID_basic_constraints, "critical,CA:TRUE"},
                             {NID_key_usage, "critical,keyCertSign,cRLSign"},
                             {NID_subject_key_identifier, "hash"}})),
      file_(directory_.write("authority.pem", own_.chain)) {}

Certificate CertificateAuthority::issue(const CertificateOptions& options) const {
    const auto certificate = parse_certificate(own_.chain);
    const auto key = parse_key(own_.key);
    return make_certificate("a host for tests", options, {certificate.get(), key.get()},
                            {{NID_basic_constraints, "critical,CA:FALSE"},
                             {NID_key_usage, "critical,digitalSignature"},
                             {NID_ext_key_usage, "serverAuth"},
                             {NID_authority_key_identifier, "keyid"},
                             {NID_subject_alt_name, format_names(options)}});
}

}  // namespace herd::test
