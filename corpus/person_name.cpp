// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/person_name.h"

#include <algorithm>
#include <span>
#include <string_view>
#include <vector>

#include "corpus/letter_case.h"
#include "corpus/person_name_words.h"
#include "corpus/text.h"

namespace acervo {
namespace {

using Words = std::vector<std::string>;

enum class Custom { spanish, portuguese, other };

bool is_one_of(std::string_view word, const auto& list) {
    return std::ranges::find(list, word) != list.end();
}

Words split(std::string_view text) {
    Words all;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find(' ', at), text.size());
        if (end > at) all.emplace_back(text.substr(at, end - at));
        at = end + 1;
    }
    return all;
}

std::string joined(std::span<const std::string> all) {
    std::string text;
    for (const auto& word : all) text += (text.empty() ? "" : " ") + word;
    return text;
}

/// Written small, as between a given name and a surname.
bool is_particle(const std::string& word) {
    return word[0] >= 'a' && word[0] <= 'z' && is_one_of(word, particles);
}

/// "y" and "i" join two surnames, "e" does in Portuguese.
bool is_conjunction(std::string_view word) {
    return word == "y" || word == "i" || word == "e";
}

bool is_initial(const std::string& word) {
    const auto letter = first_letter(word);
    return !letter.empty() && (word == letter || word == letter + ".");
}

/// "GARCÍA": two letters at least and none of them small.
bool in_capitals(const std::string& word) {
    return word.find('.') == std::string::npos && word.size() > first_letter(word).size() && upper(word) == word &&
           lower(word) != word && !is_one_of(fold(word), suffixes);
}

std::string without_stop(const std::string& word) {
    auto folded = fold(word);
    if (folded.ends_with('.')) folded.pop_back();
    return folded;
}

Custom custom_of(const Agent& agent, const Words& all, std::string_view language) {
    constexpr auto lusophone = std::to_array<std::string_view>({"BR", "PT", "AO", "MZ", "CV", "GW", "ST", "TL"});
    constexpr auto hispanic =
        std::to_array<std::string_view>({"ES", "MX", "GT", "HN", "SV", "NI", "CR", "PA", "CU", "DO", "PR",
                                         "CO", "VE", "EC", "PE", "BO", "CL", "AR", "UY", "PY", "AD"});
    if (is_one_of(agent.country, lusophone)) return Custom::portuguese;
    if (is_one_of(agent.country, hispanic)) return Custom::spanish;
    bool spanish = false, portuguese = false, ends_in_ez = false;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto& word = all[i];
        const auto folded = without_stop(word), small = lower(word);
        const bool tilde = small.find("ã") != std::string::npos || small.find("õ") != std::string::npos;
        portuguese |= tilde || (i > 0 && is_one_of(word, only_portuguese)) || is_one_of(folded, portuguese_given);
        portuguese |= i > 1 && i + 1 == all.size() && is_one_of(folded, kinships) && folded != "junior";
        spanish |= small.find("ñ") != std::string::npos || (i > 0 && is_one_of(word, only_spanish));
        spanish |= i > 0 && word == "de" && i + 1 < all.size() && is_one_of(all[i + 1], articles);
        ends_in_ez |= i > 0 && folded.size() > 3 && folded.ends_with("ez");
    }
    if (portuguese != spanish) return portuguese ? Custom::portuguese : Custom::spanish;
    const auto primary = language.substr(0, language.find('-'));
    if (primary == "pt") return Custom::portuguese;
    constexpr auto neighbours = std::to_array<std::string_view>({"es", "ca", "gl", "eu", "ast", "an"});
    if (is_one_of(primary, neighbours)) return Custom::spanish;
    return ends_in_ez ? Custom::spanish : Custom::other;
}

/// Surnames in words that begin with one; what "de" or "y" joins to the one before counts with it.
std::size_t surnames(std::span<const std::string> all) {
    std::size_t count = 0;
    bool joins = true;  // whether the next word belongs to the surname that stands
    for (const auto& word : all) {
        const bool small = is_particle(word) || is_conjunction(word);
        if (!small && (!joins || count == 0)) ++count;
        joins = small;
    }
    return count;
}

