// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ingest/nearest.h"

/// Forms and codes that the model takes from standards rather than from the vocabularies. Private to ingest/.
namespace acervo {

/// Well-formed by BCP 47 (RFC 5646): language, extended languages, script, region, variants, extensions, private use
/// ("pt-x-mt", "x-klingon"), each once where it may stand once. The language has two or three letters; the registry is
/// not asked.
bool is_language_tag(std::string_view tag);

/// A code of ISO 4217 that is or was money of a country in this century.
bool is_currency(std::string_view code);
/// Codes with what people write for them ("euros", "R$").
const std::vector<Named>& currency_names();

/// A web address with a host and nothing that could break out of an attribute or a header.
bool is_web_address(std::string_view url);

/// The first e-mail address in a text that is one of a person rather than of an office ("ana.garcia@...", not
/// "prensa@..."); empty: none.
std::string personal_address(std::string_view text);

/// Names of members that people write: those of the model and of the manifest.
const std::vector<Named>& member_names();

}  // namespace acervo
