// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/formats/workbook_writer.h"

#include <zip.h>

#include <memory>
#include <new>
#include <utility>

#include "corpus/error.h"
#include "corpus/xml_writer.h"

namespace acervo {
namespace {

constexpr auto declaration = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)";
constexpr auto main_schema = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr auto relations_schema = "http://schemas.openxmlformats.org/package/2006/relationships";
constexpr auto office_schema = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

using Parts = std::vector<std::pair<std::string, std::string>>;  ///< name and content

/// "A", "B", ..., "Z", "AA": of a column from 0.
std::string column_letters(std::size_t column) {
    std::string letters;
    for (++column; column > 0; column = (column - 1) / 26)
        letters.insert(letters.begin(), static_cast<char>('A' + (column - 1) % 26));
    return letters;
}

std::string sheet_path(std::size_t number) {
    return "worksheets/sheet" + std::to_string(number + 1) + ".xml";
}

std::string sheet_part(const WrittenSheet& sheet) {
    std::string text = declaration;
    xml::Writer writer{text};
    writer.open("worksheet", {{"xmlns", main_schema}});
    writer.open("sheetViews").open("sheetView", {{"workbookViewId", "0"}});
    writer.open("pane", {{"ySplit", "1"}, {"topLeftCell", "A2"}, {"activePane", "bottomLeft"}, {"state", "frozen"}});
    writer.close().close().close();
    if (!sheet.widths.empty()) {
        writer.open("cols");
        for (std::size_t i = 0; i < sheet.widths.size(); ++i) {
            const auto number = std::to_string(i + 1), width = std::to_string(sheet.widths[i]);
            writer.open("col", {{"min", number}, {"max", number}, {"width", width}, {"customWidth", "1"}}).close();
        }
        writer.close();
    }
    writer.open("sheetData");
    for (std::size_t row = 0; row < sheet.rows.size(); ++row) {
        const auto number = std::to_string(row + 1);
        writer.open("row", {{"r", number}});
        for (std::size_t column = 0; column < sheet.rows[row].size(); ++column) {
            const auto& cell = sheet.rows[row][column];
            if (cell.empty()) continue;
            const auto place = column_letters(column) + number;
            writer.open("c", {{"r", place}, {"s", row == 0 ? "1" : "2"}, {"t", "inlineStr"}}).open("is");
            writer.element("t", cell, {{"xml:space", "preserve"}}).close().close();
        }
        writer.close();
    }
    writer.close().close();
    return text;
}

/// Style 1: the bold head; 2: text that breaks over lines.
std::string styles_part() {
    return std::string{declaration} + "<styleSheet xmlns=\"" + main_schema +
           "\"><fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font><font><b/><sz val=\"11\"/><name "
           "val=\"Calibri\"/></font></fonts><fills count=\"2\"><fill><patternFill "
           "patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills><borders "
           "count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"3\"><xf "
           "xfId=\"0\"/><xf xfId=\"0\" fontId=\"1\" applyFont=\"1\"/><xf xfId=\"0\" applyAlignment=\"1\"><alignment "
           "vertical=\"top\" wrapText=\"1\"/></xf></cellXfs></styleSheet>";
}

Parts parts_of(const std::vector<WrittenSheet>& sheets) {
    Parts parts;
    std::string types = declaration, workbook = declaration, relations = declaration, package = declaration;
    xml::Writer type{types}, book{workbook}, relation{relations}, root{package};
    type.open("Types", {{"xmlns", "http://schemas.openxmlformats.org/package/2006/content-types"}});
    const auto as = [&](const std::string& name, const std::string& kind) {
        type.open("Override",
                  {{"PartName", name},
                   {"ContentType", "application/vnd.openxmlformats-officedocument.spreadsheetml." + kind + "+xml"}});
        type.close();
    };
    type.open("Default",
              {{"Extension", "rels"}, {"ContentType", "application/vnd.openxmlformats-package.relationships+xml"}});
    type.close();
    type.open("Default", {{"Extension", "xml"}, {"ContentType", "application/xml"}}).close();
    as("/xl/workbook.xml", "sheet.main");
    as("/xl/styles.xml", "styles");
    book.open("workbook", {{"xmlns", main_schema}, {"xmlns:r", office_schema}}).open("sheets");
    relation.open("Relationships", {{"xmlns", relations_schema}});
    const auto relate = [](xml::Writer& to, const std::string& id, const std::string& kind, const std::string& target) {
        to.open("Relationship", {{"Id", id}, {"Type", std::string{office_schema} + "/" + kind}, {"Target", target}});
        to.close();
    };
    for (std::size_t i = 0; i < sheets.size(); ++i) {
        const auto number = std::to_string(i + 1), id = "rId" + number;
        as("/xl/" + sheet_path(i), "worksheet");
        book.open("sheet", {{"name", sheets[i].name}, {"sheetId", number}, {"r:id", id}}).close();
        relate(relation, id, "worksheet", sheet_path(i));
        parts.emplace_back("xl/" + sheet_path(i), sheet_part(sheets[i]));
    }
    relate(relation, "rId" + std::to_string(sheets.size() + 1), "styles", "styles.xml");
    root.open("Relationships", {{"xmlns", relations_schema}});
    relate(root, "rId1", "officeDocument", "xl/workbook.xml");
    book.close().close();
    type.close();
    relation.close();
    root.close();
    parts.emplace_back("xl/styles.xml", styles_part());
    parts.emplace_back("xl/workbook.xml", std::move(workbook));
    parts.emplace_back("xl/_rels/workbook.xml.rels", std::move(relations));
    parts.emplace_back("_rels/.rels", std::move(package));
    // Readers that go by the first entry look for this one.
    parts.emplace(parts.begin(), "[Content_Types].xml", std::move(types));
    return parts;
}

struct CloseSource {
    void operator()(zip_source_t* source) const { zip_source_free(source); }
};
using Source = std::unique_ptr<zip_source_t, CloseSource>;

Error cannot_write(const std::string& why) {
    return Error{Problem::broken, "a workbook could not be written: " + why};
}

}  // namespace

