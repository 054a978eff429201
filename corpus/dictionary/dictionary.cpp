// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/dictionary/dictionary.h"

#include <map>
#include <system_error>
#include <utility>

#include "corpus/analysis.h"
#include "corpus/dictionary/mapped_file.h"
#include "corpus/dictionary/table.h"
#include "corpus/error.h"

namespace acervo {

struct Dictionary::Tables {
    struct Language {
        explicit Language(const std::filesystem::path& path) : file(path), table(file.bytes()) {}
        MappedFile file;
        DictionaryTable table;
    };

    const DictionaryTable* find(const std::string& language) const {
        const auto found = languages.find(language);
        return found == languages.end() ? nullptr : &found->second.table;
    }

    std::map<std::string, Language> languages;
    std::vector<std::string> problems;
};

Dictionary::Dictionary() : tables_(std::make_shared<Tables>()) {}

Dictionary Dictionary::open(const std::filesystem::path& folder) {
    auto tables = std::make_shared<Tables>();
    for (const auto& language : analysed_languages()) {
        const auto file = folder / (language + ".dict");
        std::error_code ignored;
        if (!std::filesystem::exists(file, ignored)) continue;
        try {
            tables->languages.try_emplace(language, file);
        } catch (const Error& error) {
            tables->problems.push_back(file.string() + " is ignored: " + error.what() +
                                       ". Make it anew with `acervo dict build`.");
        }
    }
    Dictionary result;
    result.tables_ = std::move(tables);
    return result;
}

bool Dictionary::empty() const {
    return tables_->languages.empty();
}

std::vector<std::string> Dictionary::languages() const {
    std::vector<std::string> result;
    for (const auto& language : analysed_languages())
        if (tables_->find(language)) result.push_back(language);
    return result;
}

const std::vector<std::string>& Dictionary::problems() const {
    return tables_->problems;
}

std::vector<Translation> Dictionary::translate(std::string_view form, const std::string& from,
                                               const std::string& to) const {
    const auto* table = tables_->find(from);
    return table ? table->translate(DictionaryTable::Form{form}, to) : std::vector<Translation>{};
}

std::vector<std::string> Dictionary::synonyms(std::string_view form, const std::string& language) const {
    const auto* table = tables_->find(language);
    return table ? table->synonyms(DictionaryTable::Form{form}) : std::vector<std::string>{};
}

std::vector<std::string> Dictionary::lemmas(std::string_view form, const std::string& language) const {
    const auto* table = tables_->find(language);
    return table ? table->lemmas(DictionaryTable::Form{form}) : std::vector<std::string>{};
}

unsigned Dictionary::known_in(std::string_view form) const {
    unsigned result = 0, bit = 1;
    for (const auto& knowledge : this->knowledge(form)) {
        if (knowledge.known) result |= bit;
        bit <<= 1U;
    }
    return result;
}

std::vector<FormKnowledge> Dictionary::knowledge(std::string_view form) const {
    std::vector<FormKnowledge> result;
    if (empty()) return result;
    const DictionaryTable::Form keys{form};
    for (const auto& language : analysed_languages()) {
        const auto* table = tables_->find(language);
        result.push_back(table ? table->knowledge(keys) : FormKnowledge{});
    }
    return result;
}

std::size_t Dictionary::multiword(const std::vector<std::string>& folded_words, std::size_t at,
                                  const std::string& from) const {
    const auto* table = at < folded_words.size() ? tables_->find(from) : nullptr;
    return table ? table->multiword(folded_words, at) : 0;
}

}  // namespace acervo
