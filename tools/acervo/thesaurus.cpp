// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/thesaurus.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "corpus/analysis.h"
#include "corpus/error.h"
#include "corpus/text.h"
#include "tools/acervo/command.h"
#include "tools/acervo/ingest_output.h"

namespace acervo {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::size_t most_remarks = 20;

struct ThesaurusCommand {
    fs::path file, out;
    std::string name, id;
    std::string language = "en";
    bool json = false;
};

void print(const Json& json) {
    std::puts(json.dump(2, ' ', false, Json::error_handler_t::replace).c_str());
}

/// How many labels there are in each language.
std::map<std::string, std::size_t> count_labels(std::span<const ThesaurusConcept> concepts) {
    std::map<std::string, std::size_t> counts;
    for (const ThesaurusConcept& entry : concepts) {
        for (const auto& [language, text] : entry.preferred) ++counts[language];
        for (const auto* lists : {&entry.alternatives, &entry.hidden})
            for (const auto& [language, list] : *lists) counts[language] += list.size();
    }
    return counts;
}

std::string joined(const std::vector<std::string>& texts, const char* between = "; ") {
    std::string result;
    for (const std::string& text : texts) result += (result.empty() ? "" : between) + text;
    return result;
}

std::string label_line(std::span<const ThesaurusConcept> concepts) {
    std::vector<std::string> parts;
    for (const auto& [language, count] : count_labels(concepts))
        parts.push_back(language + " " + std::to_string(count));
    return joined(parts, ", ");
}

std::span<const ThesaurusConcept> concepts_of(const Thesaurus& thesaurus, const Thesaurus::Part& part) {
    return std::span{thesaurus.concepts()}.subspan(part.first, part.count);
}

/// "UNESCO thesaurus" -> "unesco-thesaurus".
std::string name_from(const fs::path& file) {
    std::string name;
    for (const char c : fold(file.stem().string())) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (plain || (!name.empty() && name.back() != '-')) name += plain ? c : '-';
    }
    while (name.ends_with('-')) name.pop_back();
    return name;
}

int import(const ThesaurusCommand& command, const Settings& settings) {
    std::vector<SkosRemark> remarks;
    const Skos skos = read_skos_file(command.file, &remarks);
    // Without the data folder: what is to be replaced may be at fault.
    const auto vocabulary = Vocabulary::load(share_folder());
    during(command.file.string(), [&] { vocabulary.check_themes(skos.concepts); });
    const std::string name = command.name.empty() ? name_from(command.file) : command.name;
    const fs::path file = install_thesaurus(settings.data, name, skos);
    for (std::size_t i = 0; i < std::min(remarks.size(), most_remarks); ++i) {
        std::fprintf(stderr, "line %ld: %s: %s\n", remarks[i].line, remarks[i].concept_id.c_str(),
                     remarks[i].text.c_str());
    }
    if (remarks.size() > most_remarks) std::fprintf(stderr, "... %zu more\n", remarks.size() - most_remarks);
    std::printf("%s: %zu concepts, labels: %s; %zu remarks\n", file.c_str(), skos.concepts.size(),
                label_line(skos.concepts).c_str(), remarks.size());
    std::puts(
        "Texts are searched for its labels once `acervo index` has rebuilt the index; start a running server anew.");
    return status_done;
}

const Thesaurus::Part& part_called(const Thesaurus& thesaurus, const std::string& name) {
    const auto& parts = thesaurus.parts();
    if (name.empty() && parts.size() == 1) return parts.front();
    std::vector<std::string> names;
    for (const auto& part : parts) names.push_back(part.name);
    const auto found = std::ranges::find(parts, name, &Thesaurus::Part::name);
    if (found != parts.end()) return *found;
    throw Error{Problem::not_found, name.empty() ? "which thesaurus?" : "there is no thesaurus \"" + name + "\""}
        .with_hint(names.empty() ? "See `acervo thesaurus import --help`."
                                 : "Choose with --scheme: " + joined(names, ", "));
}

int write_out(const ThesaurusCommand& command, const Settings& settings) {
    // The file itself is read: ids are as its makers gave them.
    const auto& part = part_called(settings.vocabulary().thesaurus(), command.name);
    const std::string text = write_skos(read_skos_file(part.file));
    if (command.out.empty()) {
        std::fputs(text.c_str(), stdout);
        return status_done;
    }
    std::ofstream out{command.out, std::ios::binary};
    out << text;
    out.close();
    if (!out) throw Error{Problem::broken, "cannot write " + command.out.string()}.with_hint("Choose another --out.");
    return status_done;
}

int list(const ThesaurusCommand& command, const Settings& settings) {
    const Thesaurus& thesaurus = settings.vocabulary().thesaurus();
    auto all = Json::array();
    for (const auto& part : thesaurus.parts()) {
        const auto concepts = concepts_of(thesaurus, part);
        if (command.json) {
            all.push_back({{"name", part.name},
                           {"file", part.file.string()},
                           {"uri", part.skos.uri},
                           {"title", part.skos.title},
                           {"licence", part.skos.licence},
                           {"concepts", part.count},
                           {"labels", count_labels(concepts)}});
        } else {
            std::printf("%-24s %7zu concepts  labels: %s\n%-24s %s\n", part.name.c_str(), part.count,
                        label_line(concepts).c_str(), "", part.file.c_str());
        }
    }
    if (command.json) print(all);
    return status_done;
}

