// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/manifest.h"

#include <algorithm>
#include <sstream>

#include "corpus/error.h"
#include "corpus/record_json.h"
#include "corpus/text.h"
#include "ingest/rows.h"

namespace acervo {

using nlohmann::json;

namespace {

constexpr std::size_t longest_row = 32U << 20;  // bytes
constexpr int lines_to_look_at = 5;
constexpr int deepest = 64;  // levels of nesting of a row; the model has five

bool is_blank(const std::string& text) {
    return text.find_first_not_of(" \t\r") == std::string::npos;
}

bool has_record_line(std::istream& in) {
    LineReader lines(in, longest_row);
    TextLine line;
    for (int looked = 0; looked < lines_to_look_at && lines.next(line);) {
        if (line.too_long || is_blank(line.text)) continue;
        ++looked;
        const json object = json::parse(line.text, nullptr, /*allow_exceptions=*/false);
        if (object.is_object() && (object.contains("source_key") || object.contains("title"))) return true;
    }
    return false;
}

/// record_from_json() says "cost.setup: expected a number, got "dear"" of a wrong type.
Finding finding_of(const Error& error) {
    Finding finding{error.code().empty() ? "type" : error.code(), "", "", ""};
    const std::string text = error.what();
    const auto colon = text.find(": expected "), comma = text.find(", got ");
    if (colon == std::string::npos || comma == std::string::npos || comma < colon) {
        finding.hint = text;
        return finding;
    }
    finding.field = text.substr(0, colon);
    finding.hint = text.substr(colon + 2, comma - colon - 2);
    finding.value = text.substr(comma + 6);
    return finding;
}

/// What the reader in the sandbox said is parsed like any input: what is not of the agreed form is not there.
std::optional<Finding> finding_from(const json& said) {
    if (!said.is_object()) return std::nullopt;
    const auto text = [&](const char* name) {
        const auto at = said.find(name);
        return at != said.end() && at->is_string() ? clean(at->get_ref<const std::string&>()) : std::string{};
    };
    return Finding{text("rule"), text("field"), text("value"), text("hint")};
}

/// The record in to_text()'s object; the rest of it goes to the row.
json unwrap(json object, Row& row) {
    if (!object.is_object() || !object.contains("record")) return json();
    const auto text = [&](const char* name) {
        const auto at = object.find(name);
        return at != object.end() && at->is_string() ? squeeze(clean(at->get_ref<const std::string&>()))
                                                     : std::string{};
    };
    row.key = text("key");
    row.event = text("event");
    row.wrong = finding_from(object.value("wrong", json()));
    for (const auto& said : object.value("notices", json::array())) {
        if (auto notice = finding_from(said)) row.notices.push_back(std::move(*notice));
    }
    if (const auto cells = object.find("cells"); cells != object.end() && cells->is_object()) {
        row.cells.emplace();
        for (const auto& [column, cell] : cells->items()) {
            if (cell.is_string()) row.cells->emplace_back(column, cell.get<std::string>());
        }
    }
    return std::move(object["record"]);
}

std::vector<std::pair<std::string, std::string>> in_columns(const std::vector<std::string>& columns,
                                                            const std::vector<std::string>& cells) {
    std::vector<std::pair<std::string, std::string>> row;
    for (std::size_t i = 0; i < columns.size(); ++i) row.emplace_back(columns[i], cells[i]);
    return row;
}

/// The whole number that an export gave as `version`, taken out of the row; anything else of that name stays.
std::optional<std::int64_t> version_in(json& object) {
    const auto at = object.find("version");
    if (at == object.end()) return std::nullopt;
    std::string digits;
    if (at->is_string()) digits = squeeze(at->get_ref<const std::string&>());
    if (at->is_number_unsigned()) digits = at->dump();
    if (digits.empty() || digits.size() > 12 || digits.find_first_not_of("0123456789") != std::string::npos)
        return std::nullopt;
    object.erase(at);
    return std::stoll(digits);
}

std::vector<std::string> files_of(const json& file) {
    std::vector<std::string> files;
    const auto add = [&](const json& one) {
        if (!one.is_string()) {
            throw Error(Problem::bad_input, "file: expected a path or a list of paths, got " + shorten(dump(one), 80))
                .with_code("type");
        }
        const auto& name = one.get_ref<const std::string&>();
        if (!is_blank(name)) files.push_back(name);
    };
    if (file.is_array()) {
        std::ranges::for_each(file, add);
    } else if (!file.is_null()) {
        add(file);
    }
    return files;
}

}  // namespace

std::vector<Unit> units_from_text(const json& text) {
    std::vector<Unit> units;
    const auto add = [&](Unit unit) {
        if (unit.number <= 0) unit.number = units.empty() ? 1 : units.back().number + 1;
        units.push_back(std::move(unit));
    };
    const auto section = [](const std::string& content, const std::string& language) {
        Unit unit;
        unit.kind = UnitKind::section;
        unit.language = language;
        unit.text = clean(content);
        return unit;
    };
    const auto fail = [](const json& value) {
        throw Error(Problem::bad_input,
                    "text: expected a text, a language map or a list of units, got " + shorten(dump(value), 80))
            .with_code("type");
    };
    if (text.is_string()) {
        if (!is_blank(text.get_ref<const std::string&>())) add(section(text.get<std::string>(), ""));
    } else if (text.is_object()) {
        for (const auto& [language, content] : text.items()) {
            if (!content.is_string()) fail(content);
            if (!is_blank(content.get_ref<const std::string&>()))
                add(section(content.get<std::string>(), language == "und" ? "" : language));
        }
    } else if (text.is_array()) {
        for (const auto& element : text) {
            if (element.is_string()) {
                add(section(element.get<std::string>(), ""));
            } else if (element.is_object()) {
                json unit = element;
                if (!unit.contains("kind")) unit["kind"] = "section";
                add(unit_from_json(unit));
            } else {
                fail(element);
            }
        }
    } else if (!text.is_null()) {
        fail(text);
    }
    std::ranges::stable_sort(units, {}, &Unit::number);
    const auto twin = std::ranges::adjacent_find(units, {}, &Unit::number);
    if (twin != units.end()) {
        throw Error(Problem::bad_input,
                    "text.number: expected a number for each unit of its own, got " + std::to_string(twin->number))
            .with_code("type");
    }
    return units;
}

std::optional<ManifestFormat> Manifest::recognise(const std::filesystem::path& file, const std::string& name) {
    const std::string kind = lower(std::filesystem::path(name).extension().string());
    const bool lines = kind == ".jsonl" || kind == ".ndjson", table = kind == ".csv" || kind == ".tsv";
    if (!lines && !table) return std::nullopt;
    std::ifstream in(file, std::ios::binary);
    if (!in) return std::nullopt;
    if (lines) return has_record_line(in) ? std::optional{ManifestFormat::jsonl} : std::nullopt;
    return delimiter_under(in, "source_key") ? std::optional{ManifestFormat::csv} : std::nullopt;
}

Manifest::Manifest(const std::filesystem::path& file, ManifestFormat format)
    : Manifest(std::make_unique<std::ifstream>(file, std::ios::binary), format) {
    if (!*in_) throw Error(Problem::not_found, "cannot open the manifest " + file.string());
}

Manifest::Manifest(std::unique_ptr<std::istream> in, ManifestFormat format) : in_(std::move(in)), format_(format) {
    if (!*in_) return;
    if (format_ != ManifestFormat::csv) {
        lines_.emplace(*in_, longest_row);
        return;
    }
    records_.emplace(*in_, delimiter_under(*in_, "source_key").value_or(','), longest_row);
    CsvRecord header;
    if (!records_->next(header)) return;
    for (const auto& name : header.fields) {
        columns_.push_back(column_name(name));
    }
}

std::optional<RawRow> Manifest::next() {
    return lines_ ? next_line() : next_record();
}

std::optional<RawRow> Manifest::next_line() {
    TextLine line;
    while (lines_->next(line)) {
        if (!line.too_long && is_blank(line.text)) continue;
        RawRow row{.line = line.number, .part = {}, .text = std::move(line.text), .cells = {}, .wrong = {}};
        if (line.too_long) row.wrong = Finding{"too-large", "", "", "> " + std::to_string(longest_row >> 20) + " MB"};
        return format_ == ManifestFormat::rows ? split(std::move(row)) : row;
    }
    return std::nullopt;
}

RawRow Manifest::split(RawRow row) {
    const auto parts = split_row(row.text);
    if (parts) {
        row.line = parts->line;
        row.part = parts->part;
        row.text = std::string(parts->json);
    } else if (!row.wrong) {
        row.wrong = Finding{"crashed", "", "", ""};
    }
    return row;
}

std::optional<RawRow> Manifest::next_record() {
    CsvRecord record;
    // A row that begins so is a remark on the table, such as the explanations in a form.
    constexpr auto remark = "# ";
    do {
        if (!records_ || !records_->next(record)) return std::nullopt;
    } while (record.wrong.empty() && record.fields.front().starts_with(remark));
    RawRow row{.line = record.line, .part = {}, .text = {}, .cells = std::move(record.fields), .wrong = {}};
    unguard(columns_, row.cells);
    if (record.wrong == "too-large") {
        row.wrong = Finding{"too-large", "", "", "> " + std::to_string(longest_row >> 20) + " MB"};
    } else if (!record.wrong.empty()) {
        row.wrong = Finding{"csv", "", record.wrong, ""};
    } else if (row.cells.size() != columns_.size()) {
        row.wrong = Finding{"csv", "", std::to_string(row.cells.size()) + " ≠ " + std::to_string(columns_.size()), ""};
    }
    return row;
}

Row Manifest::read(const RawRow& raw) const {
    Row row;
    row.wrong = raw.wrong;
    if (row.wrong) return row;
    const bool utf8 =
        is_utf8(raw.text) && std::ranges::all_of(raw.cells, [](const auto& cell) { return is_utf8(cell); });
    if (!utf8) {
        row.wrong = Finding{"encoding", "", "", ""};
        return row;
    }
    json object;
    if (format_ != ManifestFormat::csv) {
        if (nests_deeper_than(raw.text, deepest)) {
            row.wrong = Finding{"json", "", "[[[…", "1"};
            return row;
        }
        try {
            object = json::parse(raw.text);
        } catch (const json::parse_error& error) {
            const std::size_t column = error.byte > 0 ? error.byte - 1 : 0;
            const auto from = column > 20 ? column - 20 : 0;
            row.wrong = Finding{"json", "", clean(raw.text.substr(std::min(from, raw.text.size()), 40)),
                                std::to_string(column + 1)};
            return row;
        } catch (const json::exception& error) {  // a number beyond what a double holds
            row.wrong = Finding{"json", "", error.what(), ""};
            return row;
        }
    } else {
        object = members_of(columns_, raw.cells);
    }
    if (format_ == ManifestFormat::rows) object = unwrap(std::move(object), row);
    try {
        if (!object.is_object()) {
            throw Error(Problem::bad_input, ": expected an object, got " + shorten(clean(raw.text), 40))
                .with_code("type");
        }
        row.version = version_in(object);
        if (row.version && format_ == ManifestFormat::csv) row.cells = in_columns(columns_, raw.cells);
        row.files = files_of(object.value("file", json()));
        row.units = units_from_text(object.value("text", json()));
        if (row.units.empty()) row.units = units_from_text(object.value("units", json()));
        row.given = record_from_json(object);
    } catch (const Error& error) {
        if (!row.wrong) row.wrong = finding_of(error);
    }
    return row;
}

}  // namespace acervo
