// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/validation/codes.h"

#include <algorithm>
#include <array>

#include "corpus/text.h"

namespace acervo {

namespace {

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_alphanumeric(char c) {
    return is_letter(c) || is_digit(c);
}

bool letters(std::string_view text, std::size_t least, std::size_t most) {
    return text.size() >= least && text.size() <= most && std::ranges::all_of(text, is_letter);
}
bool alphanumeric(std::string_view text, std::size_t least, std::size_t most) {
    return text.size() >= least && text.size() <= most && std::ranges::all_of(text, is_alphanumeric);
}

std::vector<std::string_view> split(std::string_view text, char at) {
    std::vector<std::string_view> parts;
    for (std::size_t begin = 0;;) {
        const auto end = text.find(at, begin);
        parts.push_back(text.substr(begin, end - begin));
        if (end == std::string_view::npos) return parts;
        begin = end + 1;
    }
}

bool is_variant(std::string_view part) {
    return alphanumeric(part, 5, 8) || (part.size() == 4 && is_digit(part[0]) && alphanumeric(part, 4, 4));
}

/// ISO 4217: active codes, and those of currencies that were replaced since 2000 and that older practices are costed
/// in.
constexpr std::string_view currencies =
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF "
    "CHE "
    "CHF CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ "
    "GYD "
    "HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD "
    "MAD "
    "MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG "
    "QAR "
    "RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS "
    "UAH "
    "UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF XCD XDR XOF XPF XSU XUA YER ZAR ZMW ZWG "
    "ADP ATS BEF CUC CYP DEM ECS EEK ESP FIM FRF GRD HRK IEP ITL LTL LUF LVL MTL NLG PTE SIT SKK VEB VEF ZWL";

constexpr std::array money = {std::pair{"EUR", "euro"},
                              std::pair{"EUR", "euros"},
                              std::pair{"EUR", "€"},
                              std::pair{"USD", "us$"},
                              std::pair{"USD", "u$s"},
                              std::pair{"USD", "dolar"},
                              std::pair{"USD", "dolares"},
                              std::pair{"USD", "dollars"},
                              std::pair{"BRL", "r$"},
                              std::pair{"BRL", "real"},
                              std::pair{"BRL", "reais"},
                              std::pair{"BRL", "reales"},
                              std::pair{"ARS", "pesos argentinos"},
                              std::pair{"MXN", "pesos mexicanos"},
                              std::pair{"CLP", "pesos chilenos"},
                              std::pair{"COP", "pesos colombianos"},
                              std::pair{"UYU", "pesos uruguayos"},
                              std::pair{"DOP", "pesos dominicanos"},
                              std::pair{"CUP", "pesos cubanos"},
                              std::pair{"PEN", "soles"},
                              std::pair{"PEN", "s/"},
                              std::pair{"BOB", "bolivianos"},
                              std::pair{"PYG", "guaranies"},
                              std::pair{"GTQ", "quetzales"},
                              std::pair{"HNL", "lempiras"},
                              std::pair{"NIO", "cordobas"},
                              std::pair{"CRC", "colones"},
                              std::pair{"PAB", "balboas"},
                              std::pair{"VES", "bolivares"},
                              std::pair{"CVE", "escudos"},
                              std::pair{"AOA", "kwanzas"},
                              std::pair{"MZN", "meticais"},
                              std::pair{"GBP", "libras"}};

/// Local parts of addresses that stay when the person goes.
constexpr std::array offices = {
    "info",          "informacion",  "informacao",    "contact",       "contacto",    "contato",      "admin",
    "office",        "oficina",      "mail",          "correo",        "prensa",      "imprensa",     "press",
    "alcaldia",      "ayuntamiento", "municipio",     "prefeitura",    "camara",      "gabinete",     "secretaria",
    "geral",         "general",      "ouvidoria",     "atencion",      "atendimento", "help",         "soporte",
    "suporte",       "support",      "registro",      "biblioteca",    "library",     "comunicacion", "comunicacao",
    "participacion", "participacao", "transparencia", "consulta",      "consultas",   "buzon",        "gobierno",
    "governo",       "congreso",     "congresso",     "editor",        "noreply",     "no-reply",     "cooperacion",
    "cooperacao",    "planejamento", "planeamiento",  "planificacion", "urbanismo"};

bool is_of_address(char c) {
    return is_alphanumeric(c) || c == '.' || c == '_' || c == '-' || c == '+' || c == '%';
}

}  // namespace

bool is_language_tag(std::string_view tag) {
    const auto parts = split(tag, '-');
    std::size_t at = 0;
    const auto more = [&] { return at < parts.size(); };
    const auto is_private = [&] { return parts[at] == "x" || parts[at] == "X"; };
    if (!is_private()) {
        if (!letters(parts[at++], 2, 3)) return false;
        for (int extended = 0; extended < 3 && more() && letters(parts[at], 3, 3); ++extended) ++at;
        if (more() && letters(parts[at], 4, 4)) ++at;
        const bool region =
            more() && (letters(parts[at], 2, 2) || (parts[at].size() == 3 && std::ranges::all_of(parts[at], is_digit)));
        if (region) ++at;
        std::vector<std::string> seen;  // variants and singletons, each once
        const auto again = [&](std::string_view part) {
            const std::string folded = lower(part);
            if (std::ranges::find(seen, folded) != seen.end()) return true;
            seen.push_back(folded);
            return false;
        };
        for (; more() && is_variant(parts[at]); ++at) {
            if (again(parts[at])) return false;
        }
        while (more() && alphanumeric(parts[at], 1, 1) && !is_private()) {
            if (again(parts[at++]) || !more() || !alphanumeric(parts[at], 2, 8)) return false;
            while (more() && alphanumeric(parts[at], 2, 8)) ++at;
        }
    }
    if (!more()) return true;
    if (!is_private() || ++at == parts.size()) return false;
    while (more() && alphanumeric(parts[at], 1, 8)) ++at;
    return !more();
}

bool is_currency(std::string_view code) {
    return code.size() == 3 && letters(code, 3, 3) && currencies.find(code) % 4 == 0;
}

const std::vector<Named>& currency_names() {
    static const std::vector<Named> names = [] {
        std::vector<Named> list;
        for (const auto code : split(currencies, ' ')) list.push_back({std::string(code), fold(code)});
        for (const auto& [code, name] : money) list.push_back({code, fold(name)});
        return list;
    }();
    return names;
}

bool is_web_address(std::string_view url) {
    for (const std::string_view scheme : {"https://", "http://"}) {
        if (!url.starts_with(scheme)) continue;
        const auto rest = url.substr(scheme.size());
        const bool clean_bytes = std::ranges::none_of(rest, [](char c) {
            return static_cast<unsigned char>(c) <= ' ' || c == '"' || c == '<' || c == '>' || c == '\\' || c == 0x7F;
        });
        return clean_bytes && !rest.empty() && rest[0] != '/' && rest[0] != ':' && rest[0] != '?' && rest[0] != '#';
    }
    return false;
}

std::string personal_address(std::string_view text) {
    for (auto at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1)) {
        std::size_t begin = at, end = at + 1;
        while (begin > 0 && is_of_address(text[begin - 1])) --begin;
        while (end < text.size() && is_of_address(text[end])) ++end;
        const auto host = text.substr(at + 1, end - at - 1);
        if (begin == at || host.find('.') == std::string_view::npos) continue;
        const std::string name = fold(text.substr(begin, at - begin));
        const auto is_office = [&](const char* office) {
            return name == office || name.starts_with(std::string(office) + '.') ||
                   name.starts_with(std::string(office) + '_') || name.starts_with(std::string(office) + '-');
        };
        if (std::ranges::none_of(offices, is_office)) return std::string(text.substr(begin, end - begin));
    }
    return {};
}

}  // namespace acervo
