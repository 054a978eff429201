// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

#include "corpus/text.h"
#include "ingest/identify.h"

namespace acervo {
namespace {

constexpr std::string_view white = " \t\r\n\f";

std::string_view trimmed(std::string_view text) {
    const auto begin = text.find_first_not_of(white);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(white) - begin + 1);
}

/// The text after byte-order mark, white space, comments, processing instructions and a document type.
/// `doctype` gets the latter.
std::string_view after_prolog(std::string_view text, std::string& doctype) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    for (;;) {
        text = trimmed(text);
        std::string_view end;
        if (text.starts_with("<?")) {
            end = "?>";
        } else if (text.starts_with("<!--")) {
            end = "-->";
        } else if (ascii_lower(text.substr(0, 9)) == "<!doctype") {
            end = text.substr(0, text.find('>')).find('[') == std::string_view::npos ? ">" : "]>";
            doctype = std::string{text.substr(0, std::min(text.find('>'), std::size_t{1000}))};
        } else {
            return text;
        }
        const auto at = text.find(end);
        if (at == std::string_view::npos) return {};
        text.remove_prefix(at + end.size());
    }
}

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

std::vector<std::string_view> lines_of(std::string_view text, bool whole) {
    std::vector<std::string_view> lines;
    while (!text.empty() && lines.size() < 400) {
        const auto end = text.find('\n');
        if (end == std::string_view::npos && !whole && !lines.empty()) break;
        auto line = text.substr(0, end);
        if (line.ends_with('\r')) line.remove_suffix(1);
        lines.push_back(line);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return lines;
}

/// Fields of a line outside double quotes; 0 when a quoted field goes on in the next line.
std::size_t fields(std::string_view line, char separator) {
    std::size_t count = 1;
    bool quoted = false;
    for (const char c : line) {
        if (c == '"') quoted = !quoted;
        if (c == separator && !quoted) ++count;
    }
    return quoted ? 0 : count;
}

/// Whether the lines are rows of one table; the separator is given back.
bool looks_like_table(const std::vector<std::string_view>& lines, char& found) {
    for (const char separator : {',', ';', '\t', '|'}) {
        std::size_t columns = 0, rows = 0, odd = 0;
        for (const auto line : lines) {
            if (trimmed(line).empty()) continue;
            const auto count = fields(line, separator);
            if (columns == 0) columns = count;
            ++(count == columns ? rows : odd);
        }
        if (columns > 1 && rows > 1 && odd * 10 <= rows) {
            found = separator;
            return true;
        }
    }
    return false;
}

/// Counts what only Markdown writes.
int markdown_signs(const std::vector<std::string_view>& lines) {
    int signs = 0;
    bool front_matter = !lines.empty() && trimmed(lines.front()) == "---";
    if (front_matter) {
        const auto end = std::find_if(lines.begin() + 1, lines.end(), [](auto line) { return trimmed(line) == "---"; });
        if (end != lines.end()) signs += 3;
    }
    for (const auto line : lines) {
        const auto hashes = line.find_first_not_of('#');
        if (hashes != std::string_view::npos && hashes > 0 && hashes <= 6 && line[hashes] == ' ') signs += 1;
        if (line.starts_with("```") || line.starts_with("~~~")) signs += 1;
        if (contains(line, "](") && contains(line, "[")) signs += 1;
        if (line.starts_with("|") && line.ends_with("|")) signs += 1;
    }
    return signs;
}

bool looks_like_html(std::string_view text) {
    std::string doctype;
    const auto start = ascii_lower(after_prolog(text, doctype).substr(0, 2000));
    if (ascii_lower(doctype).find("html") != std::string::npos) return true;
    constexpr std::array tags = {"<html",    "<head", "<body", "<title", "<meta",   "<script", "<style",
                                 "<table",   "<div",  "<p>",   "<p ",    "<h1",     "<h2",     "<article",
                                 "<section", "<main", "<a ",   "<font",  "<center", "<br"};
    return std::any_of(tags.begin(), tags.end(), [&](const char* tag) { return start.starts_with(tag); });
}

/// Complete tags of HTML in the text: a Markdown page has some, an HTML fragment is made of them.
bool full_of_tags(std::string_view text) {
    const auto all = ascii_lower(text.substr(0, 16384));
    int found = 0;
    for (const char* tag :
         {"<html", "</html>", "</body>", "<body", "</p>", "</div>", "</table>", "</head>", "<title>"}) {
        found += contains(all, tag) ? 1 : 0;
    }
    return found >= 3 || contains(all, "<html");
}

/// Whether the lines are those of a RIS file: it begins with a record's type, or, by its name, has one further on.
bool is_ris(const std::vector<std::string_view>& lines, const std::string& ending) {
    for (const auto line : lines) {
        if (trimmed(line).empty()) continue;
        if (line.starts_with("TY  -")) return true;
        if (ending != "ris") return false;
    }
    return false;
}

/// Whether a line begins a BibTeX entry: "@inproceedings{lima2020,".
bool begins_entry(std::string_view line) {
    line = trimmed(line);
    if (!line.starts_with('@')) return false;
    const auto open = line.find_first_of("{(");
    if (open == std::string_view::npos) return false;
    const auto type = ascii_lower(trimmed(line.substr(1, open - 1)));
    constexpr std::array types = {"article",       "book",        "booklet",       "collection",    "comment",
                                  "conference",    "inbook",      "incollection",  "inproceedings", "manual",
                                  "mastersthesis", "misc",        "mvbook",        "online",        "phdthesis",
                                  "preamble",      "proceedings", "report",        "string",        "techreport",
                                  "thesis",        "unpublished", "mvproceedings", "inreference"};
    return std::find(types.begin(), types.end(), type) != types.end();
}

/// Whether the lines are those of a BibTeX file: the first that is no comment begins an entry or, by its name, one
/// further on does.
bool is_bibtex(const std::vector<std::string_view>& lines, const std::string& ending) {
    for (const auto line : lines) {
        const auto content = trimmed(line);
        if (content.empty() || content.starts_with('%')) continue;
        if (begins_entry(line)) return true;
        if (ending != "bib" && ending != "bibtex") return false;
    }
    return false;
}

/// Whether the text is a list of CSL-JSON items, an object of one, or one alone: an object with a type of CSL and an id
/// or title among its first members.
bool is_csl_json(std::string_view text) {
    const auto item = text.find('{');
    if (item == std::string_view::npos || (text.front() != '[' && text.front() != '{')) return false;
    if (text.front() == '[' && !trimmed(text.substr(1, item - 1)).empty()) return false;
    const auto head = text.substr(item, 16U << 10);
    if (!contains(head, "\"title\"") && !contains(head, "\"id\"")) return false;
    constexpr std::array types = {"article",     "article-journal", "article-magazine", "article-newspaper",
                                  "book",        "chapter",         "dataset",          "entry-encyclopedia",
                                  "manuscript",  "motion_picture",  "paper-conference", "report",
                                  "speech",      "thesis",          "webpage",          "post-weblog",
                                  "legislation", "document"};
    for (auto at = head.find("\"type\""); at != std::string_view::npos; at = head.find("\"type\"", at + 6)) {
        auto value = trimmed(head.substr(at + 6));
        if (!value.starts_with(':')) continue;
        value = trimmed(value.substr(1));
        if (!value.starts_with('"')) continue;
        value = value.substr(1, value.substr(1).find('"'));
        if (std::find(types.begin(), types.end(), value) != types.end()) {
            // Members that only CSL has.
            return contains(head, "\"issued\"") || contains(head, "\"family\"") || contains(head, "\"literal\"") ||
                   contains(head, "\"container-title\"") || contains(head, "\"DOI\"") ||
                   contains(head, "\"citation-key\"") || contains(head, "\"publisher-place\"");
        }
    }
    return false;
}

}  // namespace

