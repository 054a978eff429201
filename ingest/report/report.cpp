// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/report/report.h"

#include <sstream>

#include "corpus/error.h"
#include "ingest/messages.h"
#include "ingest/report/writers.h"

namespace acervo {
namespace reporting {
namespace {

constexpr std::array languages = {
    Words{"es",
          "Lote",
          "Estado",
          "Elementos",
          "creados",
          "actualizados",
          "sin cambios",
          "rechazados",
          "omitidos",
          "Rechazados",
          "Omitidos",
          "Con avisos",
          "No se rechazó ningún elemento.",
          "Informe del lote",
          "todos",
          "Archivo y línea",
          "Resultado",
          "Registro",
          "Regla",
          "Campo",
          "Valor",
          "Qué pasa y qué hacer",
          "Plan: nada se ha escrito todavía."},
    Words{"pt",
          "Lote",
          "Estado",
          "Itens",
          "criados",
          "atualizados",
          "sem mudanças",
          "rejeitados",
          "ignorados",
          "Rejeitados",
          "Ignorados",
          "Com avisos",
          "Nenhum item foi rejeitado.",
          "Relatório do lote",
          "todos",
          "Arquivo e linha",
          "Resultado",
          "Registro",
          "Regra",
          "Campo",
          "Valor",
          "O que há e o que fazer",
          "Plano: nada foi gravado ainda."},
    Words{"en",
          "Batch",
          "State",
          "Items",
          "created",
          "updated",
          "unchanged",
          "rejected",
          "skipped",
          "Rejected",
          "Skipped",
          "With notices",
          "No item was rejected.",
          "Report of the batch",
          "all",
          "File and line",
          "Outcome",
          "Record",
          "Rule",
          "Field",
          "Value",
          "What it is and what to do",
          "Plan: nothing has been written yet."},
};

}  // namespace

const char* Words::of(Outcome which) const {
    switch (which) {
        case Outcome::created:
            return created;
        case Outcome::updated:
            return updated;
        case Outcome::unchanged:
            return unchanged;
        case Outcome::rejected:
            return rejected;
        case Outcome::skipped:
            break;
    }
    return skipped;
}

const Words& words_of(const std::string& language) {
    for (const auto& words : languages) {
        if (language.substr(0, 2) == words.language) return words;
    }
    return languages.back();
}

std::int64_t total(const Batch& batch, Outcome outcome) {
    const auto at = batch.totals.find(to_string(outcome));
    return at == batch.totals.end() ? 0 : at->second;
}

std::vector<Remark> remarks_of(const Item& item) {
    std::vector<Remark> remarks;
    if (item.rule.empty()) return remarks;
    remarks.push_back({item.rule, item.field, item.value, item.message});
    remarks.insert(remarks.end(), item.others.begin(), item.others.end());
    return remarks;
}

std::string severity_of(const Item& item, const Remark& remark) {
    const Severity severity = acervo::severity(remark.rule);
    // What was taken in nevertheless was not kept out by an error.
    const bool kept_out = item.outcome == Outcome::rejected;
    return to_string(severity == Severity::error && !kept_out ? Severity::warning : severity);
}

bool is_container(const Item& item) {
    return item.rule == "manifest" || item.rule == "archive" || item.rule == "manifest-file";
}

}  // namespace reporting

void write_report(std::ostream& out, const Batch& batch, const EachItem& items, ReportFormat format,
                  const std::string& language) {
    switch (format) {
        case ReportFormat::json:
            return reporting::write_json(out, batch, items);
        case ReportFormat::csv:
            return reporting::write_csv(out, items, language);
        case ReportFormat::html:
            return reporting::write_html(out, batch, items, language);
        case ReportFormat::text:
            break;
    }
    reporting::write_text(out, batch, items, language);
}

std::string report(const Batch& batch, const std::vector<Item>& items, ReportFormat format,
                   const std::string& language) {
    std::ostringstream out;
    const EachItem each = [&](const std::function<void(const Item&)>& visit) {
        for (const Item& item : items) visit(item);
    };
    write_report(out, batch, each, format, language);
    return std::move(out).str();
}

EachItem items_of(const Catalogue& catalogue, const std::string& batch) {
    return [&catalogue, batch](const std::function<void(const Item&)>& visit) {
        catalogue.each_item(batch, 0, [&](const Item& item) {
            visit(item);
            return true;
        });
    };
}

ReportFormat report_format(const std::string& name) {
    if (name == "text") return ReportFormat::text;
    if (name == "json") return ReportFormat::json;
    if (name == "csv") return ReportFormat::csv;
    if (name == "html") return ReportFormat::html;
    throw Error(Problem::bad_input, "\"" + name + "\" is not a format of a report")
        .with_hint("Use text, json, csv or html.");
}

}  // namespace acervo
