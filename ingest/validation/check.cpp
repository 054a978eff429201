// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/validation/check.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "corpus/text.h"
#include "ingest/edtf.h"
#include "ingest/identifiers.h"
#include "ingest/validation/codes.h"

namespace acervo {

namespace {

/// As short as it can be read back: "91", "0.25".
std::string plain(double number) {
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
    return {text.data(), end};
}

std::string bounds(double least, double most) {
    return most >= Check::unbounded ? "≥ " + plain(least) : plain(least) + "–" + plain(most);
}

bool is_number(std::string_view text) {
    return !text.empty() && text.size() < 12 && text[0] != '0' &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// Behind the last slash of an address, else the text.
std::string_view tail_of(std::string_view text, std::string_view host) {
    if (text.find(host) == std::string_view::npos) return text;
    while (text.ends_with('/')) text.remove_suffix(1);
    for (auto at = text.begin(); at != text.end();) {
        const auto slash = std::find(at, text.end(), '/');
        const std::string_view part(at, slash);
        if (is_number(part) || (part.starts_with('Q') && is_number(part.substr(1)))) return part;
        at = slash == text.end() ? slash : slash + 1;
    }
    return text;
}

/// Several identifiers in one field, as catalogues have them: "978-... (print); 978-... (PDF)".
std::vector<std::string> each_of(const std::string& text) {
    std::vector<std::string> parts(1);
    int depth = 0;
    for (const char c : text) {
        depth += c == '(' ? 1 : 0;
        if (depth == 0 && (c == ';' || c == ','))
            parts.emplace_back();
        else if (depth == 0)
            parts.back() += c;
        depth -= c == ')' && depth > 0 ? 1 : 0;
    }
    std::erase_if(parts, [](const std::string& part) { return squeeze(part).empty(); });
    return parts;
}

bool is_identifier(std::string_view scheme, const std::string& text) {
    if (scheme == "doi") return doi(text).has_value();
    if (scheme == "handle") return handle(text).has_value();
    if (scheme == "orcid") return orcid(text).has_value();
    if (scheme == "ror") return ror(text).has_value();
    if (scheme == "geonames") return is_number(tail_of(text, "geonames.org"));
    if (scheme == "wikidata") {
        const auto bare = tail_of(text, "wikidata.org");
        return bare.starts_with('Q') && is_number(bare.substr(1));
    }
    const auto parts = each_of(text);
    const auto valid = [&](const std::string& part) {
        return scheme == "isbn" ? isbn(part).has_value() : issn(part).has_value();
    };
    return !parts.empty() && std::ranges::all_of(parts, valid);
}

}  // namespace

bool Check::required(const std::string& field, bool there) const {
    if (!there && is_heard()) say({"required", field, "", ""});
    return there;
}

bool Check::size(const std::string& field, const std::string& text, std::size_t most) const {
    if (text.size() <= most) return true;
    if (is_heard()) say({"too-large", field, text, std::to_string(text.size()) + " > " + std::to_string(most)});
    return false;
}

bool Check::code(const std::string& scheme, const std::string& field, const std::string& code) const {
    if (code.empty() || validator_.is_code(scheme, code)) return true;
    if (is_heard()) say({"vocabulary", field, code, joined(validator_.nearest_codes(scheme, code))});
    return false;
}

bool Check::language(const std::string& field, const std::string& tag) const {
    if (tag.empty() || is_language_tag(tag)) return true;
    if (is_heard()) say({"language", field, tag, ""});
    return false;
}

bool Check::date(const std::string& field, const std::string& text) const {
    if (text.empty() || is_edtf(text)) return true;
    if (is_heard()) say({"date", field, text, ""});
    return false;
}

bool Check::day(const std::string& field, const std::string& text) const {
    if (text.empty() || is_iso_day(text)) return true;
    if (is_heard()) say({"date", field, text, ""});
    return false;
}

bool Check::url(const std::string& field, const std::string& text) const {
    if (text.empty() || is_web_address(text)) return true;
    if (is_heard()) say({"url", field, text, ""});
    return false;
}

bool Check::currency(const std::string& field, const std::string& code) const {
    if (code.empty() || is_currency(code)) return true;
    if (is_heard()) say({"vocabulary", field, code, joined(nearest(code, currency_names()))});
    return false;
}

bool Check::identifier(const std::string& scheme, const std::string& field, const std::string& text) const {
    if (text.empty() || is_identifier(scheme, text)) return true;
    if (!is_heard()) return false;
    const bool checked = scheme == "isbn" || scheme == "issn" || scheme == "orcid";
    say({"identifier", field, text, checked ? with_right_check_digit(scheme, text) : std::string()});
    return false;
}

bool Check::range(const std::string& field, const std::optional<double>& number, double least, double most) const {
    if (!number || (*number >= least && *number <= most)) return true;
    if (is_heard()) say({"range", field, plain(*number), bounds(least, most)});
    return false;
}

bool Check::period(const std::string& field, const std::string& start, const std::string& end) const {
    const auto first = edtf_span(start), last = edtf_span(end);
    if (!first || !last || first->first <= last->last) return true;
    if (is_heard()) say({"range", field, end, "≥ " + start});
    return false;
}

void Check::agents(const std::string& field, const std::vector<Agent>& agents) const {
    for (const auto& agent : agents) {
        required(field + ".name", !agent.name.empty());
        size(field + ".name", agent.name, longest_name);
        code("country", field + ".country", agent.country);
        identifier("orcid", field + ".orcid", agent.orcid);
        identifier("ror", field + ".ror", agent.ror);
    }
}

void Check::place(const std::string& field, const Place& place) const {
    code("country", field + ".country", place.country);
    identifier("geonames", field + ".geonames", place.geonames);
    identifier("wikidata", field + ".wikidata", place.wikidata);
    range(field + ".lat", place.lat, -90, 90);
    range(field + ".lon", place.lon, -180, 180);
    if (place.lat.has_value() != place.lon.has_value()) required(field + (place.lat ? ".lon" : ".lat"), false);
    range(field + ".population", place.population, 0, 1e11);
    range(field + ".population_year", place.population_year, 1500, 2200);
}

}  // namespace acervo
