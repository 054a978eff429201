// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/pages/view.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <kainjow/mustache.hpp>
#include <sstream>

#include "api/results_json.h"
#include "corpus/parts.h"
#include "corpus/record_json.h"
#include "corpus/text.h"
#include "corpus/xml_writer.h"

namespace acervo {
namespace {

using nlohmann::json;
namespace mustache = kainjow::mustache;

const std::vector<std::pair<std::string, std::string>> languages = {
    {"es", "Español"}, {"pt", "Português"}, {"en", "English"}};

std::string read(const std::filesystem::path& file) {
    std::ifstream in{file, std::ios::binary};
    if (!in)
        throw Error{Problem::broken, "cannot read " + file.string()}.with_hint("is the folder of the web page whole?");
    return {std::istreambuf_iterator<char>{in}, {}};
}

/// Partials are put in as text once: the library would parse them again for each use, hundreds of times on a page of
/// facets.
std::string with_partials(const std::string& text, const std::filesystem::path& folder, int depth = 0) {
    if (depth > 4) throw Error{Problem::broken, "templates in " + folder.string() + " include each other"};
    std::string result;
    std::size_t from = 0;
    for (auto at = text.find("{{>"); at != std::string::npos; at = text.find("{{>", from)) {
        const auto end = text.find("}}", at);
        result += text.substr(from, at - from);
        result += with_partials(read(folder / (text.substr(at + 3, end - at - 3) + ".html")), folder, depth + 1);
        from = end + 2;
    }
    return result + text.substr(from);
}

mustache::data to_mustache(const json& value) {
    switch (value.type()) {
        case json::value_t::object: {
            mustache::object object;
            for (const auto& [name, member] : value.items()) object.emplace(name, to_mustache(member));
            return mustache::data{object};
        }
        case json::value_t::array: {
            mustache::data list{mustache::data::type::list};
            for (const auto& member : value) list.push_back(to_mustache(member));
            return list;
        }
        case json::value_t::string:
            if (value.get_ref<const std::string&>().empty()) return mustache::data{false};
            return mustache::data{value.get<std::string>()};
        case json::value_t::boolean:
            return mustache::data{value.get<bool>()};
        case json::value_t::null:
            return mustache::data{false};
        default:
            return mustache::data{value.dump()};
    }
}

/// Compiled templates are not shareable among threads: each keeps its own.
mustache::mustache& compiled(const std::string& name, const std::string& text) {
    thread_local std::map<const void*, std::unique_ptr<mustache::mustache>> cache;
    auto& entry = cache[text.data()];
    if (!entry) {
        entry = std::make_unique<mustache::mustache>(text);
        if (!entry->is_valid()) throw Error{Problem::broken, "template " + name + ".html: " + entry->error_message()};
    }
    return *entry;
}

}  // namespace

View::View(const std::filesystem::path& web) {
    for (const auto& entry : std::filesystem::directory_iterator{web / "templates"})
        templates_[entry.path().stem()] = with_partials(read(entry.path()), web / "templates");
    for (const auto& [code, name] : languages) {
        const auto file = web / "i18n" / (code + ".json");
        const auto parsed = json::parse(read(file), nullptr, /*allow_exceptions=*/false);
        if (!parsed.is_object()) throw Error{Problem::broken, file.string() + " is not a JSON object"};
        messages_[code] = parsed.get<std::map<std::string, std::string>>();
    }
    for (const auto& [code, messages] : messages_)
        for (const auto& [key, pattern] : messages_.at("es"))
            if (!messages.contains(key)) throw Error{Problem::broken, "i18n/" + code + ".json lacks \"" + key + "\""};
    for (const auto& entry : std::filesystem::directory_iterator{web / "assets"}) {
        assets_[entry.path().filename()] = read(entry.path());
        digest_ = sha256_of(digest_ + assets_[entry.path().filename()]).substr(0, 10);
    }
}

std::string View::text(const std::string& key, const std::string& language,
                       const std::vector<std::pair<std::string, std::string>>& texts) const {
    const auto& pattern = messages_.at(language).at(key);
    return texts.empty() ? pattern : format_message(pattern, language, texts);
}

std::string View::count(const std::string& key, const std::string& language, std::int64_t n) const {
    return format_message(messages_.at(language).at(key), language, {}, {{"n", static_cast<double>(n)}});
}

Response View::page(const Request& request, const std::string& name, const std::string& title, json data) const {
    const auto language = answer_language(request);
    data["lang"] = language;
    data["page_title"] = title;
    data["assets"] = digest_;
    data["t"] = messages_.at(language);
    for (const auto& key : {"q", "description", "noindex", "start", "kept", "head", "cite"})
        if (!data.contains(key)) data[key] = false;
    for (const auto& [code, label] : languages) {
        std::string query = "lang=" + code;
        for (const auto& [parameter, value] : request.parameters)
            if (parameter != "lang" && parameter != "cursor")
                query += "&" + url_encode(parameter) + "=" + url_encode(value);
        data["languages"].push_back(
            {{"code", code}, {"name", label}, {"current", code == language}, {"url", address(request.path, query)}});
    }
    Response response;
    response.content_type = "text/html; charset=utf-8";
    response.body = compiled(name, templates_.at(name)).render(to_mustache(data));
    response.headers["Content-Language"] = language;
    response.headers["Content-Security-Policy"] =
        "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; form-action "
        "'self'; base-uri 'none'; frame-ancestors 'none'";
    response.headers["Referrer-Policy"] = "same-origin";
    return response;
}

Response View::asset(const std::string& name) const {
    const auto found = assets_.find(name);
    if (found == assets_.end())
        throw Error{Problem::not_found, "there is no such file: " + name}.with_code("not-found");
    Response response;
    response.content_type = name.ends_with(".css")   ? "text/css; charset=utf-8"
                            : name.ends_with(".js")  ? "text/javascript; charset=utf-8"
                            : name.ends_with(".svg") ? "image/svg+xml"
                                                     : "application/octet-stream";
    response.body = found->second;
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable";
    response.headers["Content-Security-Policy"] = "default-src 'none'";
    return response;
}

std::string address(const std::string& path, const std::string& query_string) {
    std::string encoded;
    std::istringstream segments{path};
    for (std::string segment; std::getline(segments, segment, '/');)
        if (!segment.empty()) encoded += "/" + url_encode(segment);
    if (encoded.empty()) encoded = "/";
    return query_string.empty() ? encoded : encoded + "?" + query_string;
}

json paragraphs(Context& context, const std::string& text, const std::string& text_language, const Query& query) {
    auto result = json::array();
    std::istringstream lines{text};
    for (std::string line; std::getline(lines, line);) {
        if (squeeze(line).empty()) continue;
        const auto html =
            query.text.empty() ? xml::escaped(line) : marked_html(context.searcher.mark(line, text_language, query));
        result.push_back({{"html", html}});
    }
    return result;
}

std::string names(const std::vector<Agent>& agents, std::size_t limit) {
    std::string result;
    for (std::size_t i = 0; i < std::min(agents.size(), limit); ++i) result += (i ? "; " : "") + agents[i].name;
    return agents.size() > limit ? result + "; …" : result;
}

std::string where(const View& view, UnitKind kind, int number, const std::string& language) {
    return view.text(to_string(kind) + "_n", language, {{"n", std::to_string(number)}});
}

CitationStyle chosen_style(const Request& request, const std::string& language) {
    const auto usual = language == "pt" ? CitationStyle::abnt : CitationStyle::apa;
    return citation_style(request.parameter("style").value_or("")).value_or(usual);
}

json styles_of(const std::string& path, CitationStyle chosen, const std::string& language) {
    auto list = json::array();
    for (const auto& name : citation_styles()) {
        const auto style = *citation_style(name);
        list.push_back({{"name", style_title(style)},
                        {"url", address(path, "style=" + name + "&lang=" + language) + "#cite"},
                        {"current", style == chosen}});
    }
    return list;
}

std::string format_title(std::string_view name) {
    return name == "bibtex"     ? "BibTeX"
           : name == "ris"      ? "RIS"
           : name == "csl-json" ? "CSL-JSON"
           : name == "jsonld"   ? "JSON-LD"
           : name == "marcxml"  ? "MARCXML"
           : name == "mods"     ? "MODS"
           : name == "oai_dc"   ? "Dublin Core"
                                : std::string{name};
}

json record_link(const Record& record, const Vocabulary& vocabulary, const std::string& language) {
    const auto [title_language, title] = best(record.title, language);
    std::string countries;
    for (const auto& country : record.countries)
        countries += (countries.empty() ? "" : ", ") + country_name(country, language);
    return {{"url", "/records/" + record.id + "?lang=" + language},
            {"title", title},
            {"lang", title_language},
            {"kind", vocabulary.scheme("kind").label(record.kind, language)},
            {"countries", countries}};
}

json passage_links(const View& view, const std::vector<Passage>& passages, const Record& record, const std::string& q,
                   const std::string& language) {
    auto result = json::array();
    for (const auto& passage : passages) {
        auto place = where(view, passage.kind, passage.number, language);
        if (!passage.label.empty() && passage.label != std::to_string(passage.number))
            place += " (" + view.text("label_printed", language, {{"label", passage.label}}) + ")";
        json of = false;
        if (const auto* part = passage.kind == UnitKind::page ? part_of_page(record, passage.number) : nullptr) {
            const auto [part_language, title] = best(part->title, language);
            const auto id = part_ids(record.parts)[static_cast<std::size_t>(part - record.parts.data())];
            of = {{"url", "/records/" + record.id + "/parts/" + id + "?q=" + url_encode(q) + "&lang=" + language},
                  {"title", shorten(title, 120)},
                  {"lang", part_language}};
        }
        result.push_back({{"url", "/records/" + record.id + "/" + std::to_string(passage.number) +
                                      "?q=" + url_encode(q) + "&lang=" + language},
                          {"where", place},
                          {"lang", passage.language},
                          {"part", std::move(of)},
                          {"html", marked_html(passage.snippet)}});
    }
    return result;
}

}  // namespace acervo
