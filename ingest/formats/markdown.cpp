// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cctype>
#include <map>
#include <utility>
#include <vector>

#include "corpus/error.h"
#include "corpus/text.h"
#include "ingest/formats/formats.h"
#include "ingest/formats/html_text.h"
#include "ingest/formats/metadata.h"
#include "ingest/formats/sections.h"

namespace acervo {
namespace {

std::string_view without_end(std::string_view line) {
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ' || line.back() == '\t')) line.remove_suffix(1);
    return line;
}

std::string unquoted(std::string_view value) {
    auto text = squeeze(value);
    if (text.size() >= 2 && (text.front() == '"' || text.front() == '\'') && text.back() == text.front()) {
        text = text.substr(1, text.size() - 2);
    }
    return text;
}

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        lines.push_back(without_end(text.substr(0, end)));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

using Fields = std::map<std::string, std::vector<std::string>>;

/// The front matter: `key: value` lines at the left margin, and lists of one level. `begin` moves behind it. Not YAML:
/// what is nested deeper is passed over.
Fields front_matter(const std::vector<std::string_view>& lines, std::size_t& begin) {
    Fields fields;
    if (lines.empty() || (lines[0] != "---" && lines[0] != "+++")) return fields;
    const auto end =
        std::find_if(lines.begin() + 1, lines.end(), [&](auto line) { return line == lines[0] || line == "..."; });
    if (end == lines.end()) return fields;
    begin = static_cast<std::size_t>(end - lines.begin()) + 1;
    std::string key;
    for (auto line = lines.begin() + 1; line != end; ++line) {
        const auto item = squeeze(*line);
        const bool inner = line->starts_with(' ') || line->starts_with('\t');
        if ((inner || line->starts_with("-")) && !key.empty()) {
            if (item.starts_with("- ")) {
                auto value = unquoted(item.substr(2));
                if (value.starts_with("name:")) value = unquoted(value.substr(5));
                fields[key].push_back(value);
            } else if (inner && item.find(": ") == std::string::npos && fields[key].size() == 1) {
                // a value that goes on ("title: >", long lines)
                auto& text = fields[key].front();
                text = (text == ">" || text == "|" || text == ">-" || text == "|-" ? "" : text + " ") + unquoted(item);
            }
            continue;
        }
        const auto sign = line->find_first_of(":=");
        if (sign == std::string_view::npos) continue;
        key = lower(unquoted(line->substr(0, sign)));
        auto raw = std::string{line->substr(sign + 1)};
        // A quoted value may go on over many lines.
        if (const auto open = raw.find_first_not_of(' '); open != std::string::npos && raw[open] == '"') {
            const auto closed = [&] {
                return raw.size() > open + 1 && raw.back() == '"' && raw[raw.size() - 2] != '\\';
            };
            while (!closed() && line + 1 != end) raw += "\n" + std::string{*++line};
            for (auto at = raw.find("\\\""); at != std::string::npos; at = raw.find("\\\"", at)) raw.erase(at, 1);
        }
        auto value = unquoted(raw);
        if (value.starts_with('[') && value.ends_with(']')) {
            for (const auto& one : split_list(value.substr(1, value.size() - 2))) fields[key].push_back(unquoted(one));
        } else if (!value.empty()) {
            fields[key].push_back(value);
        }
    }
    return fields;
}

/// Emphasis, links and pictures as the words they show.
std::string plain(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\\' && i + 1 < text.size() && std::ispunct(static_cast<unsigned char>(text[i + 1])) != 0) {
            out += text[++i];
        } else if (c == '!' && i + 1 < text.size() && text[i + 1] == '[') {
            continue;  // a picture: its alternative text follows as that of a link
        } else if (c == ']' && i + 1 < text.size() && (text[i + 1] == '(' || text[i + 1] == '[')) {
            const char end = text[i + 1] == '(' ? ')' : ']';
            const auto close = text.substr(0, std::min(text.size(), i + 2000)).find(end, i + 2);
            if (close == std::string_view::npos) {
                out += c;
            } else {
                i = close;
                if (i + 1 < text.size() && text[i + 1] == '{') {  // attributes of pandoc
                    const auto brace = text.find('}', i);
                    if (brace != std::string_view::npos) i = brace;
                }
            }
        } else if (c == '[' || c == '`' || c == '*') {
            continue;
        } else if (c == '_' || c == '~') {
            const bool left = i == 0 || std::isalnum(static_cast<unsigned char>(text[i - 1])) == 0;
            const bool right = i + 1 == text.size() || std::isalnum(static_cast<unsigned char>(text[i + 1])) == 0;
            if (!left && !right) out += c;  // snake_case stays
        } else {
            out += c;
        }
    }
    return out;
}

