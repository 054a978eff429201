// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/random.h>

#include <array>
#include <cstdio>
#include <ctime>
#include <memory>
#include <string>

#include "corpus/catalogue.h"
#include "corpus/error.h"
#include "tools/acervo/command.h"

namespace acervo {

namespace {

struct TokenCommand {
    std::string role = "librarian", name, id;
    int days = 0;
};

/// Letters of base 32 (Crockford), each of five random bits.
std::string random_letters(std::size_t count) {
    static constexpr std::string_view letters = "0123456789abcdefghjkmnpqrstvwxyz";
    std::array<unsigned char, 64> bytes{};
    if (::getrandom(bytes.data(), count, 0) != static_cast<ssize_t>(count))
        throw Error(Problem::broken, "the system gives no random bytes").with_hint("Try again.");
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += letters[bytes[i] % letters.size()];
    return text;
}

std::string in_days(int days) {
    const std::time_t when = std::time(nullptr) + static_cast<std::time_t>(days) * 86400;
    std::tm parts{};
    ::gmtime_r(&when, &parts);
    std::array<char, 24> text{};
    std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
    return text.data();
}

int create(const TokenCommand& command, const Settings& settings) {
    Catalogue catalogue(settings.data);
    AccessToken token;
    token.id = random_letters(8);
    token.name = command.name;
    token.role = command.role;
    if (command.days > 0) token.expires = in_days(command.days);
    // 260 bits: nobody guesses it, so that its digest needs no salt and may be looked up.
    const std::string secret = "acervo_" + random_letters(52);
    catalogue.add_token(token, sha256_of(secret));
    std::printf("%s\n", secret.c_str());
    std::fprintf(stderr, "token %s (%s). It is shown only this once: keep it as a password.\n", token.id.c_str(),
                 token.role.c_str());
    return status_done;
}

int list(const Settings& settings) {
    const Catalogue catalogue(settings.data, Catalogue::Mode::read_only);
    std::printf("%-9s %-10s %-21s %-21s %-21s %s\n", "token", "role", "created", "expires", "revoked", "name");
    for (const auto& token : catalogue.tokens()) {
        std::printf("%-9s %-10s %-21s %-21s %-21s %s\n", token.id.c_str(), token.role.c_str(), token.created.c_str(),
                    token.expires.empty() ? "never" : token.expires.c_str(),
                    token.revoked.empty() ? "-" : token.revoked.c_str(), token.name.c_str());
    }
    return status_done;
}

int revoke(const TokenCommand& command, const Settings& settings) {
    Catalogue(settings.data).revoke_token(command.id);
    return status_done;
}

}  // namespace

void add_token(CLI::App& app, Settings& settings) {
    const auto command = std::make_shared<TokenCommand>();
    CLI::App* const token = app.add_subcommand("token", "The right to write over HTTP: create, list, revoke");
    token->require_subcommand(1);

    CLI::App* const create_one = token->add_subcommand("create", "Make a token; its secret is printed, this once");
    create_one->add_option("--role", command->role, "What it may do")
        ->check(CLI::IsMember({"librarian", "admin"}))
        ->capture_default_str();
    create_one->add_option("--name", command->name, "Whose it is, for the list");
    create_one->add_option("--days", command->days, "How long it is valid; 0: until revoked")
        ->check(CLI::Range(0, 36500))
        ->capture_default_str();
    create_one->callback(
        [command, &settings] { settings.run = [command, &settings] { return create(*command, settings); }; });

    token->add_subcommand("list", "Every token, without its secret")->callback([&settings] {
        settings.run = [&settings] { return list(settings); };
    });

    CLI::App* const revoke_one = token->add_subcommand("revoke", "Make a token useless");
    revoke_one->add_option("ID", command->id, "Id of the token")->required();
    revoke_one->callback(
        [command, &settings] { settings.run = [command, &settings] { return revoke(*command, settings); }; });
}

}  // namespace acervo
