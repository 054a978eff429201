// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/peers/words.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <numbers>
#include <set>
#include <stdexcept>
#include <unordered_map>
#include <unordered_set>

#include "corpus/analysis.h"
#include "tests/bench/peers/corpus.h"

namespace acervo::bench {

namespace {

constexpr std::size_t most_words = 60'000;
constexpr std::size_t first_everyday = 25, everyday_step = 23;  // ranks after the stop words

struct List {
    const char *language, *file, *package, *stop_words;
};
constexpr List lists[] = {
    {"es", "spanish", "wspanish",
     "de la que el en y a los del las un por con no una su para es al lo como más pero sus le ya o este sí porque esta "
     "entre cuando muy sin sobre también me hasta hay donde quien desde todo nos durante"},
    {"en", "american-english", "wamerican",
     "the of and to in a is that it was for on are with as be this by at from or have an they which one had not but "
     "what all were when we there can said their has more will would about so into could other than then these"},
    {"pt", "brazilian", "wbrazilian",
     "de a o que e do da em um para com não uma os no na por mais as dos como mas foi ao ele das tem seu sua ou ser "
     "quando muito nos já está eu também só pelo pela até isso ela entre era depois sem mesmo aos ter"},
};

/// The everyday words of local government: Spanish, English, Portuguese of one concept a line.
constexpr const char* concepts[][3] = {
    {"gestión", "management", "gestão"},
    {"residuos", "waste", "resíduos"},
    {"presupuesto", "budget", "orçamento"},
    {"vivienda", "housing", "habitação"},
    {"agua", "water", "água"},
    {"transporte", "transport", "transporte"},
    {"salud", "health", "saúde"},
    {"educación", "education", "educação"},
    {"seguridad", "security", "segurança"},
    {"participación", "participation", "participação"},
    {"ciudadanía", "citizenship", "cidadania"},
    {"alcalde", "mayor", "prefeito"},
    {"municipio", "municipality", "município"},
    {"barrio", "neighbourhood", "bairro"},
    {"calle", "street", "rua"},
    {"impuesto", "tax", "imposto"},
    {"empleo", "employment", "emprego"},
    {"mujeres", "women", "mulheres"},
    {"jóvenes", "youth", "jovens"},
    {"infancia", "childhood", "infância"},
    {"clima", "climate", "clima"},
    {"energía", "energy", "energia"},
    {"parque", "park", "parque"},
    {"basura", "garbage", "lixo"},
    {"reciclaje", "recycling", "reciclagem"},
    {"transparencia", "transparency", "transparência"},
    {"corrupción", "corruption", "corrupção"},
    {"innovación", "innovation", "inovação"},
    {"tecnología", "technology", "tecnologia"},
    {"datos", "data", "dados"},
    {"gobierno", "government", "governo"},
    {"servicio", "service", "serviço"},
    {"público", "public", "público"},
    {"desarrollo", "development", "desenvolvimento"},
    {"pobreza", "poverty", "pobreza"},
    {"turismo", "tourism", "turismo"},
    {"cultura", "culture", "cultura"},
    {"biblioteca", "library", "biblioteca"},
    {"escuela", "school", "escola"},
    {"hospital", "hospital", "hospital"},
    {"mercado", "market", "mercado"},
    {"alimentos", "food", "alimentos"},
    {"agricultura", "agriculture", "agricultura"},
    {"bosque", "forest", "floresta"},
    {"río", "river", "rio"},
    {"costa", "coast", "costa"},
    {"inundación", "flood", "inundação"},
    {"riesgo", "risk", "risco"},
    {"emergencia", "emergency", "emergência"},
    {"migración", "migration", "migração"},
    {"bicicleta", "bicycle", "bicicleta"},
    {"planificación", "planning", "planejamento"},
    {"territorio", "territory", "território"},
    {"metrópoli", "metropolis", "metrópole"},
    {"cooperación", "cooperation", "cooperação"},
    {"evaluación", "evaluation", "avaliação"},
    {"política", "policy", "política"},
    {"ley", "law", "lei"},
    {"concejo", "council", "câmara"},
    {"elección", "election", "eleição"},
    {"contrato", "contract", "contrato"},
    {"deuda", "debt", "dívida"},
    {"inversión", "investment", "investimento"},
    {"vejez", "ageing", "envelhecimento"},
    {"discapacidad", "disability", "deficiência"},
    {"saneamiento", "sanitation", "saneamento"},
    {"contaminación", "pollution", "poluição"},
    {"ruido", "noise", "ruído"},
    {"patrimonio", "heritage", "patrimônio"},
    {"deporte", "sport", "esporte"},
    {"red", "network", "rede"},
    {"aprendizaje", "learning", "aprendizagem"},
    {"comunidad", "community", "comunidade"},
    {"igualdad", "equality", "igualdade"},
    {"violencia", "violence", "violência"},
    {"policía", "police", "polícia"},
    {"movilidad", "mobility", "mobilidade"},
    {"suelo", "land", "solo"},
    {"ciudad", "city", "cidade"},
    {"pueblo", "town", "povo"},
};

/// Lower-case Latin letters, 3 to 14 of them.
bool is_plain(std::string_view word) {
    int letters = 0;
    for (std::size_t i = 0; i < word.size(); ++i, ++letters) {
        const auto byte = static_cast<unsigned char>(word[i]);
        if (byte >= 'a' && byte <= 'z') continue;
        if (byte != 0xC3 || ++i == word.size()) return false;
        const auto second = static_cast<unsigned char>(word[i]);
        if (second < 0x9F || second == 0xB7) return false;  // capitals, and the sign of division
    }
    return letters >= 3 && letters <= 14;
}

}  // namespace

std::uint64_t Random::next() {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
    return mixed ^ (mixed >> 31U);
}

double Random::unit() {
    return static_cast<double>(next() >> 11U) / 9007199254740992.0;
}

std::uint32_t Random::below(std::uint32_t bound) {
    return static_cast<std::uint32_t>(((next() >> 32U) * bound) >> 32U);
}

double Random::normal() {
    const double first = std::max(unit(), 1e-300);
    return std::sqrt(-2 * std::log(first)) * std::cos(2 * std::numbers::pi * unit());
}

Zipf::Zipf(std::size_t ranks, double exponent, double shift) : up_to_(ranks) {
    double sum = 0;
    for (std::size_t i = 0; i < ranks; ++i) up_to_[i] = sum += std::pow(static_cast<double>(i) + 1 + shift, -exponent);
    for (double& value : up_to_) value /= sum;
}

std::size_t Zipf::pick(Random& random) const {
    const auto at = std::ranges::lower_bound(up_to_, random.unit()) - up_to_.begin();
    return std::min(static_cast<std::size_t>(at), up_to_.size() - 1);
}

std::uint32_t spread_rank(Random& random, std::uint32_t ranks) {
    return static_cast<std::uint32_t>(20 * std::pow((ranks + 20) / 20.0, random.unit())) - 20;
}

Words load_words(const std::string& language) {
    const auto column = static_cast<std::size_t>(std::ranges::find(languages, language) - languages.begin());
    const List& list = *std::ranges::find(lists, language, &List::language);
    const std::string path = std::string{"/usr/share/dict/"} + list.file;
    std::ifstream file{path};
    if (!file) throw std::runtime_error(path + " is missing: install " + list.package);

    Words words{.language = language, .by_rank = split(list.stop_words, ' ')};
    words.stop_words = words.by_rank.size();
    std::unordered_set<std::string> known{words.by_rank.begin(), words.by_rank.end()};
    for (const auto& row : concepts) known.insert(row[column]);
    std::vector<std::string> rest;
    for (std::string word; std::getline(file, word);) {
        if (is_plain(word) && known.insert(word).second) rest.push_back(word);
    }
    Random random{1000 + column};
    for (std::size_t i = rest.size(); i > 1; --i) {
        std::swap(rest[i - 1], rest[random.below(static_cast<std::uint32_t>(i))]);
    }
    rest.resize(std::min(rest.size(), most_words));
    std::size_t next = 0;
    for (std::size_t i = 0; i < rest.size(); ++i) {
        if (next < std::size(concepts) && i == first_everyday + next * everyday_step) {
            words.everyday.push_back(static_cast<std::uint32_t>(words.by_rank.size()));
            words.by_rank.emplace_back(concepts[next++][column]);
        }
        words.by_rank.push_back(std::move(rest[i]));
    }
    return words;
}

std::vector<std::vector<bool>> unambiguous(const std::vector<Words>& all) {
    std::unordered_map<std::string, int> in_languages;
    for (const Words& words : all) {
        for (const std::string& word : words.by_rank) ++in_languages[word];
    }
    std::vector<std::vector<bool>> result;
    for (const Words& words : all) {
        std::unordered_map<std::string, int> owners;
        std::vector<std::set<std::string>> shapes;
        for (const std::string& word : words.by_rank) {
            const Forms made = forms(word, words.language);
            std::set<std::string> shape{"f" + made.folded, "s" + made.stem};
            if (!made.stem_accented.empty()) shape.insert("s" + made.stem_accented);
            for (const std::string& one : shape) ++owners[one];
            shapes.push_back(std::move(shape));
        }
        std::vector<bool> alone(words.by_rank.size());
        for (std::size_t i = words.stop_words; i < alone.size(); ++i) {
            const bool own = std::ranges::all_of(shapes[i], [&](const std::string& one) { return owners[one] == 1; });
            alone[i] = own && in_languages[words.by_rank[i]] == 1 && !is_stop_word(words.by_rank[i], words.language);
        }
        for (const std::uint32_t rank : words.everyday) alone[rank] = false;  // a thesaurus may widen them
        result.push_back(std::move(alone));
    }
    return result;
}

}  // namespace acervo::bench
