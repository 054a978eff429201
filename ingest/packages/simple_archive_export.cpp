// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/xml_writer.h"
#include "ingest/packages/package_export.h"

namespace acervo {

namespace fs = std::filesystem;

namespace {

/// Lines of dublin_core.xml.
class DspaceWriter {
public:
    explicit DspaceWriter(std::string& text) : text_{text}, out_{text} {}

    void value(const char* element, const char* qualifier, const std::string& value, const std::string& language = {}) {
        if (value.empty()) return;
        out_.element("dcvalue", value,
                     {{"element", element}, {"qualifier", qualifier}, {"language", language == "und" ? "" : language}});
        text_ += '\n';
    }
    void texts(const char* element, const char* qualifier, const LangMap& map) {
        for (const auto& [language, text] : map)
            if (language.find("-x-mt") == std::string::npos) value(element, qualifier, text, language);
    }

private:
    std::string& text_;
    xml::Writer out_;
};

/// What our reader knows a kind by.
std::string type_of(const std::string& kind) {
    return kind == "practice" ? "good practice" : kind == "recording" ? "video" : kind;
}

/// Roles that DSpace has qualifiers for; the others are "other".
const char* qualifier_of(const std::string& role) {
    for (const char* known : {"editor", "advisor", "illustrator", "translator", "compiler", "coordinator", "sponsor"})
        if (role == known) return known;
    return role.empty() || role == "author" || role == "presenter" ? "author" : "other";
}

void write_rights(DspaceWriter& out, const Rights& rights) {
    if (rights.access == "embargo") {
        out.value("rights", "accessRights", "info:eu-repo/semantics/embargoedAccess");
        out.value("date", "embargo", rights.embargo_until);
    } else {
        out.value(
            "rights", "accessRights",
            rights.access == "open" ? "info:eu-repo/semantics/openAccess" : "info:eu-repo/semantics/restrictedAccess");
    }
    out.value("rights", "holder", rights.holder);
    const auto& licence = rights.licence;
    if (licence == "CC0-1.0") return out.value("rights", "uri", "https://creativecommons.org/publicdomain/zero/1.0/");
    if (!licence.starts_with("CC-")) return out.value("rights", "uri", licence);
    // "CC-BY-SA-4.0" -> by-sa/4.0
    const auto version = licence.rfind('-');
    std::string terms = licence.substr(3, version < 4 ? 0 : version - 3);
    for (char& c : terms) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    out.value("rights", "uri",
              "https://creativecommons.org/licenses/" + terms + "/" + licence.substr(version + 1) + "/");
}

/// A line of `contents`: primary is the first file, and who may not read it is told.
std::string contents_line(const std::string& name, bool first, const Rights& rights) {
    return name + "\tbundle:ORIGINAL" + (rights.access == "restricted" ? "\tpermissions:-r 'Administrator'" : "") +
           (first ? "\tprimary:true" : "") + "\n";
}

}  // namespace

std::string dspace_dublin_core(const Record& record) {
    std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<dublin_core schema=\"dc\">\n";
    DspaceWriter out{text};
    const auto own = record.languages.empty() ? std::string{} : record.languages.front();
    const auto main = record.title.contains(own) ? own : record.title.empty() ? "" : record.title.begin()->first;
    for (const auto& [language, title] : record.title)
        if (language == main) out.value("title", "none", title, language);
    for (const auto& [language, title] : record.title)
        if (language != main && language.find("-x-mt") == std::string::npos)
            out.value("title", "alternative", title, language);
    for (const auto& agent : record.creators) out.value("contributor", qualifier_of(agent.role), agent.name);
    for (const auto& agent : record.contributors)
        out.value("contributor", agent.role.empty() ? "other" : qualifier_of(agent.role), agent.name);
    out.value("date", "issued", record.issued);
    out.value("publisher", "none", record.publisher);
    out.value("type", "none", type_of(record.kind));
    for (const auto& language : record.languages) out.value("language", "iso", language);
    out.texts("description", "abstract", record.abstract);
    out.texts("description", "note", record.note);
    for (const auto& [language, words] : record.keywords)
        for (const auto& word : words) out.value("subject", "none", word, language);
    for (const auto& country : record.countries)
        if (country != "ZZ") out.value("coverage", "spatial", country);
    for (const auto& place : record.places) out.value("coverage", "spatial", place.name);
    out.value("relation", "ispartofseries", record.series);
    out.value("identifier", "doi", record.doi.empty() ? "" : "https://doi.org/" + record.doi);
    out.value("identifier", "isbn", record.isbn);
    out.value("identifier", "issn", record.issn);
    out.value("identifier", "uri", record.url);
    out.value("source", "none", record.source.name == record.source.url ? std::string{} : record.source.name);
    out.value("source", "uri", record.source.url);
    write_rights(out, record.rights);
    return text + "</dublin_core>\n";
}

std::int64_t export_simple_archive(const Catalogue& catalogue, const ExportOptions& options, const fs::path& folder) {
    prepare_package(folder);
    std::int64_t count = 0;
    each_exported(catalogue, options, [&](const Stored& stored) {
        const auto& record = stored.record;
        const auto item = folder / record.id;
        write_package_file(item / "dublin_core.xml", dspace_dublin_core(record));
        std::string contents;
        for (std::size_t i = 0; i < record.files.size(); ++i) {
            // Two files of one name, or one that is called like a file of the format, get a number in front.
            auto name = package_name(record.files[i].name);
            const auto number = std::to_string(i + 1) + "-";
            if (name == "contents" || name == "handle" || name == "collections" || name == "relationships" ||
                name.starts_with("metadata_") || name == "license.txt")
                name.insert(0, number);
            while (fs::exists(item / name)) name.insert(0, number);
            copy_original(catalogue, record.files[i], item / name);
            contents += contents_line(name, i == 0, record.rights);
        }
        write_package_file(item / "contents", contents);
        if (!record.handle.empty()) write_package_file(item / "handle", record.handle + "\n");
        ++count;
    });
    return count;
}

}  // namespace acervo