std::string identify_xml(std::string_view head) {
    std::string doctype;
    const bool declared =
        trimmed(head).starts_with("<?xml") || head.substr(0, 8).find("<?xml") != std::string_view::npos;
    const auto text = after_prolog(head, doctype);
    if (!text.starts_with('<') || text.size() < 2 ||
        !(std::isalpha(static_cast<unsigned char>(text[1])) != 0 || text[1] == '_')) {
        return declared ? "application/xml" : "";
    }
    const auto tag = text.substr(1, std::min(text.find('>'), std::size_t{4000}));
    const auto end = std::min(tag.find_first_of(" \t\r\n/>"), tag.size());
    const auto qualified = tag.substr(0, end);
    const auto colon = qualified.find(':');
    const auto root = colon == std::string_view::npos ? qualified : qualified.substr(colon + 1);

    if (root == "article") {
        const bool jats = contains(doctype, "JATS") || contains(doctype, "NLM") || contains(doctype, "SciELO") ||
                          contains(tag, "dtd-version") || contains(tag, "article-type") ||
                          contains(text, "<article-meta") || contains(text, "<journal-meta");
        if (jats) return "application/jats+xml";
        return declared || !doctype.empty() ? "application/xml" : "";  // HTML has an <article> too
    }
    if (root == "TEI" || root == "TEI.2" || root == "teiCorpus") return "application/tei+xml";
    if (ascii_lower(root) == "html") return "text/html";
    if (root == "document" && contains(tag, "urn:oasis:names:tc:opendocument")) {
        const auto at = tag.find("office:mimetype=");
        if (at != std::string_view::npos && at + 17 < tag.size()) {
            const auto type = tag.substr(at + 17, tag.substr(at + 17).find_first_of("\"'"));
            return std::string{type} + "-flat-xml";
        }
        return "application/vnd.oasis.opendocument.text-flat-xml";
    }
    constexpr std::array<std::pair<const char*, const char*>, 12> by_space{
        {{"http://www.loc.gov/MARC21/slim", "application/marcxml+xml"},
         {"http://www.loc.gov/mods/", "application/mods+xml"},
         {"http://www.openarchives.org/OAI/2.0/oai_dc", "application/oai-dc+xml"},
         {"http://www.openarchives.org/OAI/2.0/", "application/oai-pmh+xml"},
         {"http://www.w3.org/2000/svg", "image/svg+xml"},
         {"http://www.w3.org/2005/Atom", "application/atom+xml"},
         {"http://www.w3.org/1999/xhtml", "text/html"},
         {"http://www.w3.org/1999/02/22-rdf-syntax-ns#", "application/rdf+xml"},
         {"http://www.loc.gov/METS/", "application/mets+xml"},
         {"http://docbook.org/ns/docbook", "application/docbook+xml"},
         {"http://schemas.microsoft.com/office/word/2003/wordml", "application/vnd.ms-word-xml"},
         {"http://www.opengis.net/kml", "application/vnd.google-earth.kml+xml"}}};
    for (const auto& [space, type] : by_space) {
        if (contains(tag, space)) return type;
    }
    if (root == "rioxx" || (contains(tag, "http://purl.org/dc/terms/") && root != "RDF"))
        return "application/oai-dc+xml";
    if (root == "dim" && contains(tag, "dspace")) return "application/dim+xml";
    if (root == "metadata" && contains(tag, "http://www.lyncode.com/xoai")) return "application/xoai+xml";
    if (root == "rss") return "application/rss+xml";
    if (root == "svg") return "image/svg+xml";
    if (root == "dublin_core") return "application/dspace-dc+xml";
    return declared || !doctype.empty() ? (contains(ascii_lower(doctype), "html") ? "text/html" : "application/xml")
                                        : "";
}

