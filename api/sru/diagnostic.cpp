// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/sru/diagnostic.h"

#include <algorithm>
#include <array>
#include <utility>

namespace acervo::sru {

const char* message_of(int number) {
    constexpr auto messages = std::to_array<std::pair<int, const char*>>({
        {1, "General system error"},
        {2, "System temporarily unavailable"},
        {4, "Unsupported operation"},
        {5, "Unsupported version"},
        {6, "Unsupported parameter value"},
        {7, "Mandatory parameter not supplied"},
        {8, "Unsupported parameter"},
        {10, "Query syntax error"},
        {12, "Too many characters in query"},
        {13, "Invalid or unsupported use of parentheses"},
        {14, "Invalid or unsupported use of quotes"},
        {15, "Unsupported context set"},
        {16, "Unsupported index"},
        {18, "Unsupported combination of indexes"},
        {19, "Unsupported relation"},
        {20, "Unsupported relation modifier"},
        {22, "Unsupported combination of relation and index"},
        {27, "Empty term unsupported"},
        {28, "Masking character not supported"},
        {29, "Masked words too short"},
        {31, "Anchoring character not supported"},
        {36, "Term in invalid format for index or relation"},
        {37, "Unsupported boolean operator"},
        {38, "Too many boolean operators in query"},
        {40, "Unsupported proximity relation"},
        {41, "Unsupported proximity distance"},
        {42, "Unsupported proximity unit"},
        {43, "Unsupported proximity ordering"},
        {46, "Unsupported boolean modifier"},
        {47, "Cannot process query; reason unknown"},
        {49, "Masking character in unsupported position"},
        {61, "First record position out of range"},
        {66, "Unknown schema for retrieval"},
        {71, "Unsupported record packing"},
        {82, "Unsupported sort sequence"},
        {110, "Stylesheets not supported"},
        {120, "Response position out of range"},
        {121, "Too many terms requested"},
    });
    const auto* const found = std::ranges::find(messages, number, &std::pair<int, const char*>::first);
    return found == messages.end() ? messages.front().second : found->second;
}

}  // namespace acervo::sru
