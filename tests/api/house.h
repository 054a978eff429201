// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "api/server.h"
#include "corpus/catalogue.h"
#include "corpus/vocabulary.h"
#include "tests/api/client.h"

/// A small collection of every kind of record that the HTTP interface treats differently, and servers of it.
namespace acervo::test {

const Vocabulary& vocabulary();

/// The data folder: catalogue and index, made once, gone when the program ends.
const std::filesystem::path& collection();

/// Ids of its records.
struct Ids {
    std::string practice;    ///< open: three units in es, pt and en, two files (HTML, PDF) of hostile names
    std::string restricted;  ///< has the word "secreto" in its text
    std::string embargoed;   ///< until the year 2999; has the word "secreto" too
    std::string expired;     ///< an embargo that is over
    std::string withdrawn;
    std::string hostile;  ///< markup in title, creators and text; answers "peligro"
};
const Ids& ids();
/// Papers besides those, each with "urbanismo" in its title.
inline constexpr int papers = 30;
/// All records but the one that was withdrawn.
inline constexpr int shown = papers + 7;
/// The bytes of the practice's second file.
std::string pdf_bytes();

/// A server of the collection on a free port; the options are the usual ones, but for what the test says.
ServerOptions options();
/// The one that tests share.
std::uint16_t port();

/// GET of the shared server; the body of a 200 as JSON, else a failed test.
nlohmann::json get_json(const std::string& target, const std::map<std::string, std::string>& headers = {});

}  // namespace acervo::test
