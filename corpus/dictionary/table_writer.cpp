// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/dictionary/table_writer.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "corpus/dictionary/format.h"
#include "corpus/error.h"
#include "corpus/text.h"

namespace acervo {

using namespace dictionary_format;

namespace {

template <typename Value>
void append(std::string& bytes, const Value& value) {
    bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

std::uint32_t tagged(std::uint32_t number, std::uint32_t tag) {
    return number << tag_bits | tag;
}

class Writer {
public:
    explicit Writer(const TableContent& content) : content_(content) {}

    std::string write() {
        write_forms();
        for (const auto& lemma : content_.lemmas) append(lemmas_, text(lemma));
        add("LEMM", {}, std::move(lemmas_));
        for (const auto& [language, lists] : content_.translations) write_translations(language, lists);
        write_synonyms();
        add("TEXT", {}, std::move(texts_));
        add("LIST", {}, std::move(lists_));
        return assemble();
    }

private:
    std::uint32_t text(const std::string& text) {
        const auto [place, added] = text_at_.try_emplace(text, static_cast<std::uint32_t>(texts_.size()));
        if (added) {
            if (texts_.size() >= most_numbered)
                throw Error{Problem::too_large, "a dictionary table cannot hold over 1 GB of words"};
            // A lemma from a dictionary that is longer than any word is cut, never refused.
            const auto size = std::min(text.size(), longest_text);
            texts_ += static_cast<char>(static_cast<unsigned char>(size));
            texts_.append(text, 0, size);
        }
        return place->second;
    }

    std::uint32_t list(const std::vector<std::uint32_t>& items) {
        std::string bytes;
        append(bytes, static_cast<std::uint32_t>(items.size()));
        for (const auto item : items) append(bytes, item);
        const auto position = static_cast<std::uint32_t>(lists_.size() / sizeof(std::uint32_t));
        const auto [place, added] = list_at_.try_emplace(bytes, position);
        if (added) lists_ += bytes;
        return place->second;
    }

    std::vector<std::uint32_t> items_of(const std::string& key, const TableContent::Form& form) {
        std::vector<std::uint32_t> items;
        const auto add_item = [&](std::uint32_t number, Item kind) {
            items.push_back(tagged(number, static_cast<std::uint32_t>(kind)));
        };
        if (form.analysers == 0 || (form.analysers == 1 && content_.analysers > 1))
            add_item(form.analysers, Item::doubted);
        for (const auto& spelling : form.spellings) {
            if (spelling.text != key)
                add_item(text(spelling.text), Item::spelling);
            else if (form.spellings.size() > 1)
                add_item(0, Item::unaccented);
            for (const auto lemma : spelling.lemmas) add_item(lemma, Item::lemma);
        }
        return items;
    }

    void write_forms() {
        std::vector<const std::pair<const std::string, TableContent::Form>*> sorted;
        sorted.reserve(content_.forms.size());
        for (const auto& entry : content_.forms) sorted.push_back(&entry);
        std::ranges::sort(sorted, {}, [](const auto* entry) -> const std::string& { return entry->first; });
        std::string entries;
        for (const auto* entry : sorted) {
            const auto& [key, form] = *entry;
            const auto items = items_of(key, form);
            append(entries, text(key));
            append(entries, items.empty() ? nothing : list(items));
        }
        add("FORM", {}, std::move(entries));
    }

    void write_translations(const std::string& language, const std::vector<std::vector<Translation>>& lists) {
        std::string numbers;
        for (const auto& translations : lists) {
            std::vector<std::uint32_t> items;
            for (const auto& one : translations)
                items.push_back(tagged(text(one.text), static_cast<std::uint32_t>(one.origin)));
            append(numbers, items.empty() ? nothing : list(items));
        }
        add("TRAN", language, std::move(numbers));
    }

    void write_synonyms() {
        std::string entries;
        for (const auto& [key, synonyms] : content_.synonyms) {
            auto ranked = synonyms;
            std::ranges::stable_sort(ranked, std::ranges::greater{}, &std::pair<std::string, std::uint32_t>::second);
            if (ranked.size() > most_synonyms) ranked.resize(most_synonyms);
            std::vector<std::uint32_t> items;
            for (const auto& [one, senses] : ranked) items.push_back(text(one));
            append(entries, text(key));
            append(entries, list(items));
        }
        add("SYNO", {}, std::move(entries));
    }

    void add(std::string_view kind, std::string_view language, std::string content) {
        Section section;
        kind.copy(section.kind.data(), section.kind.size());
        language.copy(section.language.data(), section.language.size());
        section.size = content.size();
        content.resize((content.size() + 7) / 8 * 8);
        sections_.emplace_back(section, std::move(content));
    }

    std::string assemble() {
        std::uint64_t offset = sizeof(Header) + sections_.size() * sizeof(Section);
        std::string body;
        for (auto& [section, content] : sections_) {
            section.offset = offset;
            offset += content.size();
            append(body, section);
        }
        for (const auto& [section, content] : sections_) body += content;
        Header header{magic, version, static_cast<std::uint32_t>(sections_.size()), offset, checksum(body)};
        std::string bytes;
        append(bytes, header);
        return bytes + body;
    }

    const TableContent& content_;
    std::string texts_, lists_, lemmas_;
    std::unordered_map<std::string, std::uint32_t> text_at_, list_at_;
    std::vector<std::pair<Section, std::string>> sections_;
};

}  // namespace

void TableContent::add_form(std::string_view written, std::optional<std::uint32_t> lemma, unsigned analyser) {
    std::string key = dictionary_key(written), lowered = lower(written);
    if (key.empty() || key.size() > longest_text || lowered.size() > longest_text) return;
    Form& form = forms[std::move(key)];
    if (analyser != 0 && analyser != form.last_analyser) {
        form.last_analyser = analyser;
        ++form.analysers;
    }
    auto spelling = std::ranges::find(form.spellings, lowered, &Spelling::text);
    if (spelling == form.spellings.end())
        spelling = form.spellings.insert(form.spellings.end(), Spelling{std::move(lowered), {}});
    if (lemma && std::ranges::find(spelling->lemmas, *lemma) == spelling->lemmas.end())
        spelling->lemmas.push_back(*lemma);
}

void TableContent::add_synonyms(std::string_view headword, const std::vector<std::string>& added) {
    const std::string key = dictionary_key(headword);
    if (key.empty() || key.size() > longest_text) return;
    for (const auto& one : added) {
        const std::string other = dictionary_key(one);
        if (other.empty() || other == key || one.size() > longest_text) continue;
        auto& list = synonyms[key];
        const auto same = std::ranges::find(list, one, &std::pair<std::string, std::uint32_t>::first);
        if (same == list.end())
            list.emplace_back(one, 1);
        else
            ++same->second;
    }
}

std::string write_table(const TableContent& content) {
    return Writer{content}.write();
}

}  // namespace acervo
