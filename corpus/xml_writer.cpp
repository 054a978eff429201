// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/xml_writer.h"

#include "corpus/text.h"

namespace acervo::xml {

std::string escaped(std::string_view text) {
    const std::string sound = is_utf8(text) ? std::string{text} : to_utf8(text);
    std::string out;
    out.reserve(sound.size() + sound.size() / 16);
    for (std::size_t at = 0; at < sound.size(); ++at) {
        const auto c = static_cast<unsigned char>(sound[at]);
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\r':
                out += "&#13;";
                break;
            default: {
                // U+FFFE and U+FFFF are EF BF BE and EF BF BF.
                const bool none = c == 0xEF && at + 2 < sound.size() &&
                                  static_cast<unsigned char>(sound[at + 1]) == 0xBF &&
                                  static_cast<unsigned char>(sound[at + 2]) >= 0xBE;
                if ((c < 0x20 && c != '\t' && c != '\n') || none) {
                    out += "\xEF\xBF\xBD";
                    if (none) at += 2;
                } else {
                    out += static_cast<char>(c);
                }
            }
        }
    }
    return out;
}

void Writer::start(std::string_view name, Attributes attributes) {
    out_.append("<").append(name);
    for (const auto& [key, value] : attributes)
        if (!value.empty()) out_.append(" ").append(key).append("=\"").append(escaped(value)).append("\"");
    out_ += '>';
}

Writer& Writer::open(std::string_view name, Attributes attributes) {
    start(name, attributes);
    names_.emplace_back(name);
    return *this;
}

Writer& Writer::close() {
    out_.append("</").append(names_.back()).append(">");
    names_.pop_back();
    return *this;
}

Writer& Writer::text(std::string_view text) {
    out_ += escaped(text);
    return *this;
}

Writer& Writer::element(std::string_view name, std::string_view text, Attributes attributes) {
    start(name, attributes);
    out_.append(escaped(text)).append("</").append(name).append(">");
    return *this;
}

Writer& Writer::raw(std::string_view xml) {
    out_ += xml;
    return *this;
}

}  // namespace acervo::xml
