// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/notices.h"

#include <algorithm>

#include "api/embedded/notices_json.h"
#include "corpus/text.h"

namespace acervo {

using nlohmann::json;

std::string notice_text(const QueryNotice& notice, const std::string& language) {
    static const json texts = json::parse(::notices_json);
    return texts.at(notice.code).at(language).get<std::string>();
}

json position_json(const Position& position) {
    return {{"begin", position.character}, {"length", position.characters}};
}

json notices_json(const std::string& typed, const std::string& language) {
    json list = json::array();
    for (const auto& notice : notices_of(typed))
        list.push_back({{"code", notice.code},
                        {"text", notice_text(notice, language)},
                        {"position", position_json(notice.position)}});
    return list;
}

std::vector<std::pair<std::string, bool>> mark_position(const std::string& typed, const Position& position) {
    const auto text = clean(typed);
    const auto begin = std::min(position.byte, text.size());
    const auto length = std::min(position.bytes, text.size() - begin);
    std::vector<std::pair<std::string, bool>> pieces;
    for (auto piece : {std::pair{text.substr(0, begin), false}, std::pair{text.substr(begin, length), true},
                       std::pair{text.substr(begin + length), false}})
        if (!piece.first.empty()) pieces.push_back(std::move(piece));
    return pieces;
}

}  // namespace acervo
