// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/sha256.h"

#include "corpus/catalogue.h"
#include "corpus/durable.h"
#include "corpus/error.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>

namespace acervo {

struct Sha256::Impl {
    struct Releaser {
        void operator()(EVP_MD_CTX* held) const { EVP_MD_CTX_free(held); }
    };
    std::unique_ptr<EVP_MD_CTX, Releaser> context{EVP_MD_CTX_new()};
};

namespace {

void check(bool done) {
    if (!done) throw Error(Problem::broken, "OpenSSL cannot compute a SHA-256 digest");
}

}  // namespace

Sha256::Sha256() : impl_(std::make_unique<Impl>()) {
    check(impl_->context && EVP_DigestInit_ex(impl_->context.get(), EVP_sha256(), nullptr) == 1);
}

Sha256::~Sha256() = default;

void Sha256::update(std::string_view bytes) {
    check(EVP_DigestUpdate(impl_->context.get(), bytes.data(), bytes.size()) == 1);
}

std::string Sha256::bytes() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    check(EVP_DigestFinal_ex(impl_->context.get(), digest.data(), &size) == 1);
    return {digest.begin(), digest.begin() + size};
}

std::string Sha256::hex() {
    static constexpr std::string_view digits = "0123456789abcdef";
    std::string hex;
    for (const char byte : bytes()) {
        const auto value = static_cast<unsigned char>(byte);
        hex += digits[value >> 4];
        hex += digits[value & 15];
    }
    return hex;
}

bool is_sha256(std::string_view name) {
    return name.size() == 64 && std::all_of(name.begin(), name.end(),
                                            [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

std::string sha256_of(std::string_view bytes) {
    Sha256 digest;
    digest.update(bytes);
    return digest.hex();
}

std::string sha256_of_file(const std::filesystem::path& file) {
    Sha256 digest;
    read_file(file, [&](std::string_view piece) { digest.update(piece); });
    return digest.hex();
}

}  // namespace acervo
