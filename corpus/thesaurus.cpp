// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/thesaurus.h"

#include <algorithm>
#include <system_error>

#include "corpus/analysis.h"
#include "corpus/durable.h"
#include "corpus/error.h"
#include "corpus/sha256.h"

namespace acervo {
namespace {

namespace fs = std::filesystem;
using LabelLists = std::map<std::string, std::vector<std::string>>;

void find_files(const fs::path& folder, std::map<std::string, fs::path>& files) {
    std::error_code code;
    for (fs::directory_iterator at{folder, code}, end; !code && at != end; at.increment(code)) {
        const auto name = at->path().filename().string();
        if (at->path().extension() == ".rdf" && !name.starts_with('.')) files[at->path().stem()] = at->path();
    }
    if (code && code != std::errc::no_such_file_or_directory)
        throw Error{Problem::broken, folder.string() + ": " + code.message()};
}

/// Renames ids that are taken, and what refers to them.
void make_ids_unique(const std::string& part, std::vector<ThesaurusConcept>& concepts,
                     const std::unordered_map<std::string, std::uint32_t>& taken) {
    std::unordered_map<std::string, std::string> renamed;
    for (ThesaurusConcept& entry : concepts) {
        if (!taken.contains(entry.id)) continue;
        const auto old = entry.id;
        entry.id = part + ":" + old;
        renamed.emplace(old, entry.id);
    }
    if (renamed.empty()) return;
    for (ThesaurusConcept& entry : concepts) {
        for (auto* ids : {&entry.broader, &entry.narrower, &entry.related}) {
            for (auto& id : *ids)
                if (const auto found = renamed.find(id); found != renamed.end()) id = found->second;
        }
    }
}

std::string primary(const std::string& tag) {
    return tag.substr(0, tag.find('-'));
}

void hash(Sha256& sha, const std::string& text) {
    sha.update(text);
    sha.update({"\n", 1});
}

}  // namespace

Thesaurus::Thesaurus(std::vector<Part> parts) : parts_(std::move(parts)) {
    for (Part& part : parts_) {
        make_ids_unique(part.name, part.skos.concepts, ordinals_);
        part.first = concepts_.size();
        part.count = part.skos.concepts.size();
        for (ThesaurusConcept& entry : part.skos.concepts) {
            const auto ordinal = static_cast<std::uint32_t>(concepts_.size());
            if (!ordinals_.emplace(entry.id, ordinal).second)
                throw Error{Problem::bad_input, "two concepts have the id \"" + entry.id + "\""}.with_hint(
                    "Give one of them another skos:notation.");
            concepts_.push_back(std::move(entry));
        }
        part.skos.concepts.clear();
    }
    build_tries();
}

Thesaurus Thesaurus::load(const fs::path& share, const fs::path& data) {
    std::vector<Part> parts;
    std::map<std::string, fs::path> ours, theirs;
    find_files(share / "thesaurus", ours);
    if (!data.empty()) find_files(data / "thesaurus", theirs);
    for (const auto* files : {&ours, &theirs}) {
        for (const auto& [name, file] : *files) {
            if (files == &ours && theirs.contains(name)) continue;
            parts.push_back({name, file, read_skos_file(file)});
        }
    }
    return Thesaurus{std::move(parts)};
}

void Thesaurus::build_tries() {
    std::map<std::string, std::vector<LabelTrie::Label>> labels;
    Sha256 sha;
    for (std::uint32_t ordinal = 0; ordinal < concepts_.size(); ++ordinal) {
        const ThesaurusConcept& entry = concepts_[ordinal];
        hash(sha, entry.id);
        const auto add = [&](const std::string& tag, const std::string& text) {
            hash(sha, tag);
            hash(sha, text);
            if (const auto language = analysis_language(tag); language != "und")
                labels[language].push_back({text, ordinal});
        };
        for (const auto& [tag, text] : entry.preferred) add(tag, text);
        for (const auto* lists : {&entry.alternatives, &entry.hidden})
            for (const auto& [tag, list] : *lists)
                for (const auto& text : list) add(tag, text);
    }
    for (const auto& [language, list] : labels) tries_.emplace(language, LabelTrie{language, list});
    if (!concepts_.empty()) version_ = sha.hex().substr(0, 16);
}

const ThesaurusConcept* Thesaurus::find(std::string_view id) const {
    const auto found = ordinals_.find(std::string{id});
    return found == ordinals_.end() ? nullptr : &concepts_[found->second];
}

const Thesaurus::Part& Thesaurus::part_of(const ThesaurusConcept& entry) const {
    const auto ordinal = ordinals_.at(entry.id);
    return *std::ranges::find_if(parts_, [&](const Part& part) { return ordinal < part.first + part.count; });
}

const LabelTrie& Thesaurus::trie(const std::string& analysis_language) const {
    static const LabelTrie none;
    const auto found = tries_.find(analysis_language);
    return found == tries_.end() ? none : found->second;
}

std::vector<Thesaurus::Found> Thesaurus::recognise(const std::vector<std::string>& words,
                                                   const std::string& analysis_language) const {
    std::vector<Found> result;
    const LabelTrie& labels = trie(analysis_language);
    if (labels.empty()) return result;
    std::vector<LabelTrie::Word> known;
    known.reserve(words.size());
    for (const auto& word : words) known.push_back(labels.word(word));
    Found found;
    for (std::size_t at = 0; at<known.size(); at += found.count> 0 ? found.count : 1) {
        found.begin = at;
        found.count = labels.longest(std::span{known}.subspan(at), found.concepts);
        if (found.count > 0) result.push_back(found);
    }
    return result;
}

std::vector<std::string> Thesaurus::labels(const ThesaurusConcept& entry, const std::string& language) const {
    std::vector<std::string> result;
    const auto add = [&](const std::string& text) {
        if (std::ranges::find(result, text) == result.end()) result.push_back(text);
    };
    const auto belongs = [&](const std::string& tag, bool exactly) {
        return exactly ? tag == language : tag != language && primary(tag) == primary(language);
    };
    for (const bool exactly : {true, false})
        for (const auto& [tag, text] : entry.preferred)
            if (belongs(tag, exactly)) add(text);
    for (const auto* lists : {&entry.alternatives, &entry.hidden})
        for (const bool exactly : {true, false})
            for (const auto& [tag, list] : *lists)
                if (belongs(tag, exactly)) std::ranges::for_each(list, add);
    return result;
}

fs::path install_thesaurus(const fs::path& data, const std::string& name, const Skos& skos) {
    constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyz0123456789-";
    if (name.empty() || name.size() > 60 || name.find_first_not_of(allowed) != std::string::npos)
        throw Error{Problem::bad_input, "\"" + name + "\" cannot be the name of a thesaurus"}.with_hint(
            "Name it with --name, in small letters, digits and hyphens.");
    const auto folder = data / "thesaurus";
    make_folders(folder);
    auto file = folder / (name + ".rdf");
    AsideFile aside{folder};
    aside.write(write_skos(skos));
    aside.sync();
    aside.rename_to(file);
    return file;
}

}  // namespace acervo
