// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/dictionary/thesaurus.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "corpus/error.h"
#include "corpus/text.h"

namespace acervo {
namespace {

/// Takes what stands before the separator from the text.
std::string_view take(std::string_view& text, char separator) {
    const auto end = std::min(text.find(separator), text.size());
    const auto result = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return result;
}

/// WordNet's remarks, as the English thesaurus has them: "firearm (generic term)", "peace (antonym)".
bool is_other_relation(std::string_view synonym) {
    constexpr std::array relations = {"(generic term)", "(related term)", "(antonym)"};
    return std::ranges::any_of(relations, [&](std::string_view one) { return synonym.ends_with(one); });
}

/// Without "(fig.)" and the like.
std::string without_brackets(std::string_view text) {
    std::string result;
    int depth = 0;
    for (const char byte : text) {
        if (byte == '(') ++depth;
        if (depth == 0) result += byte;
        if (byte == ')' && depth > 0) --depth;
    }
    return squeeze(result);
}

}  // namespace

void read_thesaurus(std::string_view bytes,
                    const std::function<void(const std::string&, const std::vector<std::string>&)>& visit) {
    std::string_view encoding = take(bytes, '\n');
    if (encoding.ends_with('\r')) encoding.remove_suffix(1);
    const auto is_name = [](char byte) {
        return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
               byte == '-' || byte == '_';
    };
    if (encoding.empty() || encoding.size() > 20 || !std::ranges::all_of(encoding, is_name))
        throw Error{Problem::bad_input, "the first line of a thesaurus names its encoding"};
    const std::string text = to_utf8(bytes, std::string{encoding});

    for (std::string_view rest = text; !rest.empty();) {
        auto line = take(rest, '\n');
        const std::string headword = squeeze(take(line, '|'));
        if (line.ends_with('\r')) line.remove_suffix(1);
        unsigned senses = 0;
        if (std::from_chars(line.data(), line.data() + line.size(), senses).ec != std::errc{}) continue;
        for (; senses > 0 && !rest.empty(); --senses) {
            auto sense = take(rest, '\n');
            take(sense, '|');  // the part of speech
            std::vector<std::string> synonyms;
            while (!sense.empty()) {
                const auto synonym = take(sense, '|');
                if (is_other_relation(squeeze(synonym))) continue;
                if (auto plain = without_brackets(synonym); !plain.empty()) synonyms.push_back(std::move(plain));
            }
            if (!headword.empty() && !synonyms.empty()) visit(headword, synonyms);
        }
    }
}

}  // namespace acervo
