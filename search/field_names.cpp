// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/field_names.h"

#include <array>
#include <utility>

#include "corpus/text.h"

namespace acervo {
namespace {

/// Folded names, the canonical one first in its line.
constexpr std::array names = {
    std::pair{"title", "title"},
    std::pair{"titulo", "title"},
    std::pair{"author", "author"},
    std::pair{"autor", "author"},
    std::pair{"autora", "author"},
    std::pair{"autores", "author"},
    std::pair{"autoria", "author"},
    std::pair{"theme", "theme"},
    std::pair{"tema", "theme"},
    std::pair{"axis", "axis"},
    std::pair{"eje", "axis"},
    std::pair{"eixo", "axis"},
    std::pair{"country", "country"},
    std::pair{"pais", "country"},
    std::pair{"place", "place"},
    std::pair{"lugar", "place"},
    std::pair{"municipio", "place"},
    std::pair{"ciudad", "place"},
    std::pair{"cidade", "place"},
    std::pair{"city", "place"},
    std::pair{"year", "year"},
    std::pair{"ano", "year"},
    std::pair{"kind", "kind"},
    std::pair{"tipo", "kind"},
    std::pair{"type", "kind"},
    std::pair{"doclang", "doclang"},
    std::pair{"idioma", "doclang"},
    std::pair{"lengua", "doclang"},
    std::pair{"lingua", "doclang"},
    std::pair{"language", "doclang"},
    std::pair{"event", "event"},
    std::pair{"evento", "event"},
    std::pair{"congreso", "event"},
    std::pair{"congresso", "event"},
    std::pair{"series", "series"},
    std::pair{"serie", "series"},
    std::pair{"sdg", "sdg"},
    std::pair{"ods", "sdg"},
    std::pair{"level", "level"},
    std::pair{"nivel", "level"},
    std::pair{"pop", "pop"},
    std::pair{"poblacion", "pop"},
    std::pair{"populacao", "pop"},
    std::pair{"population", "pop"},
    std::pair{"stage", "stage"},
    std::pair{"etapa", "stage"},
    std::pair{"fase", "stage"},
    std::pair{"evidence", "evidence"},
    std::pair{"evidencia", "evidence"},
    std::pair{"primary", "primary"},
    std::pair{"principal", "primary"},
    std::pair{"needs", "needs"},
    std::pair{"necesidad", "needs"},
    std::pair{"necessidade", "needs"},
    std::pair{"budget", "budget"},
    std::pair{"presupuesto", "budget"},
    std::pair{"orcamento", "budget"},
    std::pair{"adopted", "adopted"},
    std::pair{"adoptada", "adopted"},
    std::pair{"adotada", "adopted"},
    std::pair{"confirmed", "confirmed"},
    std::pair{"confirmada", "confirmed"},
    std::pair{"access", "access"},
    std::pair{"acceso", "access"},
    std::pair{"acesso", "access"},
};

}  // namespace

std::span<const std::pair<const char*, const char*>> field_names() {
    return names;
}

std::string_view field_named(std::string_view typed) {
    const auto folded = fold(typed);
    for (const auto& [name, canonical] : names)
        if (folded == name) return canonical;
    return {};
}

}  // namespace acervo