/// Where the surnames of a name in Spanish begin.
std::size_t spanish_family(const Words& all) {
    std::size_t at = 1;
    while (at + 1 < all.size()) {
        if (is_conjunction(all[at + 1])) break;  // "Ramón y Cajal"
        if (is_initial(all[at]) || is_one_of(fold(all[at]), given_names)) {
            ++at;
            continue;
        }
        auto after = at;
        while (after < all.size() && is_particle(all[after])) ++after;
        if (after == at || after + 1 >= all.size() || !is_one_of(fold(all[after]), devotions)) break;
        at = after + 1;
    }
    while (at + 1 < all.size() && !is_particle(all[at]) && surnames(std::span{all}.subspan(at)) > 2) ++at;
    return at;
}

/// Where the surname of a name in Portuguese begins, particles not counted.
std::size_t portuguese_family(const Words& all) {
    const auto last = all.size() - 1;
    if (last < 2) return last;
    const auto before = fold(all[last - 1]);
    const bool saint = before == "santa" || before == "sao" || before == "santo";
    return saint || is_one_of(before + " " + fold(all[last]), compounds) ? last - 1 : last;
}

/// Takes the particles in front of a surname away from it, but for an article that stands alone (Las Heras).
std::string taken_particles(Words& family) {
    std::size_t count = 0;
    while (count + 1 < family.size() && is_particle(family[count])) ++count;
    if (count == 1 && is_one_of(family[0], articles)) return {};
    const auto taken = joined(std::span{family}.first(count));
    family.erase(family.begin(), family.begin() + static_cast<std::ptrdiff_t>(count));
    return taken;
}

/// "Silva Júnior, José da", "Brown, James, Jr."
PersonName from_inverted(const Words& pieces, Custom custom) {
    PersonName name;
    auto family = split(pieces[0]), given = split(pieces[1]);
    if (custom != Custom::other) {
        name.particle = taken_particles(family);
    } else if (family.size() > 1 && is_one_of(without_stop(family.back()), suffixes)) {  // "Brown Jr., James"
        name.suffix = family.back();
        family.pop_back();
    }
    Words behind;
    while (given.size() > 1 && (is_particle(given.back()) || is_conjunction(given.back()))) {
        behind.insert(behind.begin(), given.back());
        given.pop_back();
    }
    if (!behind.empty()) name.particle = joined(behind);
    name.family = joined(family);
    name.given = joined(given);
    if (pieces.size() > 2) {
        if (custom == Custom::other) {
            name.suffix = pieces[2];
        } else {
            name.family += " " + pieces[2];
        }
    }
    return name;
}

PersonName from_order(Words all, Custom custom) {
    PersonName name;
    std::string kin;  // Júnior, Filho, Jr.
    if (all.size() > 2) {
        const auto last = without_stop(all.back());
        const bool portuguese = custom == Custom::portuguese && is_one_of(last, kinships);
        if (portuguese || is_one_of(last, suffixes)) {
            kin = all.back();
            all.pop_back();
            if (all.back().ends_with(',')) all.back().pop_back();
        }
    }
    if (all.size() == 1) {
        name.family = all.front();
    } else {
        std::size_t at = custom == Custom::spanish      ? spanish_family(all)
                         : custom == Custom::portuguese ? portuguese_family(all)
                                                        : all.size() - 1;
        if (custom != Custom::spanish)
            while (at > 1 &&
                   (is_particle(all[at - 1]) || (custom == Custom::portuguese && is_conjunction(all[at - 1]))))
                --at;
        Words family{all.begin() + static_cast<std::ptrdiff_t>(at), all.end()};
        if (custom == Custom::portuguese && is_conjunction(family.front()) && family.size() > 1) {
            name.particle = family.front();
            family.erase(family.begin());
        } else if (custom != Custom::other) {
            name.particle = taken_particles(family);
        }
        name.family = joined(family);
        name.given = joined(std::span{all}.first(at));
    }
    if (kin.empty()) return name;
    if (custom == Custom::other) {
        name.suffix = kin;
    } else {
        name.family += " " + kin;
    }
    return name;
}