class MarkdownReader {
public:
    void read(const std::vector<std::string_view>& lines, std::size_t begin) {
        for (std::size_t i = begin; i < lines.size(); ++i) {
            const auto line = lines[i];
            const auto indent = line.find_first_not_of(' ');
            const auto content = indent == std::string_view::npos ? std::string_view{} : line.substr(indent);
            if (content.starts_with("```") || content.starts_with("~~~")) {
                i = code(lines, i, content.substr(0, 3));
            } else if (content.empty()) {
                flush();
            } else if (const int level = heading_level(content); level > 0 && indent < 4) {
                heading(content.substr(static_cast<std::size_t>(level)), level);
            } else if (paragraph_.empty() && is_rule(content)) {
                // A line between slides (as Markdown decks have it) or sections.
            } else if (!paragraph_.empty() && lines_ == 1 && is_underline(content)) {
                const auto above = std::exchange(paragraph_, {});
                heading(above, content.front() == '=' ? 1 : 2);
            } else {
                text(content);
            }
        }
        flush();
    }

    std::string title;
    Sections sections;

private:
    static int heading_level(std::string_view line) {
        const auto hashes = line.find_first_not_of('#');
        if (hashes == std::string_view::npos || hashes == 0 || hashes > 6) return 0;
        return line[hashes] == ' ' || line[hashes] == '\t' ? static_cast<int>(hashes) : 0;
    }
    static bool is_underline(std::string_view line) {
        return line.size() >= 2 && (line.find_first_not_of('=') == std::string_view::npos ||
                                    line.find_first_not_of('-') == std::string_view::npos);
    }
    static bool is_rule(std::string_view line) {
        return line.size() >= 3 && line.find_first_not_of("-*_ ") == std::string_view::npos;
    }
    static bool is_item(std::string_view line) {
        if (line.starts_with("- ") || line.starts_with("* ") || line.starts_with("+ ")) return true;
        const auto digits = line.find_first_not_of("0123456789");
        return digits != std::string_view::npos && digits > 0 && digits < 4 &&
               (line[digits] == '.' || line[digits] == ')');
    }

    void heading(std::string_view text, int level) {
        flush();
        auto words = squeeze(text_of_html_fragment(plain(text)));
        while (words.ends_with('#')) words.pop_back();
        if (const auto brace = words.rfind(" {"); brace != std::string::npos && words.ends_with('}'))
            words.resize(brace);
        words = squeeze(words);
        if (title.empty()) title = words;
        sections.heading(words, level);
    }

    void text(std::string_view line) {
        while (line.starts_with('>')) line.remove_prefix(line.size() > 1 && line[1] == ' ' ? 2 : 1);
        if (line.starts_with('|') && line.find_first_not_of("|-: ") == std::string_view::npos)
            return;  // the rule of a table
        if (line.starts_with(":::")) return flush();
        if (is_item(line) || line.starts_with('|')) flush();
        if (!paragraph_.empty()) paragraph_ += ' ';
        paragraph_ += line;
        ++lines_;
    }

