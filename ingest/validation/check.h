// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "ingest/validate.h"

/// What the rules of the model are made of. Private to ingest/.
namespace acervo {

/// One pass over the rules: each says what is wrong, and whether all was well. What is said beyond `most` findings is
/// not heard, and what would help with it is not looked for.
class Check {
public:
    using Say = std::function<void(Finding)>;
    Check(const Validator& validator, Say say, std::size_t most = most_findings)
        : validator_(validator), say_(std::move(say)), most_(most) {}

    static constexpr std::size_t most_findings = 100;
    static constexpr std::size_t longest_key = 2048, longest_title = 4000, longest_name = 1000;  ///< bytes
    static constexpr double unbounded = 1e15;

    void say(Finding finding) const {
        ++said_;
        say_(std::move(finding));
    }
    bool is_heard() const { return said_ < most_; }
    bool required(const std::string& field, bool there) const;
    bool size(const std::string& field, const std::string& text, std::size_t most) const;
    bool code(const std::string& scheme, const std::string& field, const std::string& code) const;
    bool language(const std::string& field, const std::string& tag) const;
    bool date(const std::string& field, const std::string& text) const;
    bool day(const std::string& field, const std::string& text) const;
    bool url(const std::string& field, const std::string& text) const;
    bool currency(const std::string& field, const std::string& code) const;
    /// `scheme`: doi, handle, isbn, issn, orcid, ror, geonames or wikidata.
    bool identifier(const std::string& scheme, const std::string& field, const std::string& text) const;
    bool range(const std::string& field, const std::optional<double>& number, double least, double most) const;
    /// Both are dates, and the second is not before the first.
    bool period(const std::string& field, const std::string& start, const std::string& end) const;
    template <typename Map>
    void tags(const std::string& field, const Map& map) const {
        for (const auto& [tag, text] : map) language(field, tag);
    }

    void agents(const std::string& field, const std::vector<Agent>& agents) const;
    void place(const std::string& field, const Place& place) const;
    void practice(const Practice& practice) const;

private:
    const Validator& validator_;
    Say say_;
    std::size_t most_;
    mutable std::size_t said_ = 0;
};

/// The language maps of a record with the names of their fields.
void each_text(const Record& record, const std::function<void(const std::string& field, const LangMap&)>& visit);

}  // namespace acervo