std::string identify_text(std::string_view head, bool whole, const std::string& name) {
    const auto text = trimmed(head);
    const auto ending = extension(name);
    const bool named_markdown =
        ending == "md" || ending == "markdown" || ending == "rmd" || ending == "qmd" || ending == "mdown";
    if (text.empty()) return "text/plain";
    if (looks_like_html(text) && !named_markdown) return "text/html";
    const auto lines = lines_of(text, whole);
    if (is_ris(lines, ending)) return "application/x-research-info-systems";
    if (is_bibtex(lines, ending)) return "application/x-bibtex";
    if (is_csl_json(text)) return "application/vnd.citationstyles.csl+json";
    if (text.front() == '{' || text.front() == '[') {
        std::size_t objects = 0, all = 0;
        for (const auto line : lines) {
            const auto one = trimmed(line);
            if (one.empty()) continue;
            ++all;
            if (one.starts_with('{') && (one.ends_with('}') || (all == lines.size() && !whole))) ++objects;
        }
        if (objects == all && (all > 1 || ending == "jsonl" || ending == "ndjson")) return "application/x-ndjson";
        const bool json = whole ? (text.back() == '}' || text.back() == ']') : true;
        const auto next = trimmed(text.substr(1)).substr(0, 1);
        if (json && (next == "\"" || next == "{" || next == "[" || next == "}" || next == "]" || ending == "json")) {
            return "application/json";
        }
    }
    const int signs = markdown_signs(lines);
    char separator = 0;
    const bool named_table = ending == "csv" || ending == "tsv" || ending == "tab";
    if (!named_markdown && (named_table || (ending != "txt" && ending != "text" && signs == 0 && lines.size() > 2)) &&
        looks_like_table(lines, separator)) {
        if (named_table || fields(lines.front(), separator) > 2) {
            return separator == '\t' ? "text/tab-separated-values" : "text/csv";
        }
    }
    if (named_table) return "text/csv";
    if (full_of_tags(text) && !named_markdown && signs < 3) return "text/html";
    if (named_markdown) return "text/markdown";
    return signs >= 3 ? "text/markdown" : "text/plain";
}

}  // namespace acervo
