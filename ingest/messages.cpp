// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/messages.h"

#include <algorithm>
#include <array>

#include "corpus/text.h"
#include "ingest/rules.h"

namespace acervo {

namespace {

constexpr Sentence unknown_rule{"", Severity::error, "{item}: {field}[ «{value}»][ ({hint})]. Revise el elemento.",
                                "{item}: {field}[ “{value}”][ ({hint})]. Revise o item.",
                                "{item}: {field}[ “{value}”][ ({hint})]. Check the item."};

std::string item_text(const std::string& path, int line, std::string_view language) {
    if (language == "es") return line ? "la línea " + std::to_string(line) + " de «" + path + "»" : "«" + path + "»";
    if (language == "pt") return line ? "a linha " + std::to_string(line) + " de “" + path + "”" : "“" + path + "”";
    return line ? "line " + std::to_string(line) + " of “" + path + "”" : "“" + path + "”";
}

std::string fill(std::string_view pattern, const std::array<std::pair<std::string_view, std::string_view>, 4>& values) {
    std::string text, passage;
    bool inside = false, whole = true;
    const auto out = [&]() -> std::string& { return inside ? passage : text; };
    for (std::size_t at = 0; at < pattern.size(); ++at) {
        const char c = pattern[at];
        if (c == '[') {
            inside = whole = true;
            passage.clear();
        } else if (c == ']') {
            inside = false;
            if (whole) text += passage;
        } else if (c == '{') {
            const auto end = pattern.find('}', at);
            const auto name = pattern.substr(at + 1, end - at - 1);
            const auto* const value =
                std::ranges::find(values, name, &std::pair<std::string_view, std::string_view>::first);
            if (value->second.empty()) whole = false;
            out() += value->second;
            at = end;
        } else {
            out() += c;
        }
    }
    return text;
}

/// Portuguese joins its prepositions with the article of item_text().
void contract(std::string& text) {
    for (const auto& [apart, joined] : {std::pair{"Em a linha", "Na linha"}, std::pair{"de a linha", "da linha"}}) {
        const auto at = text.find(apart);
        if (at != std::string::npos) text.replace(at, std::string_view{apart}.size(), joined);
    }
}

/// A sentence begins with a capital: only the articles of item_text() may stand in front in lower case.
void capitalize(std::string& text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
}

}  // namespace

LangMap message(const Finding& finding, const std::string& path, int line) {
    const Sentence* const known = find_sentence(finding.rule);
    const Sentence& sentence = known ? *known : unknown_rule;
    const std::string value = shorten(clean(finding.value), 160);
    const std::string& field = known ? finding.field : finding.rule;
    const auto in = [&](std::string_view language, std::string_view pattern) {
        const std::string item = item_text(path, line, language);
        std::string text =
            fill(pattern, {{{"item", item}, {"field", field}, {"value", value}, {"hint", finding.hint}}});
        capitalize(text);
        if (language == "pt") contract(text);
        return text;
    };
    return {{"es", in("es", sentence.es)}, {"pt", in("pt", sentence.pt)}, {"en", in("en", sentence.en)}};
}

void say(Item& item, const std::vector<Finding>& findings) {
    constexpr std::size_t most_remarks = 40;
    if (findings.empty()) return;
    const auto remark = [&](const Finding& finding) {
        return Remark{finding.rule, finding.field, finding.value, message(finding, item.path, item.line)};
    };
    const Remark first = remark(findings.front());
    item.rule = first.rule;
    item.field = first.field;
    item.value = first.value;
    item.message = first.message;
    item.others.clear();
    for (std::size_t i = 1; i < std::min(findings.size(), most_remarks); ++i)
        item.others.push_back(remark(findings[i]));
}

Severity severity(std::string_view rule) {
    const auto* const known = find_sentence(rule);
    return known ? known->severity : Severity::error;
}

std::string to_string(Severity severity) {
    return severity == Severity::error ? "error" : severity == Severity::warning ? "warning" : "note";
}

bool is_rule(std::string_view rule) {
    return find_sentence(rule) != nullptr;
}

}  // namespace acervo