    std::size_t code(const std::vector<std::string_view>& lines, std::size_t at, std::string_view fence) {
        flush();
        std::string text;
        for (++at; at < lines.size(); ++at) {
            const auto begin = lines[at].find_first_not_of(' ');
            if (begin != std::string_view::npos && lines[at].substr(begin).starts_with(fence)) break;
            text += lines[at];
            text += '\n';
        }
        sections.verbatim(text);
        return at;
    }

    void flush() {
        const auto words = plain(paragraph_);
        sections.paragraph(words.find('<') == std::string::npos && words.find('&') == std::string::npos
                               ? words
                               : text_of_html_fragment(words));
        paragraph_.clear();
        lines_ = 0;
    }

    std::string paragraph_;
    int lines_ = 0;
};

void describe(const Fields& fields, Record& record) {
    const auto first = [&](const char* name) {
        const auto found = fields.find(name);
        return found == fields.end() || found->second.empty() ? std::string{} : clean(found->second.front());
    };
    auto language = language_code(first("lang"));
    if (language.empty()) language = language_code(first("language"));
    if (!language.empty()) record.languages = {language};
    // Somebody typed it: it may well be the file's name.
    for (const char* name : {"title", "titulo", "nombre", "name"}) {
        if (const auto title = squeeze(plain(first(name))); record.title.empty() && is_title(title, {}))
            put(record.title, language, as_title(title));
    }
    for (const char* name : {"author", "authors", "autor", "autores"}) {
        const auto found = fields.find(name);
        if (found == fields.end() || !record.creators.empty()) continue;
        for (const auto& value : found->second) {
            for (auto& agent : split_authors(clean(value))) record.creators.push_back(std::move(agent));
        }
    }
    for (const char* name : {"date", "fecha", "data"}) {
        if (record.issued.empty()) record.issued = edtf_date(first(name));
    }
    for (const char* name : {"abstract", "description", "descripcion", "summary"}) {
        if (const auto text = plain(first(name)); record.abstract.empty() && text.size() > 20)
            put(record.abstract, language, text);
    }
    for (const char* name : {"tags", "keywords", "categories"}) {
        const auto found = fields.find(name);
        if (found == fields.end()) continue;
        for (const auto& value : found->second) {
            for (const auto& keyword : split_list(clean(value))) put(record.keywords, language, keyword);
        }
    }
    record.rights.licence = licence_id(first("license"));
    record.doi = doi_in(first("doi"));
}

/// Some sites keep their pages in the front matter: what is longer than a phrase is text.
void add_prose(const Fields& fields, Sections& sections) {
    constexpr std::size_t phrase = 15;  // words
    for (const auto& [name, values] : fields) {
        if (name == "abstract" || name == "summary" || name.starts_with("descrip")) continue;
        for (const auto& value : values) {
            if (count_words(value) > phrase) sections.paragraph(text_of_html_fragment(value));
        }
    }
}

class MarkdownExtractor : public Extractor {
public:
    bool reads(std::string_view type) const override { return type == "text/markdown"; }

    Extracted extract(const SourceFile& file, std::string_view media_type) const override {
        Extracted out{.media_type = std::string{media_type}};
        const auto text = to_utf8(file.bytes);
        const auto lines = lines_of(std::string_view{text}.substr(text.starts_with("\xEF\xBB\xBF") ? 3 : 0));
        std::size_t begin = 0;
        const auto fields = front_matter(lines, begin);
        MarkdownReader reader;
        reader.read(lines, begin);
        add_prose(fields, reader.sections);
        out.units = reader.sections.take();
        describe(fields, out.described);
        if (out.units.empty() && out.described.title.empty()) {
            throw Error{Problem::bad_input, "the file has no text"}.with_code("empty");
        }
        if (out.described.title.empty() && is_title(reader.title, file.name)) {
            put(out.described.title, "", clean(as_title(reader.title)));
            out.described.machine.emplace_back("title");
        }
        return out;
    }
};

}  // namespace

std::unique_ptr<Extractor> markdown_extractor() {
    return std::make_unique<MarkdownExtractor>();
}

}  // namespace acervo
