// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/sru/indexes.h"
#include "api/sru/sru.h"

namespace acervo::sru {
namespace {

/// Host and port of an address: "http://[::1]:8080/x" -> "[::1]", "8080".
std::pair<std::string, std::string> host_and_port(const std::string& base) {
    const bool secure = base.starts_with("https://");
    auto host = base.substr(secure ? 8 : base.find("://") == std::string::npos ? 0 : 7);
    host = host.substr(0, host.find('/'));
    const auto colon = host.rfind(':');
    const bool port = colon != std::string::npos && host.find(']', colon) == std::string::npos;
    if (!port) return {host, secure ? "443" : "80"};
    return {host.substr(0, colon), host.substr(colon + 1)};
}

/// The path of an address without the slash in front, and of this service under it.
std::string database_of(const std::string& base) {
    const auto scheme = base.find("://");
    const auto slash = base.find('/', scheme == std::string::npos ? 0 : scheme + 3);
    return (slash == std::string::npos ? std::string{} : base.substr(slash + 1) + "/") + "sru";
}

}  // namespace

/// ZeeRex 2.0.
void explain(xml::Writer& out, const Context& context) {
    out.open("record").element("recordSchema", "http://explain.z3950.org/dtd/2.0/").element("recordPacking", "xml");
    out.open("recordData").open("explain", {{"xmlns", "http://explain.z3950.org/dtd/2.0/"}});
    const auto [host, port] = host_and_port(context.site.base);
    out.open("serverInfo", {{"protocol", "SRU"}, {"version", "1.2"}, {"transport", "http"}, {"method", "GET"}});
    out.element("host", host).element("port", port).element("database", database_of(context.site.base)).close();
    out.open("databaseInfo").element("title", context.site.name, {{"lang", "es"}, {"primary", "true"}}).close();
    out.open("indexInfo");
    for (const auto& [name, address] : context_sets())
        out.element("set", "", {{"name", name}, {"identifier", address}});
    for (const auto& index : sru_indexes()) {
        out.open("index", {{"search", "true"}, {"scan", index.scans ? "true" : "false"}, {"sort", "false"}});
        out.element("title", index.title, {{"lang", "en"}});
        out.open("map").element("name", index.name, {{"set", index.set}}).close().close();
    }
    out.close().open("schemaInfo");
    for (const auto& schema : record_schemas()) {
        out.open("schema",
                 {{"identifier", schema.address}, {"name", schema.name}, {"sort", "false"}, {"retrieve", "true"}});
        out.element("title", schema.title, {{"lang", "en"}}).close();
    }
    out.close().open("configInfo");
    out.element("default", "10", {{"type", "numberOfRecords"}});
    out.element("default", "dc", {{"type", "retrieveSchema"}});
    out.element("default", "cql", {{"type", "contextSet"}});
    out.element("setting", "100", {{"type", "maximumRecords"}});
    for (const char* relation : {"=", "==", "exact", "adj", "any", "all", "<>", "<", ">", "<=", ">=", "within"})
        out.element("supports", relation, {{"type", "relation"}});
    for (const char* boolean : {"and", "or", "not", "prox"}) out.element("supports", boolean, {{"type", "booleanOp"}});
    out.element("supports", "*", {{"type", "maskingCharacter"}});
    out.close().close().close().element("recordPosition", "1").close();
}

}  // namespace acervo::sru