/// The concept with this id; the error names those that have it for a label.
const ThesaurusConcept& concept_called(const Thesaurus& thesaurus, const std::string& id) {
    if (const auto* found = thesaurus.find(id)) return *found;
    std::vector<std::string> text;
    for (const Word& word : words(id)) text.emplace_back(word.text);
    std::set<std::string> others;
    for (const std::string& language : analysed_languages()) {
        for (const auto& label : thesaurus.recognise(text, language))
            for (const auto ordinal : label.concepts) others.insert(thesaurus.concepts()[ordinal].id);
    }
    throw Error{Problem::not_found, "there is no concept \"" + id + "\""}.with_hint(
        others.empty() ? "`acervo thesaurus export` prints them all."
                       : "Perhaps " + joined({others.begin(), others.end()}, ", ") + "?");
}

Json to_json(const ThesaurusConcept& entry, const std::string& thesaurus) {
    return {{"id", entry.id},
            {"thesaurus", thesaurus},
            {"uri", entry.uri},
            {"preferred", entry.preferred},
            {"alternatives", entry.alternatives},
            {"hidden", entry.hidden},
            {"definition", entry.definition},
            {"broader", entry.broader},
            {"narrower", entry.narrower},
            {"related", entry.related},
            {"themes", entry.themes},
            {"matches", entry.matches}};
}

int show(const ThesaurusCommand& command, const Settings& settings) {
    const Vocabulary& vocabulary = settings.vocabulary();
    const Thesaurus& thesaurus = vocabulary.thesaurus();
    const ThesaurusConcept& entry = concept_called(thesaurus, command.id);
    const std::string& part = thesaurus.part_of(entry).name;
    if (command.json) {
        print(to_json(entry, part));
        return status_done;
    }
    std::printf("%s  (%s)  %s\n", entry.id.c_str(), part.c_str(), entry.uri.c_str());
    std::set<std::string> languages;
    for (const auto& [language, text] : entry.preferred) languages.insert(language);
    for (const auto* lists : {&entry.alternatives, &entry.hidden})
        for (const auto& [language, texts] : *lists) languages.insert(language);
    for (const std::string& language : languages) {
        std::vector<std::string> labels;
        if (const auto found = entry.preferred.find(language); found != entry.preferred.end())
            labels.push_back(found->second);
        for (const auto* lists : {&entry.alternatives, &entry.hidden}) {
            if (const auto found = lists->find(language); found != lists->end())
                labels.insert(labels.end(), found->second.begin(), found->second.end());
        }
        std::printf("  %-8s %s\n", language.c_str(), joined(labels).c_str());
    }
    for (const auto& [language, text] : entry.definition) std::printf("  %-8s = %s\n", language.c_str(), text.c_str());
    for (const auto& [name, ids] :
         {std::pair{"broader", &entry.broader}, {"narrower", &entry.narrower}, {"related", &entry.related}}) {
        for (const std::string& id : *ids)
            std::printf("  %-8s %s (%s)\n", name, id.c_str(), thesaurus.find(id)->label(command.language).c_str());
    }
    for (const std::string& code : entry.themes)
        std::printf("  %-8s %s (%s)\n", "theme", code.c_str(),
                    vocabulary.scheme("theme").label(code, command.language).c_str());
    return status_done;
}

using Action = int (*)(const ThesaurusCommand& command, const Settings& settings);

}  // namespace

void add_thesaurus(CLI::App& app, Settings& settings) {
    const auto command = std::make_shared<ThesaurusCommand>();
    command->language = locale_language();
    CLI::App* const all =
        app.add_subcommand("thesaurus", "Concepts that texts are searched for: bring in, look at, write out");
    all->require_subcommand(1);
    const auto add = [&](const char* name, const char* description, Action action) {
        CLI::App* const one = all->add_subcommand(name, description);
        one->callback([action, command, &settings] {
            settings.run = [action, command, &settings] { return action(*command, settings); };
        });
        return one;
    };
    const auto add_json = [&](CLI::App* one) { one->add_flag("--json", command->json, "JSON on standard output"); };

    CLI::App* const in =
        add("import", "Take a thesaurus in SKOS (RDF/XML, Turtle, N-Triples) into the data folder", import);
    in->add_option("FILE", command->file, "The thesaurus")->required()->check(CLI::ExistingFile);
    in->add_option("--name", command->name, "What to call it; one of that name is replaced. Else the file's name");

    CLI::App* const out = add("export", "Write a thesaurus as SKOS in RDF/XML", write_out);
    out->add_option("--scheme", command->name, "Which one, where there are several");
    out->add_option("--out", command->out, "The file to write; else standard output");

    add_json(add("list", "The thesauri with their concepts and labels", list));

    CLI::App* const one = add("show", "A concept with its labels, relations and themes", show);
    one->add_option("ID", command->id, "Id of the concept")->required();
    add_json(one);
    one->add_option("--lang", command->language, "Language of the labels of others")
        ->check(CLI::IsMember({"es", "pt", "en"}))
        ->capture_default_str();
}

}  // namespace acervo
