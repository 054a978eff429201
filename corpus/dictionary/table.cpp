// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/dictionary/table.h"

#include <algorithm>
#include <cstring>

#include "corpus/error.h"
#include "corpus/text.h"

namespace acervo {

using namespace dictionary_format;

namespace {

constexpr std::uint32_t most_sections = 64;
constexpr std::uint32_t most_items = 256;  // of one list; those that are built are shorter
constexpr std::size_t most_words = 6;      // of a multiword entry

std::string name(const std::array<char, 4>& letters) {
    return {letters.data(), ::strnlen(letters.data(), letters.size())};
}

template <typename Value>
Value read(std::string_view bytes, std::size_t offset) {
    Value value{};
    std::memcpy(&value, bytes.data() + offset, sizeof value);
    return value;
}

Error damaged(const std::string& what) {
    return Error{Problem::broken, "not a dictionary table: " + what};
}

std::uint32_t tag_of(std::uint32_t item) {
    return item & ((1U << tag_bits) - 1);
}

}  // namespace

DictionaryTable::DictionaryTable(std::string_view bytes) : bytes_(bytes) {
    if (bytes.size() < sizeof(Header)) throw damaged("it is too short");
    const auto header = read<Header>(bytes, 0);
    if (header.magic != magic) throw damaged("it begins otherwise");
    if (header.version != version)
        throw Error{Problem::unsupported, "a dictionary table of version " + std::to_string(header.version) +
                                              "; this program reads version " + std::to_string(version)};
    if (header.size != bytes.size()) throw damaged("it has been cut or has grown");
    if (header.checksum != checksum(bytes.substr(sizeof header))) throw damaged("its content has changed");
    const std::size_t room = (bytes.size() - sizeof header) / sizeof(Section);
    if (header.sections > std::min<std::size_t>(room, most_sections)) throw damaged("too many sections");
    for (std::uint32_t i = 0; i < header.sections; ++i) {
        const auto named = read<Section>(bytes, sizeof header + i * sizeof(Section));
        const auto content = section(named);
        const std::string kind = name(named.kind);
        if (kind == "TEXT") texts_ = content;
        if (kind == "LIST") lists_ = content;
        if (kind == "FORM") forms_ = content;
        if (kind == "LEMM") lemmas_ = content;
        if (kind == "SYNO") synonyms_ = content;
        if (kind == "TRAN") translations_[name(named.language)] = content;
    }
}

std::string_view DictionaryTable::section(const Section& named) const {
    if (named.offset > bytes_.size() || named.size > bytes_.size() - named.offset)
        throw damaged("a section lies outside of it");
    return bytes_.substr(named.offset, named.size);
}

std::uint32_t DictionaryTable::number(std::string_view numbers, std::size_t index) {
    const std::size_t total = numbers.size() / sizeof(std::uint32_t);
    return index < total ? read<std::uint32_t>(numbers, index * sizeof(std::uint32_t)) : nothing;
}

DictionaryTable::Entry DictionaryTable::entry(std::string_view entries, std::size_t index) {
    return {number(entries, 2 * index), number(entries, 2 * index + 1)};
}

std::string_view DictionaryTable::text(std::uint32_t offset) const {
    if (offset >= texts_.size()) return {};
    return texts_.substr(offset + 1, static_cast<unsigned char>(texts_[offset]));
}

template <typename Visit>
void DictionaryTable::each_item(std::uint32_t list, Visit&& visit) const {
    if (list == nothing) return;
    const std::size_t total = lists_.size() / sizeof(std::uint32_t);
    if (list >= total) return;
    const std::size_t most = std::min<std::size_t>(total - list - 1, most_items);
    const std::size_t items = std::min<std::size_t>(number(lists_, list), most);
    for (std::size_t i = 1; i <= items; ++i) visit(number(lists_, list + i));
}

DictionaryTable::Form::Form(std::string_view typed) : key(dictionary_key(typed)), lowered(lower(typed)) {}

/// Visits the items of a form's list, the lemmas with whether the spelling that they belong to is the one typed.
template <typename Visit>
void DictionaryTable::each_form_item(std::uint32_t list, const Form& form, Visit&& visit) const {
    bool as_typed = form.lowered == form.key;
    each_item(list, [&](std::uint32_t item) {
        const auto kind = static_cast<Item>(tag_of(item));
        const auto number = item >> tag_bits;
        if (kind == Item::spelling) as_typed = form.lowered == text(number);
        if (kind == Item::unaccented) as_typed = form.lowered == form.key;
        visit(kind, number, as_typed);
    });
}

/// What is typed without accents may be any spelling; what is typed with some is that one, if there is one like it.
template <typename Visit>
void DictionaryTable::each_lemma(const Form& form, Visit&& visit) const {
    const auto list = find(forms_, form.key);
    if (!list) return;
    bool typed = false;
    each_form_item(*list, form, [&](Item kind, std::uint32_t lemma, bool as_typed) {
        if (kind != Item::lemma || !as_typed) return;
        typed = true;
        visit(lemma);
    });
    if (typed && form.lowered != form.key) return;
    each_form_item(*list, form, [&](Item kind, std::uint32_t lemma, bool as_typed) {
        if (kind == Item::lemma && !as_typed) visit(lemma);
    });
}

std::size_t DictionaryTable::lower_bound(std::string_view entries, std::string_view key) const {
    std::size_t low = 0, high = count(entries);
    while (low < high) {
        const std::size_t middle = low + (high - low) / 2;
        if (text(entry(entries, middle).text) < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

std::optional<std::uint32_t> DictionaryTable::find(std::string_view entries, std::string_view key) const {
    const std::size_t at = lower_bound(entries, key);
    if (at == count(entries)) return std::nullopt;
    const Entry found = entry(entries, at);
    if (text(found.text) != key) return std::nullopt;
    return found.list;
}

FormKnowledge DictionaryTable::knowledge(const Form& form) const {
    const auto list = find(forms_, form.key);
    if (!list) return {};
    FormKnowledge result{.known = true, .spelt = false, .doubted = false};
    bool others = false;
    each_form_item(*list, form, [&](Item kind, std::uint32_t number, bool as_typed) {
        others |= kind == Item::spelling;
        if (kind == Item::doubted) {
            result.known = number > 0;
            result.doubted = true;
        } else {
            result.spelt |= as_typed;
        }
    });
    result.spelt = result.known && (result.spelt || (!others && form.lowered == form.key));
    return result;
}

std::vector<Translation> DictionaryTable::translate(const Form& form, const std::string& to) const {
    std::vector<Translation> result;
    const auto lists = translations_.find(to);
    if (lists == translations_.end()) return result;
    each_lemma(form, [&](std::uint32_t lemma) {
        each_item(number(lists->second, lemma), [&](std::uint32_t item) {
            const auto tag = tag_of(item);
            const auto found = text(item >> tag_bits);
            if (found.empty() || tag > static_cast<std::uint32_t>(Translation::Origin::pivot)) return;
            const auto origin = static_cast<Translation::Origin>(tag);
            const auto same = std::ranges::find(result, found, &Translation::text);
            if (same == result.end())
                result.push_back({std::string{found}, origin});
            else
                same->origin = std::min(same->origin, origin);
        });
    });
    std::ranges::stable_sort(result, {}, &Translation::origin);
    return result;
}

std::vector<std::string> DictionaryTable::synonyms(const Form& form) const {
    std::vector<std::string> result;
    const auto take = [&](std::uint32_t list) {
        each_item(list, [&](std::uint32_t item) {
            const auto found = text(item);
            if (result.size() < most_synonyms && !found.empty() && std::ranges::find(result, found) == result.end())
                result.emplace_back(found);
        });
    };
    if (const auto list = find(synonyms_, form.key)) {
        take(*list);
        return result;
    }
    each_lemma(form, [&](std::uint32_t lemma) {
        const auto list = find(synonyms_, dictionary_key(text(number(lemmas_, lemma))));
        if (list) take(*list);
    });
    return result;
}

std::vector<std::string> DictionaryTable::lemmas(const Form& form) const {
    std::vector<std::string> result;
    each_lemma(form, [&](std::uint32_t lemma) {
        const auto found = text(number(lemmas_, lemma));
        if (!found.empty() && std::ranges::find(result, found) == result.end()) result.emplace_back(found);
    });
    return result;
}

std::size_t DictionaryTable::multiword(const std::vector<std::string>& words, std::size_t at) const {
    std::size_t longest = 0;
    std::string key;
    for (std::size_t length = 1; length <= most_words && length <= words.size() - at; ++length) {
        if (length > 1) key += ' ';
        key += words[at + length - 1];
        if (length == 1) continue;
        const std::size_t found = lower_bound(forms_, key);
        if (found == count(forms_)) break;
        const auto next = text(entry(forms_, found).text);
        if (next == key) longest = length;
        // Where no longer entry begins with these words, none begins with these and more.
        else if (!next.starts_with(key))
            break;
    }
    return longest;
}

}  // namespace acervo
