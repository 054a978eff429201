// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include "corpus/catalogue.h"
#include "corpus/catalogue_impl.h"
#include "corpus/error.h"
#include "corpus/record_json.h"

/// What people decide, and may do: suggestions, duplicates, tokens.
namespace acervo {
namespace {

template <std::size_t count>
void require(const std::array<std::string_view, count>& known, const std::string& value, const char* what) {
    for (const std::string_view each : known) {
        if (value == each) return;
    }
    throw Error(Problem::bad_input, "\"" + value + "\" is not " + what);
}

constexpr std::array<std::string_view, 3> suggestion_states{"open", "accepted", "rejected"};
constexpr std::array<std::string_view, 3> decisions{"merge", "relate", "distinct"};
constexpr std::array<std::string_view, 2> roles{"librarian", "admin"};

constexpr const char* suggestion_columns =
    "SELECT record, field, value, confidence, because, batch, state FROM suggestions ";

std::vector<FieldSuggestion> suggestions_in(sqlite::Rows rows) {
    std::vector<FieldSuggestion> list;
    while (rows.next()) {
        FieldSuggestion each{rows.text(0), rows.text(1), rows.text(2), rows.real(3), {}, rows.text(5), rows.text(6)};
        const nlohmann::json words = nlohmann::json::parse(rows.text(4), nullptr, /*allow_exceptions=*/false);
        if (words.is_array()) {
            for (const auto& word : words) {
                if (word.is_string()) each.because.push_back(word.get<std::string>());
            }
        }
        list.push_back(std::move(each));
    }
    return list;
}

constexpr const char* fingerprint_columns =
    "SELECT fingerprints.record, fingerprints.sequence, bytes FROM fingerprints "
    "JOIN records ON records.id = fingerprints.record JOIN versions ON versions.sequence = records.sequence ";
constexpr const char* token_columns = "SELECT id, name, role, created, expires, revoked FROM tokens ";

AccessToken token_in(const sqlite::Rows& rows) {
    return {rows.text(0), rows.text(1), rows.text(2), rows.text(3), rows.text(4), rows.text(5)};
}

}  // namespace

void Catalogue::suggest(const std::string& record, const std::string& batch,
                        const std::vector<FieldSuggestion>& suggestions) {
    Transaction transaction(*this);
    impl_->database.run("DELETE FROM suggestions WHERE record = ? AND state = 'open'", record);
    for (const FieldSuggestion& each : suggestions) {
        impl_->database.run(
            "INSERT OR IGNORE INTO suggestions (record, field, value, confidence, because, batch, state) "
            "VALUES (?, ?, ?, ?, ?, ?, 'open')",
            record, each.field, each.value, each.confidence, dump(nlohmann::json(each.because)), batch);
    }
    transaction.commit();
}

std::vector<FieldSuggestion> Catalogue::suggestions(const std::string& record) const {
    return suggestions_in(impl_->database.query(
        std::string(suggestion_columns) + "WHERE record = ? ORDER BY field, confidence DESC, value", record));
}

std::vector<FieldSuggestion> Catalogue::suggestions_of(const std::string& batch) const {
    return suggestions_in(impl_->database.query(
        std::string(suggestion_columns) + "WHERE batch = ? ORDER BY record, field, confidence DESC, value", batch));
}

bool Catalogue::decide(const std::string& record, const std::string& field, const std::string& value,
                       const std::string& state) {
    require(suggestion_states, state, "a state of a suggestion");
    Transaction transaction(*this);
    const bool found =
        impl_->database.run("UPDATE suggestions SET state = ? WHERE record = ? AND field = ? AND value = ?", state,
                            record, field, value) != 0;
    transaction.commit();
    return found;
}

void Catalogue::put_fingerprint(const Fingerprint& fingerprint) {
    Transaction transaction(*this);
    impl_->database.run(
        "INSERT INTO fingerprints (record, sequence, bytes) VALUES (?, ?, ?) "
        "ON CONFLICT (record) DO UPDATE SET sequence = excluded.sequence, bytes = excluded.bytes",
        fingerprint.record, fingerprint.sequence, sqlite::Bytes{fingerprint.bytes});
    transaction.commit();
}

void Catalogue::each_fingerprint(const std::function<void(const Fingerprint&)>& visit) const {
    sqlite::Rows rows =
        impl_->database.query(std::string(fingerprint_columns) + "WHERE withdrawn = 0 ORDER BY fingerprints.record");
    while (rows.next()) visit({rows.text(0), rows.integer(1), rows.bytes(2)});
}

std::optional<Fingerprint> Catalogue::fingerprint(const std::string& record) const {
    sqlite::Rows rows =
        impl_->database.query(std::string(fingerprint_columns) + "WHERE withdrawn = 0 AND records.id = ?", record);
    if (!rows.next()) return std::nullopt;
    return Fingerprint{rows.text(0), rows.integer(1), rows.bytes(2)};
}

void Catalogue::decide_twins(const std::string& one, const std::string& other, const std::string& decision) {
    require(decisions, decision, "a decision about duplicates");
    Transaction transaction(*this);
    impl_->database.run(
        "INSERT INTO twins (one, other, decision, decided) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (one, other) DO UPDATE SET decision = excluded.decision, decided = excluded.decided",
        std::min(one, other), std::max(one, other), decision, now());
    transaction.commit();
}

std::vector<TwinDecision> Catalogue::twin_decisions() const {
    std::vector<TwinDecision> list;
    sqlite::Rows rows = impl_->database.query("SELECT one, other, decision, decided FROM twins ORDER BY one, other");
    while (rows.next()) list.push_back({rows.text(0), rows.text(1), rows.text(2), rows.text(3)});
    return list;
}

void Catalogue::add_token(const AccessToken& token, const std::string& digest) {
    require(roles, token.role, "a role (librarian, admin)");
    Transaction transaction(*this);
    impl_->database.run(
        "INSERT INTO tokens (id, name, role, digest, created, expires, revoked) VALUES (?, ?, ?, ?, ?, ?, '')",
        token.id, token.name, token.role, digest, now(), token.expires);
    transaction.commit();
}

std::optional<AccessToken> Catalogue::token_of(const std::string& digest) const {
    const std::string instant = now();
    sqlite::Rows rows = impl_->database.query(
        std::string(token_columns) + "WHERE digest = ? AND revoked = '' AND (expires = '' OR expires > ?)", digest,
        instant);
    if (!rows.next()) return std::nullopt;
    return token_in(rows);
}

std::vector<AccessToken> Catalogue::tokens() const {
    std::vector<AccessToken> list;
    sqlite::Rows rows = impl_->database.query(std::string(token_columns) + "ORDER BY created, id");
    while (rows.next()) list.push_back(token_in(rows));
    return list;
}

void Catalogue::revoke_token(const std::string& id) {
    Transaction transaction(*this);
    if (impl_->database.run("UPDATE tokens SET revoked = ? WHERE id = ? AND revoked = ''", now(), id) == 0)
        throw Error(Problem::not_found, "there is no token " + id + " in force").with_hint("See `acervo token list`.");
    transaction.commit();
}

}  // namespace acervo
