// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/digest.h"

#include <openssl/evp.h>

#include <array>
#include <memory>
#include <string_view>
#include <vector>

#include "corpus/durable.h"
#include "corpus/error.h"

namespace acervo {

namespace {

const EVP_MD* find(const std::string& algorithm) {
    constexpr std::array<std::pair<std::string_view, const EVP_MD* (*)()>, 6> known{{{"md5", EVP_md5},
                                                                                     {"sha1", EVP_sha1},
                                                                                     {"sha224", EVP_sha224},
                                                                                     {"sha256", EVP_sha256},
                                                                                     {"sha384", EVP_sha384},
                                                                                     {"sha512", EVP_sha512}}};
    for (const auto& [name, digest] : known) {
        if (name == algorithm) return digest();
    }
    return nullptr;
}

struct Releaser {
    void operator()(EVP_MD_CTX* held) const { EVP_MD_CTX_free(held); }
};
using Context = std::unique_ptr<EVP_MD_CTX, Releaser>;

void check(bool done) {
    if (!done) throw Error(Problem::broken, "OpenSSL cannot compute a digest");
}

std::string hex_of(EVP_MD_CTX* context) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    check(EVP_DigestFinal_ex(context, digest.data(), &size) == 1);
    constexpr std::string_view digits = "0123456789abcdef";
    std::string hex;
    for (unsigned int i = 0; i < size; ++i) {
        hex += digits[digest.at(i) >> 4];
        hex += digits[digest.at(i) & 15];
    }
    return hex;
}

}  // namespace

bool is_digest(const std::string& algorithm) {
    return find(algorithm) != nullptr;
}

std::map<std::string, std::string> digests_of_file(const std::filesystem::path& file,
                                                   const std::set<std::string>& algorithms) {
    std::vector<std::pair<std::string, Context>> running;
    for (const auto& algorithm : algorithms) {
        const EVP_MD* digest = find(algorithm);
        if (digest == nullptr) continue;
        Context context{EVP_MD_CTX_new()};
        check(context && EVP_DigestInit_ex(context.get(), digest, nullptr) == 1);
        running.emplace_back(algorithm, std::move(context));
    }
    read_file(file, [&](std::string_view piece) {
        for (const auto& [algorithm, context] : running)
            check(EVP_DigestUpdate(context.get(), piece.data(), piece.size()) == 1);
    });
    std::map<std::string, std::string> digests;
    for (const auto& [algorithm, context] : running) digests[algorithm] = hex_of(context.get());
    return digests;
}

}  // namespace acervo
