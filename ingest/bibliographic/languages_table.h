// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <string_view>

/// Languages that our collections and those they harvest are written in. Private to ingest/bibliographic.
namespace acervo {

struct KnownLanguage {
    std::string_view tag;            ///< BCP 47
    std::string_view terminology;    ///< ISO 639-2/T
    std::string_view bibliographic;  ///< ISO 639-2/B
    std::string_view names;          ///< folded, parted by "|": in English, in itself, in Spanish, in Portuguese
};

inline constexpr std::array known_languages = {
    KnownLanguage{"es", "spa", "spa", "spanish|espanol|espanhol|castellano|castelhano|castilian|spanish; castilian"},
    KnownLanguage{"pt", "por", "por", "portuguese|portugues"},
    KnownLanguage{"en", "eng", "eng", "english|ingles"},
    KnownLanguage{"ca", "cat", "cat", "catalan|catala|valencia|valenciano|catalao|catalan; valencian"},
    KnownLanguage{"gl", "glg", "glg", "galician|galego|gallego"},
    KnownLanguage{"eu", "eus", "baq", "basque|euskara|euskera|vasco|basco"},
    KnownLanguage{"fr", "fra", "fre", "french|francais|frances"},
    KnownLanguage{"it", "ita", "ita", "italian|italiano"},
    KnownLanguage{"de", "deu", "ger", "german|deutsch|aleman|alemao"},
    KnownLanguage{"oc", "oci", "oci", "occitan|occitano|aranes"},
    KnownLanguage{"ast", "ast", "ast", "asturian|asturianu|asturiano"},
    KnownLanguage{"an", "arg", "arg", "aragonese|aragones"},
    KnownLanguage{"mwl", "mwl", "mwl", "mirandese|mirandes"},
    KnownLanguage{"la", "lat", "lat", "latin|latina|latim"},
    KnownLanguage{"qu", "que", "que", "quechua|runasimi"},
    KnownLanguage{"gn", "grn", "grn", "guarani|avane'e"},
    KnownLanguage{"ay", "aym", "aym", "aymara|aimara"},
    KnownLanguage{"arn", "arn", "arn", "mapudungun|mapuche"},
    KnownLanguage{"nah", "nah", "nah", "nahuatl"},
    KnownLanguage{"yua", "yua", "yua", "yucatec maya|maya yucateco"},
    KnownLanguage{"ht", "hat", "hat", "haitian|kreyol ayisyen|haitian creole"},
    KnownLanguage{"nl", "nld", "dut", "dutch|nederlands|neerlandes|holandes"},
    KnownLanguage{"ru", "rus", "rus", "russian|русский|ruso|russo"},
    KnownLanguage{"zh", "zho", "chi", "chinese|中文|chino|chines"},
    KnownLanguage{"ja", "jpn", "jpn", "japanese|日本語|japones"},
    KnownLanguage{"ko", "kor", "kor", "korean|한국어|coreano"},
    KnownLanguage{"ar", "ara", "ara", "arabic|العربية|arabe"},
    KnownLanguage{"he", "heb", "heb", "hebrew|עברית|hebreo|hebraico"},
    KnownLanguage{"pl", "pol", "pol", "polish|polski|polaco|polones"},
    KnownLanguage{"cs", "ces", "cze", "czech|cestina|checo|tcheco"},
    KnownLanguage{"sk", "slk", "slo", "slovak|slovencina|eslovaco"},
    KnownLanguage{"sl", "slv", "slv", "slovenian|slovenscina|esloveno"},
    KnownLanguage{"hr", "hrv", "hrv", "croatian|hrvatski|croata"},
    KnownLanguage{"sr", "srp", "srp", "serbian|srpski|serbio|servio"},
    KnownLanguage{"hu", "hun", "hun", "hungarian|magyar|hungaro"},
    KnownLanguage{"ro", "ron", "rum", "romanian|romana|rumano|romeno"},
    KnownLanguage{"bg", "bul", "bul", "bulgarian|bulgaro"},
    KnownLanguage{"el", "ell", "gre", "greek|ελληνικα|griego|grego"},
    KnownLanguage{"tr", "tur", "tur", "turkish|turkce|turco"},
    KnownLanguage{"uk", "ukr", "ukr", "ukrainian|ucraniano"},
    KnownLanguage{"sv", "swe", "swe", "swedish|svenska|sueco"},
    KnownLanguage{"da", "dan", "dan", "danish|dansk|danes|dinamarques"},
    KnownLanguage{"no", "nor", "nor", "norwegian|norsk|noruego|noruegues"},
    KnownLanguage{"fi", "fin", "fin", "finnish|suomi|finlandes"},
    KnownLanguage{"et", "est", "est", "estonian|eesti|estonio"},
    KnownLanguage{"lv", "lav", "lav", "latvian|latviesu|leton"},
    KnownLanguage{"lt", "lit", "lit", "lithuanian|lietuviu|lituano"},
    KnownLanguage{"cy", "cym", "wel", "welsh|cymraeg|gales"},
    KnownLanguage{"ga", "gle", "gle", "irish|gaeilge|irlandes"},
    KnownLanguage{"is", "isl", "ice", "icelandic|islenska|islandes"},
    KnownLanguage{"sq", "sqi", "alb", "albanian|shqip|albanes"},
    KnownLanguage{"mk", "mkd", "mac", "macedonian|macedonio"},
    KnownLanguage{"hy", "hye", "arm", "armenian|armenio"},
    KnownLanguage{"ka", "kat", "geo", "georgian|georgiano"},
    KnownLanguage{"fa", "fas", "per", "persian|farsi|persa"},
    KnownLanguage{"hi", "hin", "hin", "hindi"},
    KnownLanguage{"id", "ind", "ind", "indonesian|bahasa indonesia|indonesio"},
    KnownLanguage{"ms", "msa", "may", "malay|malayo|malaio"},
    KnownLanguage{"vi", "vie", "vie", "vietnamese|tieng viet|vietnamita"},
    KnownLanguage{"th", "tha", "tha", "thai|tailandes"},
    KnownLanguage{"eo", "epo", "epo", "esperanto"},
    KnownLanguage{"sw", "swa", "swa", "swahili|suajili"},
    KnownLanguage{"bo", "bod", "tib", "tibetan|tibetano"},
    KnownLanguage{"my", "mya", "bur", "burmese|birmano|birmanes"},
    KnownLanguage{"mi", "mri", "mao", "maori"},
};

}  // namespace acervo
