// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/formats/epub_package.h"

#include <set>

#include "corpus/error.h"
#include "corpus/text.h"
#include "ingest/formats/office.h"

namespace acervo {
namespace {

[[noreturn]] void malformed(const std::string& what) {
    throw Error{Problem::bad_input, what}.with_code("malformed");
}

/// "%20" and its kind resolved: names in the package are addresses.
std::string from_address(std::string_view address) {
    std::string out;
    for (std::size_t at = 0; at < address.size(); ++at) {
        const auto digit = [](char c) {
            return c >= '0' && c <= '9'   ? c - '0'
                   : c >= 'a' && c <= 'f' ? c - 'a' + 10
                   : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                          : -1;
        };
        const int high = address[at] == '%' && at + 2 < address.size() ? digit(address[at + 1]) : -1;
        const int low = high >= 0 ? digit(address[at + 2]) : -1;
        out += low >= 0 ? static_cast<char>(high * 16 + low) : address[at];
        if (low >= 0) at += 2;
    }
    return out;
}

}  // namespace

EpubPackage::EpubPackage(std::string_view bytes) : zip_(bytes) {
    const auto container = zip_.read("META-INF/container.xml");
    if (!container) malformed("there is no container.xml in the publication");
    const auto document = xml::parse(*container);
    const auto part = xml::attribute(xml::at(xml::root(document), "rootfiles/rootfile"), "full-path");
    const auto package = zip_.read(part);
    if (!package) malformed("the publication has no package document");
    package_ = during(part, [&] { return xml::parse(*package); });
    folder_ = part.substr(0, part.rfind('/') + 1);  // nothing when there is no "/"
    for (const auto* item : xml::children(xml::at(xml::root(package_), "manifest"), "item")) {
        items_[xml::attribute(item, "id")] = {.part = resolved(xml::attribute(item, "href")),
                                              .type = xml::attribute(item, "media-type"),
                                              .properties = xml::attribute(item, "properties")};
    }
    read_spine();
    check_protection();
}

std::string EpubPackage::resolved(std::string_view target) const {
    return part_name(folder_, from_address(target.substr(0, target.find('#'))));
}

xml::Document EpubPackage::optional_part(const std::string& name) {
    try {
        if (const auto bytes = zip_.read(name)) return xml::parse(*bytes);
    } catch (const Error& error) {
        if (error.code() == "too-large") throw;  // else the text can be read without
    }
    return {};
}

void EpubPackage::read_spine() {
    const auto* spine = xml::at(xml::root(package_), "spine");
    std::string contents, navigation;
    if (const auto ncx = items_.find(xml::attribute(spine, "toc")); ncx != items_.end()) contents = ncx->second.part;
    for (const auto& [id, item] : items_) {
        if ((" " + item.properties + " ").find(" nav ") != std::string::npos) navigation = item.part;
    }
    read_titles(navigation);
    if (titles_.empty()) read_titles(contents);
    std::set<std::string> seen{navigation};  // a table of contents is no text
    for (const auto* reference : xml::children(spine, "itemref")) {
        const auto item = items_.find(xml::attribute(reference, "idref"));
        if (item == items_.end() || !seen.insert(item->second.part).second) continue;
        if (item->second.type.starts_with("image/")) continue;
        const auto title = titles_.find(item->second.part);
        chapters_.push_back({item->second.part, title == titles_.end() ? std::string{} : title->second});
    }
    if (chapters_.empty()) malformed("the publication lists no chapters");
}

/// Of a navigation document (EPUB 3) or an NCX (EPUB 2): the first title that leads to each part.
void EpubPackage::read_titles(const std::string& contents) {
    const auto document = contents.empty() ? xml::Document{} : optional_part(contents);
    if (!document) return;
    const auto folder = contents.substr(0, contents.rfind('/') + 1);
    const auto add = [&](const std::string& target, const std::string& title) {
        const auto part = part_name(folder, from_address(std::string_view{target}.substr(0, target.find('#'))));
        if (!title.empty()) titles_.emplace(part, clean(title));
    };
    // Entries are inside one another: each is looked at by itself.
    std::vector<xml::Node> open{xml::root(document)};
    while (!open.empty()) {
        const auto* node = open.back();
        open.pop_back();
        if (xml::is(node, "navPoint"))
            add(xml::attribute(xml::at(node, "content"), "src"), xml::text(xml::at(node, "navLabel/text")));
        if (xml::is(node, "a")) add(xml::attribute(node, "href"), xml::text(node));
        const auto children = xml::children(node);
        open.insert(open.end(), children.rbegin(), children.rend());
    }
}

/// Fonts are often encrypted in a way that hides nothing; chapters only by who sells them.
void EpubPackage::check_protection() {
    const auto encryption = optional_part("META-INF/encryption.xml");
    if (!encryption) return;
    std::set<std::string> hidden;
    for (const auto* reference : xml::all(xml::root(encryption), "CipherReference"))
        hidden.insert(from_address(xml::attribute(reference, "URI")));
    for (const auto& chapter : chapters_) {
        if (hidden.contains(chapter.part))
            throw Error{Problem::bad_input, "the publication is protected against copying"}.with_code("encrypted");
    }
}

}  // namespace acervo
