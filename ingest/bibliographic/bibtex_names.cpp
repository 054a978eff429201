// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "corpus/text.h"
#include "ingest/bibliographic/bibtex.h"

namespace acervo {

namespace {

constexpr std::size_t most_names = 2000;

/// Pieces of a text at depth 0 of its braces, cut by `cut`, which gives the length of the cut at a place or 0.
template <typename Cut>
std::vector<std::string> pieces_of(std::string_view text, Cut cut) {
    std::vector<std::string> pieces;
    std::string piece;
    std::size_t depth = 0;
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] == '\\' && at + 1 < text.size()) {
            piece += text.substr(at, 2);
            at += 2;
            continue;
        }
        if (text[at] == '{') ++depth;
        if (text[at] == '}' && depth > 0) --depth;
        const std::size_t length = depth == 0 ? cut(at) : 0;
        if (length > 0) {
            pieces.push_back(std::move(piece));
            piece.clear();
            at += length;
        } else {
            piece += text[at++];
        }
    }
    pieces.push_back(std::move(piece));
    return pieces;
}

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// Whether a word begins in lower case, as particles do ("de", "van", "{\'e}"): braces and commands are stepped over.
bool is_particle(std::string_view word) {
    if (word.starts_with('{') && !word.starts_with("{\\")) return false;  // braces protect it
    const auto text = latex_to_text(word);
    // Letters whose case is changed by lower() are capitals.
    const auto first = text.substr(0, static_cast<unsigned char>(text.empty() ? 'a' : text[0]) >= 0xC0 ? 2 : 1);
    return !first.empty() && (static_cast<unsigned char>(first[0]) >= 0x80 || (first[0] >= 'a' && first[0] <= 'z')) &&
           lower(first) == first;
}

std::string joined_words(const std::vector<std::string>& all, std::size_t begin, std::size_t end) {
    std::string text;
    for (std::size_t i = begin; i < end; ++i) text += (text.empty() ? "" : " ") + all[i];
    return latex_to_text(text);
}

/// "First von Last" -> "von Last, First".
std::string family_first(const std::vector<std::string>& all) {
    if (all.size() < 2) return joined_words(all, 0, all.size());
    std::size_t family = all.size() - 1;
    for (std::size_t i = 1; i + 1 < all.size(); ++i) {
        if (!is_particle(all[i])) continue;
        family = i;
        break;
    }
    if (is_particle(all.front())) return joined_words(all, 0, all.size());  // "de la Cruz": no given name
    return joined_words(all, family, all.size()) + ", " + joined_words(all, 0, family);
}

Agent agent_of(const std::string& written) {
    Agent agent;
    const std::string name = squeeze(written);
    const bool braced = name.size() > 2 && name.front() == '{' && name.back() == '}' && name[1] != '\\' &&
                        name.find('}') == name.size() - 1;
    if (braced) {
        agent.name = latex_to_text(name);
        // "{Banco Mundial}" is an institution, "{Sócrates}" may be anybody.
        agent.organization = agent.name.find(' ') != std::string::npos && agent.name.find(',') == std::string::npos;
        return agent;
    }
    auto parts = pieces_of(name, [&](std::size_t at) { return name[at] == ',' ? 1U : 0U; });
    std::erase_if(parts, [](const std::string& part) { return squeeze(part).empty(); });
    if (parts.empty()) return agent;
    if (parts.size() == 1) {
        auto all = pieces_of(parts[0],
                             [&](std::size_t at) { return is_blank(parts[0][at]) || parts[0][at] == '~' ? 1U : 0U; });
        std::erase_if(all, [](const std::string& word) { return word.empty(); });
        agent.name = family_first(all);
    } else if (parts.size() == 2) {
        agent.name = latex_to_text(parts[0]) + ", " + latex_to_text(parts[1]);
    } else {  // "von Last, Jr, First"
        agent.name = latex_to_text(parts[0]) + " " + latex_to_text(parts[1]) + ", " + latex_to_text(parts[2]);
    }
    return agent;
}

}  // namespace

std::vector<Agent> bibtex_names(std::string_view names) {
    const auto is_and = [&](std::size_t at) -> std::size_t {
        if (at + 5 > names.size() || !is_blank(names[at]) || names.substr(at + 1, 3) != "and" ||
            !is_blank(names[at + 4]))
            return 0;
        return 4;  // the blank behind may stand before the next one
    };
    std::vector<Agent> agents;
    for (const auto& piece : pieces_of(names, is_and)) {
        auto agent = agent_of(piece);
        if (agent.name.empty() || fold(agent.name) == "others" || agents.size() >= most_names) continue;
        agents.push_back(std::move(agent));
    }
    return agents;
}

}  // namespace acervo
