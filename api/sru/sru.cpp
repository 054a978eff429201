// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/sru/sru.h"

#include <algorithm>
#include <charconv>

#include "api/sru/diagnostic.h"

namespace acervo::sru {
namespace {

void write_diagnostic(xml::Writer& out, const Diagnostic& diagnostic) {
    out.open("diagnostics").open("diagnostic", {{"xmlns", "http://www.loc.gov/zing/srw/diagnostic/"}});
    out.element("uri", "info:srw/diagnostic/1/" + std::to_string(diagnostic.number));
    if (!diagnostic.details.empty()) out.element("details", diagnostic.details);
    out.element("message", message_of(diagnostic.number));
    out.close().close();
}

/// What the search engine says of a query that is too much for it.
Diagnostic diagnostic_of(const Error& error) {
    if (error.code() == "query-too-long") return {12, error.what()};
    if (error.code() == "too-many-terms" || error.code() == "too-deep") return {38, error.what()};
    if (error.code() == "too-broad-wildcard") return {29, error.what()};
    if (error.problem() == Problem::bad_input) return {47, error.what()};
    if (error.problem() == Problem::busy || error.problem() == Problem::not_found) return {2, "no index"};
    return {1, ""};
}

const char* root_of(const std::string& operation) {
    return operation == "searchRetrieve" ? "searchRetrieveResponse"
           : operation == "scan"         ? "scanResponse"
                                         : "explainResponse";
}

void check_version(const Arguments& arguments) {
    const auto version = arguments.get("version");
    if (version.empty()) throw Diagnostic{7, "version"};
    if (version != "1.1" && version != "1.2") throw Diagnostic{5, "1.2"};
}

}  // namespace

std::string Arguments::get(const std::string& name) const {
    const auto found = std::ranges::find(all_, name, &std::pair<std::string, std::string>::first);
    return found == all_.end() ? std::string{} : found->second;
}

bool Arguments::has(const std::string& name) const {
    return std::ranges::find(all_, name, &std::pair<std::string, std::string>::first) != all_.end();
}

long Arguments::number(const std::string& name, long otherwise, long least) const {
    const auto text = get(name);
    if (text.empty()) return otherwise;
    long value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || value < least) throw Diagnostic{6, name};
    return value;
}

void Arguments::check(std::initializer_list<std::string_view> known) const {
    for (std::size_t i = 0; i < all_.size(); ++i) {
        const auto& name = all_[i].first;
        // Names that begin with x- are extensions: who does not know them passes them over.
        if (name.starts_with("x-")) continue;
        if (name == "stylesheet") throw Diagnostic{110, ""};
        if (std::ranges::find(known, name) == known.end()) throw Diagnostic{8, name};
        for (std::size_t j = 0; j < i; ++j)
            if (all_[j].first == name) throw Diagnostic{6, name};
    }
}

std::string document(Context& context, const Request& request, NameIndex& names) {
    const Arguments arguments{request};
    auto operation = arguments.get("operation");
    if (operation.empty())
        operation = arguments.has("query") ? "searchRetrieve" : arguments.has("scanClause") ? "scan" : "explain";
    const std::string declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    const auto answer = [&](const char* root, const auto& write) {
        std::string body = declaration;
        xml::Writer out{body};
        out.open(root, {{"xmlns", "http://www.loc.gov/zing/srw/"}}).element("version", "1.2");
        write(out);
        out.close();
        return body;
    };
    const auto refusal = [&](const Diagnostic& diagnostic) {
        return answer(root_of(operation), [&](xml::Writer& out) {
            if (operation == "searchRetrieve") out.element("numberOfRecords", "0");
            if (operation != "searchRetrieve" && operation != "scan") explain(out, context);
            write_diagnostic(out, diagnostic);
        });
    };
    try {
        if (operation == "explain") {
            if (arguments.has("version")) check_version(arguments);
            arguments.check({"operation", "version", "recordPacking"});
            return answer(root_of(operation), [&](xml::Writer& out) { explain(out, context); });
        }
        if (operation != "searchRetrieve" && operation != "scan") throw Diagnostic{4, operation};
        check_version(arguments);
        if (operation == "scan")
            return answer(root_of(operation), [&](xml::Writer& out) { scan(out, context, arguments, names); });
        return answer(root_of(operation), [&](xml::Writer& out) { search_retrieve(out, context, arguments); });
    } catch (const Diagnostic& diagnostic) {
        return refusal(diagnostic);
    } catch (const Error& error) {
        return refusal(diagnostic_of(error));
    }
}

}  // namespace acervo::sru
