// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "search/query.h"

namespace acervo {
namespace {

using Kind = Node::Kind;

bool is_compound(const Node& node) {
    return !node.children.empty();
}
bool is_condition(const Node& node) {
    return node.kind == Kind::field || node.kind == Kind::year;
}

std::string joined(const std::vector<std::string>& parts, const std::string& between) {
    std::string result;
    for (const auto& part : parts) result += (result.empty() ? "" : between) + part;
    return result;
}

/// A value that is read back whole without quotes: a code.
bool is_plain_value(const std::string& value) {
    const auto plain = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    };
    return !value.empty() && plain(value.back()) &&
           std::ranges::all_of(value, [&](char c) { return plain(c) || c == '.' || c == '-'; });
}

std::string years(const YearRange& range) {
    if (range.from && range.from == range.to) return "year:" + std::to_string(*range.from);
    return "year:" + (range.from ? std::to_string(*range.from) : "") + ".." +
           (range.to ? std::to_string(*range.to) : "");
}

/// As one operand: in parentheses where it is made of several.
std::string operand(const Node& node) {
    return is_compound(node) ? "(" + to_string(node) + ")" : to_string(node);
}

std::string all_operands(const std::vector<Node>& nodes, const std::string& between) {
    std::vector<std::string> parts;
    for (const auto& node : nodes) parts.push_back(operand(node));
    return joined(parts, between);
}

}  // namespace

std::string to_string(const Node& node) {
    switch (node.kind) {
        case Kind::word:
            return joined(node.words, " ");
        case Kind::phrase:
            return "\"" + joined(node.words, " ") + "\"";
        case Kind::near:
            return joined(node.words, " NEAR/" + std::to_string(node.distance) + " ");
        case Kind::prefix:
            return joined(node.words, " ") + "*";
        case Kind::field:
            return node.field + ":" + (is_plain_value(node.value) ? node.value : "\"" + node.value + "\"");
        case Kind::year:
            return years(node.range);
        case Kind::all:
            return all_operands(node.children, " AND ");
        case Kind::any:
            // Side by side, conditions would be read as conditions on the rest.
            return all_operands(node.children, std::ranges::any_of(node.children, is_condition) ? " OR " : " ");
        case Kind::without:
        case Kind::prefer: {
            const auto& first = node.children.front();
            const bool negative = node.kind == Kind::without;
            const bool nothing = first.kind == Kind::all && first.children.empty();
            std::string result = nothing ? "" : (negative ? "" : "+") + operand(first);
            for (std::size_t i = 1; i < node.children.size(); ++i)
                result += (result.empty() ? "" : " ") + std::string{negative ? "-" : ""} + operand(node.children[i]);
            return result;
        }
    }
    return {};
}

}  // namespace acervo
