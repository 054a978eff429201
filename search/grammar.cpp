// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/grammar.h"

#include "search/field_names.h"
#include "search/lexer.h"
#include "search/query.h"

namespace acervo {
namespace {

std::string joined(const std::vector<std::string>& names, const std::string& indent) {
    std::string text;
    std::size_t line = 0;
    for (const auto& name : names) {
        const auto quoted = "\"" + name + "\"";
        if (line + quoted.size() > 72) {
            text += "\n" + indent;
            line = 0;
        }
        text += (text.empty() ? "" : "| ") + quoted + " ";
        line += quoted.size() + 3;
    }
    return text + ";\n";
}

std::string operators(Token::Kind kind) {
    std::vector<std::string> names;
    for (const auto name : operator_names(kind)) names.emplace_back(name);
    return joined(names, "             ");
}

}  // namespace

std::string query_grammar() {
    std::string text =
        R"ebnf(query      = [ any ] ;
any        = all , { or , all } ;
all        = ( group | not , group ) , { ( [ and ] , not | and ) , group } ;
group      = item , { item } ;              (* side by side: the more of them, the better *)
item       = [ "+" | "-" ] , atom ;         (* "+": must be there; "-": must not *)
atom       = near | prefix | phrase | condition | "(" , any , ")" ;
near       = word , { "NEAR" , [ "/" , number ] , word } ;
phrase     = '"' , word , { word } , '"' ;  (* one word in quotes: this very form *)
prefix     = letter , letter , letter , { letter } , "*" ;
condition  = field , ":" , ( value | phrase ) | year , ":" , years ;
years      = number | number , ".." , [ number ] | ".." , number ;

)ebnf";
    text += "and        = " + operators(Token::Kind::conjunction);
    text += "or         = " + operators(Token::Kind::disjunction);
    text += "not        = " + operators(Token::Kind::negation);
    text += "\n(* Upper or lower case, with accents or without: *)\n";
    std::vector<std::string> fields;
    for (const auto& [name, canonical] : field_names())
        if (std::string_view{canonical} != "year") fields.emplace_back(name);
    text += "field      = " + joined(fields, "             ");
    std::vector<std::string> years;
    for (const auto& [name, canonical] : field_names())
        if (std::string_view{canonical} == "year") years.emplace_back(name);
    text += "year       = " + joined(years, "             ");
    text += "\n(* At most " + std::to_string(max_query_bytes) + " bytes, " + std::to_string(max_query_terms) +
            " words, " + std::to_string(max_query_depth) + " operators one inside another; of a prefix the " +
            std::to_string(max_expansion) + " most frequent words. *)\n";
    return text;
}

}  // namespace acervo
