// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/oai/arguments.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace acervo {
namespace {

struct OaiVerb {
    const char* name;
    std::vector<std::string> required, optional;
    bool resumes = false;  ///< takes a resumptionToken, and nothing beside it
};

const std::array<OaiVerb, 6>& verbs() {
    static const std::array<OaiVerb, 6> known{{{"Identify", {}, {}},
                                               {"ListMetadataFormats", {}, {"identifier"}},
                                               {"ListSets", {}, {}, true},
                                               {"GetRecord", {"identifier", "metadataPrefix"}, {}},
                                               {"ListIdentifiers", {"metadataPrefix"}, {"from", "until", "set"}, true},
                                               {"ListRecords", {"metadataPrefix"}, {"from", "until", "set"}, true}}};
    return known;
}

bool has(const std::vector<std::string>& list, const std::string& name) {
    return std::find(list.begin(), list.end(), name) != list.end();
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// Whether a text has the form of another, in which "0" stands for any digit.
bool has_form(const std::string& text, std::string_view form) {
    return std::equal(text.begin(), text.end(), form.begin(), form.end(),
                      [](char c, char wanted) { return wanted == '0' ? is_digit(c) : c == wanted; });
}

bool is_real_day(const std::string& text) {
    const auto number = [&](std::size_t at, std::size_t digits) { return std::stoi(text.substr(at, digits)); };
    return std::chrono::year_month_day{std::chrono::year{number(0, 4)},
                                       std::chrono::month{static_cast<unsigned>(number(5, 2))},
                                       std::chrono::day{static_cast<unsigned>(number(8, 2))}}
        .ok();
}

bool is_day(const std::string& text) {
    return has_form(text, "0000-00-00") && is_real_day(text);
}

bool is_second(const std::string& text) {
    return has_form(text, "0000-00-00T00:00:00Z") && is_real_day(text) && text.substr(11, 2) < "24" &&
           text.substr(14, 2) < "60" && text.substr(17, 2) < "60";
}

}  // namespace

Error oai_error(const std::string& code, const std::string& message) {
    return Error{Error{Problem::bad_input, message}.with_code(code)};
}

std::string OaiArguments::get(const std::string& name) const {
    const auto found = given.find(name);
    return found == given.end() ? std::string{} : found->second;
}

OaiArguments oai_arguments(const std::vector<std::pair<std::string, std::string>>& parameters) {
    OaiArguments arguments;
    const auto count =
        std::count_if(parameters.begin(), parameters.end(), [](const auto& one) { return one.first == "verb"; });
    if (count != 1) throw oai_error("badVerb", count == 0 ? "There is no verb." : "The verb is repeated.");
    const auto given =
        std::find_if(parameters.begin(), parameters.end(), [](const auto& p) { return p.first == "verb"; });
    const auto verb =
        std::find_if(verbs().begin(), verbs().end(), [&](const OaiVerb& known) { return given->second == known.name; });
    if (verb == verbs().end()) throw oai_error("badVerb", "\"" + given->second + "\" is no verb of OAI-PMH 2.0.");
    arguments.verb = verb->name;
    for (const auto& [name, value] : parameters) {
        if (name == "verb") continue;
        const bool known =
            has(verb->required, name) || has(verb->optional, name) || (verb->resumes && name == "resumptionToken");
        if (!known) throw oai_error("badArgument", "\"" + name + "\" is no argument of " + arguments.verb + ".");
        if (value.empty()) throw oai_error("badArgument", "The argument " + name + " is empty.");
        if (!arguments.given.emplace(name, value).second)
            throw oai_error("badArgument", "The argument " + name + " is repeated.");
    }
    if (arguments.given.contains("resumptionToken")) {
        if (arguments.given.size() > 1) throw oai_error("badArgument", "resumptionToken goes with no other argument.");
        return arguments;
    }
    for (const auto& name : verb->required) {
        if (!arguments.given.contains(name)) throw oai_error("badArgument", "The argument " + name + " is missing.");
    }
    return arguments;
}

OaiDates oai_dates(const OaiArguments& arguments) {
    const auto from = arguments.get("from"), until = arguments.get("until");
    for (const auto& date : {from, until}) {
        if (!date.empty() && !is_day(date) && !is_second(date))
            throw oai_error("badArgument", "\"" + date + "\" is neither YYYY-MM-DD nor YYYY-MM-DDThh:mm:ssZ.");
    }
    if (!from.empty() && !until.empty() && from.size() != until.size())
        throw oai_error("badArgument", "from and until have different granularities.");
    if (!from.empty() && !until.empty() && until < from) throw oai_error("badArgument", "from is later than until.");
    OaiDates dates{from, until};
    if (is_day(from)) dates.from += "T00:00:00Z";
    if (is_day(until)) dates.until += "T23:59:59Z";
    return dates;
}

}  // namespace acervo
