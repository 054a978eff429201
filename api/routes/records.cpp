// SPDX-License-Identifier: GPL-3.0-or-later
#include <charconv>

#include "api/results_json.h"
#include "api/routes/routes.h"
#include "corpus/record_json.h"

namespace acervo {
namespace {

using nlohmann::json;

Error restricted() {
    return Error{Error{Problem::not_found, "the text is not public"}.with_code("text-restricted")};
}
Error withdrawn() {
    return Error{Error{Problem::not_found, "the record was withdrawn"}.with_code("withdrawn")};
}
Error absent(const std::string& what) {
    return Error{Error{Problem::not_found, what}.with_code("not-found")};
}

/// The record of {id} if its text may be shown. @throws Error (not found, withdrawn, restricted)
Stored readable(Context& context, const Request& request) {
    auto stored = record_of(context, request);
    if (stored.withdrawn) throw withdrawn();
    if (!text_is_open(stored)) throw restricted();
    return stored;
}

int number_of(const Request& request) {
    const auto& text = request.captures.at("n");
    int number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || text[0] == '0' || number < 1)
        throw absent("no number: " + text);
    return number;
}

/// What stays of a record that was withdrawn.
Response tombstone(const Request& request, const Stored& stored) {
    auto response = problem(request, withdrawn());
    auto document = json::parse(response.body);
    const auto& record = stored.record;
    document["record"] = {
        {"id", record.id}, {"kind", record.kind}, {"title", record.title}, {"withdrawn", stored.modified}};
    if (!record.issued.empty()) document["record"]["issued"] = record.issued;
    response.body = dump(document);
    return response;
}

Response record(Context& context, const Request& request) {
    const auto stored = record_of(context, request);
    if (stored.withdrawn) return tombstone(request, stored);
    return json_response(record_json(stored, context.vocabulary, answer_language(request)));
}

Response units(Context& context, const Request& request) {
    const auto stored = readable(context, request);
    json list = json::array();
    if (stored.text != 0)
        for (const auto& unit : context.catalogue.units(stored.text))
            list.push_back(unit_head_json(unit, stored.record.id));
    return json_response({{"record", stored.record.id}, {"total", list.size()}, {"units", std::move(list)}});
}

Response unit(Context& context, const Request& request) {
    const auto stored = readable(context, request);
    const auto number = number_of(request);
    const auto found = stored.text == 0 ? std::nullopt : context.catalogue.find_unit(stored.text, number);
    if (!found) throw absent("no unit " + std::to_string(number));
    const std::string address = "/api/v1/records/" + stored.record.id;
    json told = unit_head_json(*found, stored.record.id);
    told.erase("href");
    told["record"] = stored.record.id;
    told["text"] = found->text;
    if (!found->notes.empty()) told["notes"] = found->notes;
    told["links"] = {{"self", address + "/units/" + std::to_string(number)},
                     {"record", address},
                     {"html", "/records/" + stored.record.id + "/" + std::to_string(number)}};
    if (number > 1) told["links"]["prev"] = address + "/units/" + std::to_string(number - 1);
    if (number < stored.units) told["links"]["next"] = address + "/units/" + std::to_string(number + 1);
    return json_response(told);
}

/// RFC 6266: the name in ASCII for old clients, and as it is.
std::string disposition(const FileRef& file) {
    std::string plain;
    for (const char c : file.name)
        plain += c > 0x20 && c < 0x7f && c != '"' && c != '\\' && c != '%' && c != ';' ? c : '_';
    const std::string how = file.media_type == "application/pdf" ? "inline" : "attachment";
    if (file.name.empty()) return how;
    return how + "; filename=\"" + plain + "\"; filename*=UTF-8''" + url_encode(file.name);
}

Response file(Context& context, const Request& request) {
    const auto stored = readable(context, request);
    const auto number = static_cast<std::size_t>(number_of(request));
    if (number > stored.record.files.size()) throw absent("no file " + std::to_string(number));
    const auto& chosen = stored.record.files[number - 1];
    Response response{.content_type = chosen.media_type.empty() ? "application/octet-stream" : chosen.media_type,
                      .file = context.catalogue.original(chosen.sha256)};
    response.headers["ETag"] = "\"" + chosen.sha256 + "\"";
    response.headers["Content-Disposition"] = disposition(chosen);
    // Browsers show no PDF in a sandbox; their viewers are one. Nothing else is shown, whatever it says it is.
    response.headers["Content-Security-Policy"] = chosen.media_type == "application/pdf"
                                                      ? "frame-ancestors 'self'"
                                                      : "sandbox; default-src 'none'; frame-ancestors 'none'";
    return response;
}

}  // namespace

Stored record_of(Context& context, const Request& request) {
    auto stored = context.catalogue.find(request.captures.at("id"));
    if (!stored) throw absent("no record " + request.captures.at("id"));
    return std::move(*stored);
}

Stored present_record_of(Context& context, const Request& request) {
    auto stored = record_of(context, request);
    if (stored.withdrawn) throw Error{Error{Problem::not_found, "the record was withdrawn"}.with_code("withdrawn")};
    return stored;
}

Parameter record_parameter() {
    // One of the sample collection, which every first start has.
    return {.name = "id",
            .description = "Of the record: ten letters and digits.",
            .required = true,
            .example = record_id("sample", "cuaderno-triple-transicion")};
}

std::vector<Route> record_routes() {
    const Parameter number{
        .name = "n", .type = "integer", .description = "Counted from 1.", .required = true, .example = "1"};
    return {
        {.pattern = "/api/v1/records/{id}",
         .operation = "getRecord",
         .summary = "The metadata of one record, with the labels of its codes",
         .parameters = {record_parameter()},
         .schema = "Record",
         .handler = record},
        {.pattern = "/api/v1/records/{id}/units",
         .operation = "listUnits",
         .summary = "The pages, slides or sections of a record, without their text",
         .parameters = {record_parameter()},
         .schema = "UnitList",
         .handler = units},
        {.pattern = "/api/v1/records/{id}/units/{n}",
         .operation = "getUnit",
         .summary = "One page, slide or section with its text",
         .parameters = {record_parameter(), number},
         .schema = "Unit",
         .handler = unit},
        {.pattern = "/api/v1/records/{id}/files/{n}",
         .operation = "getFile",
         .summary = "A file of the record, byte by byte as it was received; ranges are served",
         .parameters = {record_parameter(), number},
         .schema = "File",
         .handler = file,
         .content_type = "application/octet-stream"},
    };
}

}  // namespace acervo
