// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/bibliographic/marc.h"

#include <algorithm>

#include "corpus/text.h"

namespace acervo {

std::string MarcField::text(std::string_view codes) const {
    std::string all;
    for (const auto& [code, part] : subfields) {
        if (codes.find(code) == std::string_view::npos || part.empty()) continue;
        all += (all.empty() ? "" : " ") + part;
    }
    return squeeze(all);
}

std::string MarcField::get(char code) const {
    const auto found = std::ranges::find(subfields, code, &std::pair<char, std::string>::first);
    return found == subfields.end() ? std::string{} : squeeze(found->second);
}

const MarcField* MarcRecord::find(std::string_view tag) const {
    const auto found = std::ranges::find(fields, tag, &MarcField::tag);
    return found == fields.end() ? nullptr : &*found;
}

MarcRecord marc_of(xml::Node node) {
    MarcRecord record;
    for (const auto* child : xml::children(node)) {
        if (xml::is(child, "leader")) {
            record.leader = clean(xml::raw_text(child));
        } else if (xml::is(child, "controlfield")) {
            MarcField field;
            field.tag = xml::attribute(child, "tag");
            field.value = clean(xml::raw_text(child));
            record.fields.push_back(std::move(field));
        } else if (xml::is(child, "datafield")) {
            MarcField field;
            field.tag = xml::attribute(child, "tag");
            const auto first = xml::attribute(child, "ind1"), second = xml::attribute(child, "ind2");
            if (!first.empty()) field.first = first[0];
            if (!second.empty()) field.second = second[0];
            for (const auto* part : xml::children(child, "subfield")) {
                const auto code = xml::attribute(part, "code");
                if (!code.empty()) field.subfields.emplace_back(code[0], clean(xml::raw_text(part)));
            }
            record.fields.push_back(std::move(field));
        }
    }
    return record;
}

}  // namespace acervo
