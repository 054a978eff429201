// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <utility>

#include "corpus/text.h"
#include "ingest/bibliographic/values.h"

namespace acervo {

namespace {

using Term = std::pair<std::string_view, std::string_view>;

/// Types of documents, folded and without spaces, hyphens and underscores.
constexpr std::array kinds = {
    // COAR resource types
    Term{"c_f744", "proceedings"},
    Term{"c_5794", "paper"},
    Term{"c_6670", "poster"},
    Term{"r60jj5bd", "presentation"},
    Term{"c_c94f", "paper"},
    Term{"c_6501", "paper"},
    Term{"c_2df8fbb1", "paper"},
    Term{"c_3248", "paper"},
    Term{"c_8042", "paper"},
    Term{"c_816b", "paper"},
    Term{"c_93fc", "report"},
    Term{"c_18ws", "report"},
    Term{"c_18gh", "report"},
    Term{"c_18hj", "report"},
    Term{"c_186u", "report"},
    Term{"c_8544", "presentation"},
    Term{"c_12ce", "recording"},
    Term{"c_18cc", "recording"},
    Term{"c_18cf", "other"},
    // article and paper
    Term{"article", "paper"},
    Term{"journalarticle", "paper"},
    Term{"articlejournal", "paper"},
    Term{"articlemagazine", "paper"},
    Term{"articlenewspaper", "paper"},
    Term{"researcharticle", "paper"},
    Term{"reviewarticle", "paper"},
    Term{"articulo", "paper"},
    Term{"artigo", "paper"},
    Term{"paper", "paper"},
    Term{"articuloderevista", "paper"},
    Term{"articulocientifico", "paper"},
    Term{"artigodeperiodico", "paper"},
    Term{"artigocientifico", "paper"},
    Term{"conferencepaper", "paper"},
    Term{"conferenceobject", "paper"},
    Term{"paperconference", "paper"},
    Term{"conferenceproceedingsarticle", "paper"},
    Term{"ponencia", "paper"},
    Term{"comunicacion", "paper"},
    Term{"comunicacao", "paper"},
    Term{"trabalhoapresentadoemevento", "paper"},
    Term{"trabajodecongreso", "paper"},
    Term{"documentodeconferencia", "paper"},
    Term{"objetodeconferencia", "paper"},
    Term{"objetodecongreso", "paper"},
    Term{"inproceedings", "paper"},
    Term{"workingpaper", "paper"},
    Term{"documentodetrabajo", "paper"},
    Term{"textoparadiscussao", "paper"},
    Term{"preprint", "paper"},
    Term{"bookpart", "paper"},
    Term{"bookchapter", "paper"},
    Term{"chapter", "paper"},
    Term{"bookitem", "paper"},
    Term{"capitulo", "paper"},
    Term{"capitulodelibro", "paper"},
    Term{"capitulodelivro", "paper"},
    Term{"review", "paper"},
    Term{"resena", "paper"},
    Term{"contributiontoperiodical", "paper"},
    Term{"academicjournal", "paper"},
    // proceedings
    Term{"proceedings", "proceedings"},
    Term{"conferenceproceedings", "proceedings"},
    Term{"conferencepublication", "proceedings"},
    Term{"actas", "proceedings"},
    Term{"anais", "proceedings"},
    Term{"actasdecongreso", "proceedings"},
    Term{"anaisdeevento", "proceedings"},
    Term{"memorias", "proceedings"},
    Term{"memoriadecongreso", "proceedings"},
    Term{"conferenceoutput", "proceedings"},
    // presentation
    Term{"presentation", "presentation"},
    Term{"presentacion", "presentation"},
    Term{"apresentacao", "presentation"},
    Term{"conferencepresentation", "presentation"},
    Term{"lecture", "presentation"},
    Term{"slides", "presentation"},
    Term{"speech", "presentation"},
    Term{"diapositivas", "presentation"},
    Term{"conferencia", "presentation"},
    Term{"palestra", "presentation"},
    // poster
    Term{"poster", "poster"},
    Term{"conferenceposter", "poster"},
    Term{"cartel", "poster"},
    // report
    Term{"report", "report"},
    Term{"technicalreport", "report"},
    Term{"techreport", "report"},
    Term{"informe", "report"},
    Term{"relatorio", "report"},
    Term{"informetecnico", "report"},
    Term{"relatoriotecnico", "report"},
    Term{"researchreport", "report"},
    Term{"projectdeliverable", "report"},
    Term{"reportpart", "report"},
    Term{"reporte", "report"},
    Term{"estudio", "report"},
    Term{"policyreport", "report"},
    // guide and programme
    Term{"guide", "guide"},
    Term{"manual", "guide"},
    Term{"guia", "guide"},
    Term{"handbook", "guide"},
    Term{"programme", "programme"},
    Term{"conferenceprogramme", "programme"},
    Term{"programa", "programme"},
    Term{"declaration", "declaration"},
    Term{"declaracion", "declaration"},
    Term{"declaracao", "declaration"},
    // practice
    Term{"goodpractice", "practice"},
    Term{"bestpractice", "practice"},
    Term{"buenapractica", "practice"},
    Term{"boapratica", "practice"},
    Term{"casestudy", "practice"},
    Term{"estudiodecaso", "practice"},
    Term{"estudodecaso", "practice"},
    // recording
    Term{"video", "recording"},
    Term{"videorecording", "recording"},
    Term{"sound", "recording"},
    Term{"soundrecording", "recording"},
    Term{"movingimage", "recording"},
    Term{"motionpicture", "recording"},
    Term{"soundrecordingnonmusical", "recording"},
    Term{"grabacion", "recording"},
    Term{"gravacao", "recording"},
    // the model has no kind of their own for these
    Term{"thesis", "other"},
    Term{"tesis", "other"},
    Term{"tese", "other"},
    Term{"dissertacao", "other"},
    Term{"masterthesis", "other"},
    Term{"doctoralthesis", "other"},
    Term{"bachelorthesis", "other"},
    Term{"phdthesis", "other"},
    Term{"mastersthesis", "other"},
    Term{"dissertation", "other"},
    Term{"book", "other"},
    Term{"libro", "other"},
    Term{"livro", "other"},
    Term{"dataset", "other"},
    Term{"software", "other"},
    Term{"image", "other"},
    Term{"map", "other"},
    Term{"cartographic", "other"},
    Term{"webpage", "other"},
    Term{"other", "other"},
    Term{"otro", "other"},
    Term{"outro", "other"},
    Term{"newspaper", "other"},
    Term{"periodical", "other"},
    Term{"legislation", "other"},
    Term{"patent", "other"},
};

/// Roles: MARC relator code, then its terms in English and what people write.
constexpr std::array roles = {
    Term{"aut", "author"},
    Term{"author", "author"},
    Term{"creator", "author"},
    Term{"cre", "author"},
    Term{"autor", "author"},
    Term{"autora", "author"},
    Term{"coautor", "author"},
    Term{"joint author", "author"},
    Term{"aui", "prologue"},
    Term{"prologo", "prologue"},
    Term{"prologuista", "prologue"},
    Term{"edt", "editor"},
    Term{"editor", "editor"},
    Term{"ed", "editor"},
    Term{"editora", "editor"},
    Term{"edc", "editor"},
    Term{"edm", "editor"},
    Term{"pbd", "editor"},
    Term{"editor of compilation", "editor"},
    Term{"com", "compiler"},
    Term{"compiler", "compiler"},
    Term{"comp", "compiler"},
    Term{"compilador", "compiler"},
    Term{"compiladora", "compiler"},
    Term{"org", "organizer"},
    Term{"orm", "organizer"},
    Term{"organizer", "organizer"},
    Term{"organizador", "organizer"},
    Term{"organizadora", "organizer"},
    Term{"originator", "organizer"},
    Term{"coord", "coordinator"},
    Term{"coordinator", "coordinator"},
    Term{"coordinador", "coordinator"},
    Term{"coordinadora", "coordinator"},
    Term{"coordenador", "coordinator"},
    Term{"coordenadora", "coordinator"},
    Term{"pdr", "coordinator"},
    Term{"project director", "coordinator"},
    Term{"trl", "translator"},
    Term{"translator", "translator"},
    Term{"trad", "translator"},
    Term{"traductor", "translator"},
    Term{"traductora", "translator"},
    Term{"tradutor", "translator"},
    Term{"tradutora", "translator"},
    Term{"ill", "illustrator"},
    Term{"illustrator", "illustrator"},
    Term{"ilustrador", "illustrator"},
    Term{"ths", "advisor"},
    Term{"advisor", "advisor"},
    Term{"thesis advisor", "advisor"},
    Term{"dgs", "advisor"},
    Term{"degree supervisor", "advisor"},
    Term{"director", "advisor"},
    Term{"directora", "advisor"},
    Term{"orientador", "advisor"},
    Term{"orientadora", "advisor"},
    Term{"tutor", "advisor"},
    Term{"spk", "presenter"},
    Term{"speaker", "presenter"},
    Term{"pre", "presenter"},
    Term{"presenter", "presenter"},
    Term{"ponente", "presenter"},
    Term{"palestrante", "presenter"},
    Term{"prs", "presenter"},
    Term{"spn", "sponsor"},
    Term{"sponsor", "sponsor"},
    Term{"funder", "sponsor"},
    Term{"fnd", "sponsor"},
    Term{"ctb", "contributor"},
    Term{"contributor", "contributor"},
    Term{"colaborador", "contributor"},
    Term{"colaboradora", "contributor"},
    Term{"mod", "moderator"},
    Term{"moderator", "moderator"},
    Term{"moderador", "moderator"},
    Term{"moderadora", "moderator"},
    Term{"pbl", "publisher"},
    Term{"publisher", "publisher"},
    Term{"isb", "issuing body"},
    Term{"his", "host institution"},
    Term{"oth", "other"},
    Term{"other", "other"},
    Term{"aft", "epilogue"},
    Term{"rev", "reviewer"},
    Term{"reviewer", "reviewer"},
    Term{"pht", "photographer"},
    Term{"photographer", "photographer"},
    Term{"fotografo", "photographer"},
    Term{"res", "researcher"},
    Term{"researcher", "researcher"},
    Term{"dis", "author"},
    Term{"dissertant", "author"},
};

std::string_view look_up(const auto& terms, std::string_view text) {
    const auto* const found = std::ranges::find(terms, text, &Term::first);
    return found == terms.end() ? std::string_view{} : found->second;
}

}  // namespace

std::string written_kind(std::string_view text) {
    std::string word = fold(squeeze(text.substr(0, 300)));
    // Addresses and paths: the last part counts ("http://purl.org/coar/resource_type/c_5794").
    if (const auto slash = word.find_last_of("/#"); slash != std::string::npos && word.find(' ') == std::string::npos)
        word.erase(0, slash + 1);
    if (word.starts_with("c_")) return std::string{look_up(kinds, word)};
    std::erase_if(word, [](char c) { return c == ' ' || c == '-' || c == '_' || c == '.'; });
    if (auto kind = look_up(kinds, word); !kind.empty()) return std::string{kind};
    for (const std::string_view plural : {"es", "s"}) {
        if (!word.ends_with(plural)) continue;
        const auto singular = std::string_view{word}.substr(0, word.size() - plural.size());
        if (auto kind = look_up(kinds, singular); !kind.empty()) return std::string{kind};
    }
    return {};
}

std::string written_role(std::string_view text) {
    std::string word = squeeze(clean(text.substr(0, 100)));
    if (const auto slash = word.rfind('/'); slash != std::string::npos && slash + 1 < word.size())
        word.erase(0, slash + 1);
    while (!word.empty() && (word.back() == '.' || word.back() == ',' || word.back() == ')')) word.pop_back();
    while (!word.empty() && word.front() == '(') word.erase(0, 1);
    const auto known = look_up(roles, fold(word));
    return known.empty() ? lower(word) : std::string{known};
}

bool is_creator_role(std::string_view role) {
    return role.empty() || role == "author" || role == "presenter";
}

std::string written_name(std::string_view text) {
    std::string name = squeeze(clean(text.substr(0, 1000)));
    // Dates of life: ", 1899-1986", ", 1950-", ", n. 1950".
    const auto comma = name.rfind(", ");
    if (comma != std::string::npos && comma > 0) {
        const auto rest = name.substr(comma + 2);
        const auto digits = std::ranges::count_if(rest, [](char c) { return c >= '0' && c <= '9'; });
        const bool dates = digits >= 4 && rest.find_first_not_of("0123456789-–. ?bdcnafl") == std::string::npos;
        if (dates) name.resize(comma);
    }
    while (!name.empty() && (name.back() == ',' || name.back() == ';' || name.back() == ':' || name.back() == '/' ||
                             name.back() == ' ')) {
        name.pop_back();
    }
    // A full stop at the end belongs to punctuation, unless it closes an initial ("Pérez, J.").
    if (name.size() > 3 && name.back() == '.' && name[name.size() - 3] != ' ' && name[name.size() - 3] != '.' &&
        name[name.size() - 3] != '-' && static_cast<unsigned char>(name[name.size() - 2]) < 0x80) {
        const auto last = name.find_last_of(" ,");
        const auto word = fold(name.substr(last == std::string::npos ? 0 : last + 1));
        if (word != "jr." && word != "sr." && word != "inc." && word != "ltda.") name.pop_back();
    }
    return name;
}

}  // namespace acervo