std::string write_workbook(const std::vector<WrittenSheet>& sheets) {
    const auto parts = parts_of(sheets);
    zip_error_t error;
    zip_error_init(&error);
    Source target{zip_source_buffer_create(nullptr, 0, 0, &error)};
    if (!target) throw std::bad_alloc{};
    zip_source_keep(target.get());  // outlives the archive, which takes the other reference
    zip_t* const archive = zip_open_from_source(target.get(), ZIP_TRUNCATE, &error);
    if (archive == nullptr) {
        zip_source_free(target.get());
        throw cannot_write(zip_error_strerror(&error));
    }
    for (const auto& [name, content] : parts) {
        zip_source_t* const part = zip_source_buffer(archive, content.data(), content.size(), 0);
        if (part == nullptr || zip_file_add(archive, name.c_str(), part, ZIP_FL_ENC_UTF_8) < 0) {
            zip_source_free(part);
            zip_discard(archive);
            throw cannot_write(name);
        }
        // The same bytes at any time.
        zip_file_set_dostime(archive, static_cast<zip_uint64_t>(zip_name_locate(archive, name.c_str(), 0)), 0, 0x21, 0);
    }
    if (zip_close(archive) != 0) {
        zip_discard(archive);
        throw cannot_write("the archive could not be closed");
    }
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_source_stat(target.get(), &stat) != 0 || zip_source_open(target.get()) != 0)
        throw cannot_write("it could not be read back");
    std::string bytes(stat.size, '\0');
    const auto read = zip_source_read(target.get(), bytes.data(), bytes.size());
    zip_source_close(target.get());
    if (read != static_cast<zip_int64_t>(bytes.size())) throw cannot_write("it could not be read back");
    return bytes;
}

}  // namespace acervo
