// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/formats/xlsx_workbook.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <utility>

#include "corpus/error.h"
#include "corpus/text.h"
#include "corpus/xml_scan.h"

namespace acervo {
namespace {

constexpr std::uint64_t text_limit = 256U << 20;
constexpr std::size_t most_columns = 1024;
constexpr int most_rows = 1 << 20;

std::size_t number(std::string_view text, std::size_t otherwise) {
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() && !text.empty() ? value : otherwise;
}

std::string_view attribute(const xml::Attributes& attributes, std::string_view name) {
    const auto found = std::find_if(attributes.begin(), attributes.end(), [&](auto one) { return one.first == name; });
    return found == attributes.end() ? std::string_view{} : found->second;
}

bool is_true(std::string_view text) {
    return text == "1" || text == "true";
}

/// Puts the rows of a sheet together out of what the scan says.
class RowReader {
public:
    RowReader(const std::vector<std::string>& shared, const std::vector<CellMeaning>& meanings, bool since_1904,
              std::function<bool(Workbook::Row&&)> take)
        : shared_(shared), meanings_(meanings), since_1904_(since_1904), take_(std::move(take)) {}

    void begin(std::string_view name, const xml::Attributes& attributes) {
        if (name == "row") {
            const auto said = static_cast<int>(std::min<std::size_t>(number(attribute(attributes, "r"), 0), most_rows));
            row_ = {.number = std::max(said, last_ + 1), .cells = {}};
        } else if (name == "c") {
            const int said = column_of(attribute(attributes, "r"));
            column_ = said >= 0 ? static_cast<std::size_t>(said) : column_ + 1;
            type_ = attribute(attributes, "t");
            style_ = number(attribute(attributes, "s"), 0);
            value_.clear();
        } else if (name == "rPh") {
            ++phonetic_;
        } else if (name == "v" || name == "t") {
            inside_ = phonetic_ == 0;
        }
    }

    void text(std::string_view text) {
        if (inside_) value_ += text;
    }

    bool end(std::string_view name) {
        if (name == "v" || name == "t") inside_ = false;
        if (name == "rPh") --phonetic_;
        if (name == "c") cell();
        if (name == "sheetData") return false;
        if (name != "row") return true;
        last_ = row_.number;
        column_ = static_cast<std::size_t>(-1);
        return row_.cells.empty() || take_(std::move(row_));
    }

private:
    void cell() {
        auto text = meant();
        if (text.empty() || column_ >= most_columns) return;
        if (row_.cells.size() <= column_) row_.cells.resize(column_ + 1);
        row_.cells[column_] = std::move(text);
    }

    std::string meant() const {
        if (type_ == "s") {
            const auto index = number(value_, shared_.size());
            return index < shared_.size() ? shared_[index] : std::string{};
        }
        if (type_ == "b") return is_true(value_) ? "true" : "false";
        if (type_ == "e") return {};  // #DIV/0! and its kind
        if (type_ == "inlineStr" || type_ == "str" || type_ == "d") return clean(value_);
        const auto meaning = style_ < meanings_.size() ? meanings_[style_] : CellMeaning::number;
        return clean(cell_text(squeeze(value_), meaning, since_1904_));
    }

    const std::vector<std::string>& shared_;
    const std::vector<CellMeaning>& meanings_;
    bool since_1904_;
    std::function<bool(Workbook::Row&&)> take_;
    Workbook::Row row_;
    int last_ = 0, phonetic_ = 0;
    std::size_t column_ = static_cast<std::size_t>(-1), style_ = 0;
    std::string type_, value_;
    bool inside_ = false;
};

}  // namespace

Workbook::Workbook(std::string_view bytes) : package_(bytes) {
    const auto main = package_.main_part();
    const auto workbook = package_.part(main);
    const auto* root = workbook ? xml::root(workbook) : nullptr;
    since_1904_ = is_true(xml::attribute(xml::at(root, "workbookPr"), "date1904"));
    const auto parts = package_.relationships(main);
    for (const auto& [id, part] : parts) {
        if (part.external) continue;
        if (part.type == "sharedStrings") read_shared(part.target);
        if (part.type == "styles") read_styles(part.target);
    }
    for (const auto* node : xml::children(xml::at(root, "sheets"), "sheet")) {
        const auto found = parts.find(relationship_id(node, "id"));
        if (found == parts.end() || found->second.external || found->second.type != "worksheet") continue;
        const auto state = xml::attribute(node, "state");
        auto name = squeeze(clean(xml::attribute(node, "name")));
        const auto taken = [&](const Sheet& other) { return other.name == name; };
        if (name.empty() || std::any_of(sheets_.begin(), sheets_.end(), taken))
            name += " (" + std::to_string(sheets_.size() + 1) + ")";  // no program allows it
        sheets_.push_back({.name = std::move(name),
                           .part = found->second.target,
                           .hidden = state == "hidden" || state == "veryHidden"});
    }
    if (sheets_.empty()) throw Error{Problem::bad_input, "the workbook has no sheets"}.with_code("empty");
}

void Workbook::read_shared(const std::string& part) {
    const auto bytes = package_.bytes(part);
    if (!bytes) return;
    std::string text;
    int phonetic = 0;
    bool inside = false;
    during(part, [&] {
        xml::scan(*bytes, {.begin =
                               [&](std::string_view name, const auto&) {
                                   if (name == "si") text.clear();
                                   if (name == "rPh") ++phonetic;
                                   if (name == "t") inside = phonetic == 0;
                               },
                           .end =
                               [&](std::string_view name) {
                                   if (name == "si") shared_.push_back(clean(text));
                                   if (name == "rPh") --phonetic;
                                   if (name == "t") inside = false;
                                   return true;
                               },
                           .text = [&](std::string_view words) { inside ? void(text += words) : void(); }});
    });
}

void Workbook::read_styles(const std::string& part) {
    const auto styles = package_.part(part);
    if (!styles) return;
    std::map<std::string, CellMeaning> own;
    for (const auto* node : xml::children(xml::at(xml::root(styles), "numFmts"), "numFmt")) {
        own[xml::attribute(node, "numFmtId")] = meaning_of(std::string_view{xml::attribute(node, "formatCode")});
    }
    for (const auto* node : xml::children(xml::at(xml::root(styles), "cellXfs"), "xf")) {
        const auto id = xml::attribute(node, "numFmtId");
        const auto found = own.find(id);
        meanings_.push_back(found != own.end() ? found->second : meaning_of(static_cast<unsigned>(number(id, 0))));
    }
}

void Workbook::rows(const Sheet& sheet, const std::function<bool(Row&&)>& take) {
    const auto bytes = package_.bytes(sheet.part);
    if (!bytes) return;
    RowReader reader{
        shared_, meanings_, since_1904_, [&](Row&& row) {
            for (const auto& cell : row.cells) given_ += cell.size();
            if (given_ > text_limit) {
                throw Error{Problem::bad_input, "the workbook has more than 256 MB of text"}.with_code("too-large");
            }
            return take(std::move(row));
        }};
    during(sheet.name, [&] {
        xml::scan(*bytes, {.begin = [&](std::string_view name, const auto& all) { reader.begin(name, all); },
                           .end = [&](std::string_view name) { return reader.end(name); },
                           .text = [&](std::string_view text) { reader.text(text); }});
    });
}

}  // namespace acervo