/// "José GARCÍA PÉREZ", "GARCÍA PÉREZ José": inverted, with small letters; all in capitals: small letters alone.
std::string with_small_letters(const std::string& written) {
    auto all = split(written);
    const auto is_open = [](const std::string& word) { return !is_initial(word) && !is_particle(word); };
    const auto loud = static_cast<std::size_t>(std::ranges::count_if(all, in_capitals));
    if (loud == 0) return written;
    const bool shouted =
        std::ranges::none_of(all, [&](const auto& word) { return is_open(word) && !in_capitals(word); });
    const auto first = static_cast<std::size_t>(std::ranges::find_if(all, in_capitals) - all.begin());
    auto last = all.size();
    while (!in_capitals(all[last - 1])) --last;
    for (auto& word : all) {
        if (!in_capitals(word)) continue;
        const auto small = lower(word);
        word = is_one_of(small, particles) || is_conjunction(small) ? small : capitalized(word);
    }
    const auto text = joined(all);
    if (shouted || written.find(',') != std::string::npos) return text;
    if (last == all.size()) return joined(std::span{all}.subspan(first)) + ", " + joined(std::span{all}.first(first));
    if (first == 0) return joined(std::span{all}.first(last)) + ", " + joined(std::span{all}.subspan(last));
    return text;
}

}  // namespace

std::string PersonName::in_order() const {
    std::string text = given;
    for (const auto* part : {&particle, &family, &suffix})
        if (!part->empty()) text += (text.empty() ? "" : " ") + *part;
    return text;
}

std::string PersonName::inverted() const {
    std::string text = family;
    if (!given.empty()) text += ", " + given;
    if (!particle.empty()) text += (given.empty() ? ", " : " ") + particle;
    return suffix.empty() ? text : text + ", " + suffix;
}

std::string PersonName::initials() const {
    std::string text;
    for (const auto& word : split(given)) {
        text += text.empty() ? "" : " ";
        if (is_particle(word) || is_conjunction(word)) {
            text += word;
            continue;
        }
        for (std::size_t at = 0; at < word.size();) {
            const auto letter = first_letter(std::string_view{word}.substr(at));
            if (!letter.empty()) {
                if (at > 0) text += word[at - 1] == '-' ? "-" : " ";
                text += upper(letter) + ".";
            }
            // "J.C." is two initials, "Jean-Pierre" too.
            const auto next = word.find_first_of("-.", at);
            if (next == std::string::npos) break;
            at = next + 1;
        }
    }
    return text;
}

PersonName person_name(const Agent& agent, const std::string& language) {
    const auto written = squeeze(agent.name);
    // Where nobody said that it is a body: lists of authors that a machine read do not.
    const bool body = agent.organization || is_one_of(fold(written.substr(0, written.find(' '))), bodies);
    if (body) return {.family = written, .organization = true};
    const auto name = with_small_letters(written);
    const auto custom = custom_of(agent, split(name), language);
    Words pieces;
    for (std::size_t at = 0; at <= name.size();) {
        const auto end = std::min(name.find(',', at), name.size());
        if (auto piece = squeeze(std::string_view{name}.substr(at, end - at)); !piece.empty())
            pieces.push_back(std::move(piece));
        at = end + 1;
    }
    if (pieces.empty()) return {.family = written};
    if (pieces.size() == 1) return from_order(split(pieces[0]), custom);
    // "James Brown, Jr."
    if (pieces.size() == 2 && is_one_of(without_stop(pieces[1]), suffixes))
        return from_order(split(pieces[0] + ", " + pieces[1]), custom);
    return from_inverted(pieces, custom);
}

}  // namespace acervo
