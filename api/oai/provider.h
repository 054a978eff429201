// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "api/http.h"
#include "api/oai/arguments.h"
#include "api/oai/metadata_formats.h"
#include "api/oai/sets.h"

/// Private to api/oai.
namespace acervo {

/// Records in one answer of a list.
inline constexpr int oai_page = 100;

/// What the verbs are answered from.
struct OaiProvider {
    Context& context;
    SetCensus& census;
    std::string now;  ///< the answer's responseDate

    /// The element named after the verb. @throws Error with a code of the protocol
    std::string answer(const OaiArguments& arguments) const;

private:
    std::string identify() const;
    std::string list_formats(const OaiArguments& arguments) const;
    std::string list_sets(const OaiArguments& arguments) const;
    std::string get_record(const OaiArguments& arguments) const;
    std::string list(const OaiArguments& arguments) const;  // list.cpp

    Publication publication() const;
    std::string identifier(const std::string& record) const;
    /// The record of an OAI identifier. @throws Error (code "idDoesNotExist")
    Stored find(const std::string& identifier) const;
    void write_header(std::string& out, const Stored& stored, bool deleted) const;
    void write_record(std::string& out, const Stored& stored, const MetadataFormat& format) const;
};

/// The whole answer: parameters to document.
std::string oai_document(Context& context, SetCensus& census,
                         const std::vector<std::pair<std::string, std::string>>& parameters);

}  // namespace acervo
