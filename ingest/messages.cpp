// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/messages.h"

#include <algorithm>
#include <array>

#include "corpus/text.h"

namespace acervo {

namespace {

struct Sentence {
    std::string_view rule, es, pt, en;
};

/// {item}, {field}, {value} and {hint} are filled in; a passage in brackets is left out when one of those in it is
/// empty.
constexpr std::array sentences = {
    // --- of metadata ---
    Sentence{"required", "En {item} falta el campo obligatorio «{field}»: complételo.",
             "Em {item} falta o campo obrigatório “{field}”: preencha-o.",
             "{item} lacks the required field “{field}”: fill it in."},
    Sentence{"vocabulary",
             "En {item}, «{value}» no es un código válido de «{field}»: use un código del vocabulario[; los más "
             "parecidos son {hint}].",
             "Em {item}, “{value}” não é um código válido de “{field}”: use um código do vocabulário[; os mais "
             "parecidos são {hint}].",
             "In {item}, “{value}” is not a valid code for “{field}”: use a code of the vocabulary[; the nearest are "
             "{hint}]."},
    Sentence{"language",
             "En {item}, «{value}» de «{field}» no es una etiqueta de idioma: use una como es, pt o pt-BR (BCP 47).",
             "Em {item}, “{value}” de “{field}” não é uma etiqueta de idioma: use uma como es, pt ou pt-BR (BCP 47).",
             "In {item}, “{value}” of “{field}” is not a language tag: use one such as es, pt or pt-BR (BCP 47)."},
    Sentence{"date",
             "En {item}, «{value}» de «{field}» no es una fecha: escríbala como 2024, 2024-08, 2024-08-26 o 2019/2023.",
             "Em {item}, “{value}” de “{field}” não é uma data: escreva-a como 2024, 2024-08, 2024-08-26 ou 2019/2023.",
             "In {item}, “{value}” of “{field}” is not a date: write it as 2024, 2024-08, 2024-08-26 or 2019/2023."},
    Sentence{"url", "En {item}, «{value}» de «{field}» no es una dirección web: debe empezar por https:// o http://.",
             "Em {item}, “{value}” de “{field}” não é um endereço web: deve começar por https:// ou http://.",
             "In {item}, “{value}” of “{field}” is not a web address: it must begin with https:// or http://."},
    Sentence{"type",
             "En {item}, el valor[ «{value}»][ de «{field}»] no es del tipo que pide el campo[ ({hint})]: corríjalo.",
             "Em {item}, o valor[ “{value}”][ de “{field}”] não é do tipo que o campo pede[ ({hint})]: corrija-o.",
             "In {item}, the value[ “{value}”][ of “{field}”] is not of the type that the field takes[ ({hint})]: "
             "correct it."},
    Sentence{"range", "En {item}, «{value}» de «{field}» está fuera de los límites[ ({hint})]: corríjalo.",
             "Em {item}, “{value}” de “{field}” está fora dos limites[ ({hint})]: corrija-o.",
             "In {item}, “{value}” of “{field}” is out of bounds[ ({hint})]: correct it."},
    Sentence{
        "duplicate-key",
        "En {item}, la clave «{value}» ya apareció en este lote[: {hint}]. Dé a cada registro una clave propia.",
        "Em {item}, a chave “{value}” já apareceu neste lote[: {hint}]. Dê a cada registro uma chave própria.",
        "In {item}, the key “{value}” was already used in this batch[: {hint}]. Give each record a key of its own."},
    Sentence{"unknown-field",
             "En {item} hay campos que el modelo no conoce, guardados tal cual: {field}[ (¿quizá {hint}?)].",
             "Em {item} há campos que o modelo não conhece, guardados como vieram: {field}[ (talvez {hint}?)].",
             "{item} has fields that the model does not know, kept as they came: {field}[ (perhaps {hint}?)]."},
    // --- of suggestions ---
    Sentence{
        "suggestion-given",
        "En {item}, «{field}» ya tiene un valor dado por una persona: «{value}» no se aceptó. Para cambiarlo, edite el "
        "registro.",
        "Em {item}, “{field}” já tem um valor dado por uma pessoa: “{value}” não foi aceito. Para mudá-lo, edite o "
        "registro.",
        "In {item}, “{field}” already has a value that a person gave: “{value}” was not accepted. To change it, edit "
        "the record."},
    Sentence{"suggestion-gone", "En {item}, el registro[ {hint}] ya no está: nada que decidir.",
             "Em {item}, o registro[ {hint}] já não está: nada a decidir.",
             "In {item}, the record[ {hint}] is no longer there: nothing to decide."},
    // --- of manifests ---
    Sentence{"json", "{item} no se puede leer como JSON[, columna {hint}]: corrija la línea[ cerca de «{value}»].",
             "{item} não pode ser lida como JSON[, coluna {hint}]: corrija a linha[ perto de “{value}”].",
             "{item} cannot be read as JSON[, column {hint}]: correct the line[ near “{value}”]."},
    Sentence{"csv",
             "{item} no se puede leer como CSV[ ({value})]: corrija las comillas y el número de campos (RFC 4180).",
             "{item} não pode ser lida como CSV[ ({value})]: corrija as aspas e o número de campos (RFC 4180).",
             "{item} cannot be read as CSV[ ({value})]: correct the quotes and the number of fields (RFC 4180)."},
    Sentence{"encoding", "{item} no está en UTF-8: guarde el archivo con codificación UTF-8.",
             "{item} não está em UTF-8: salve o arquivo com codificação UTF-8.",
             "{item} is not UTF-8: save the file with UTF-8 encoding."},
    Sentence{"missing-file",
             "{item} nombra un archivo que no está[: «{value}»]. Póngalo junto al manifiesto o corrija el nombre.",
             "{item} indica um arquivo que não existe[: “{value}”]. Coloque-o junto ao manifesto ou corrija o nome.",
             "{item} names a file that is not there[: “{value}”]. Put it beside the manifest or correct the name."},
    Sentence{
        "unsafe-path",
        "{item} tiene una ruta que sale de su carpeta[: «{value}»]. Use una ruta relativa, dentro de la misma carpeta.",
        "{item} tem um caminho que sai de sua pasta[: “{value}”]. Use um caminho relativo, dentro da mesma pasta.",
        "{item} has a path that leaves its folder[: “{value}”]. Use a relative path inside the same folder."},
    Sentence{"manifest", "{item} se leyó como manifiesto: {value} filas, cada una con su línea en el informe.",
             "{item} foi lido como manifesto: {value} linhas, cada uma com seu item no relatório.",
             "{item} was read as a manifest: {value} rows, each with its own line in the report."},
    Sentence{"manifest-file", "{item} pertenece al registro de {hint}.", "{item} pertence ao registro de {hint}.",
             "{item} belongs to the record of {hint}."},
    // --- of files ---
    Sentence{"duplicate-bytes",
             "{item} es idéntico, byte a byte, al archivo del registro {hint}: no se guardó otra vez.",
             "{item} é idêntico, byte a byte, ao arquivo do registro {hint}: não foi guardado outra vez.",
             "{item} is the same, byte for byte, as the file of record {hint}: it was not stored again."},
    Sentence{"encrypted", "{item} está cifrado o protegido con contraseña: quite la protección y vuelva a ingresarlo.",
             "{item} está cifrado ou protegido por senha: remova a proteção e ingresse-o de novo.",
             "{item} is encrypted or protected by a password: remove the protection and ingest it again."},
    Sentence{"malformed",
             "{item} está dañado y no se puede leer[ ({value})]: ábralo con su programa y guárdelo de nuevo.",
             "{item} está danificado e não pode ser lido[ ({value})]: abra-o em seu programa e salve-o de novo.",
             "{item} is damaged and cannot be read[ ({value})]: open it in its program and save it again."},
    Sentence{"empty", "{item} no tiene contenido: compruebe que se copió entero.",
             "{item} não tem conteúdo: verifique se foi copiado por inteiro.",
             "{item} has no content: check that it was copied whole."},
    Sentence{"unsupported-format",
             "{item} está en un formato que no se lee[ ({value})]: conviértalo a PDF, DOCX, PPTX, ODF o HTML.",
             "{item} está em um formato que não é lido[ ({value})]: converta-o para PDF, DOCX, PPTX, ODF ou HTML.",
             "{item} is in a format that is not read[ ({value})]: convert it to PDF, DOCX, PPTX, ODF or HTML."},
    Sentence{"too-large", "{item} es demasiado grande[ en «{field}»][ ({hint})]: divídalo.",
             "{item} é grande demais[ em “{field}”][ ({hint})]: divida-o.",
             "{item} is too large[ in “{field}”][ ({hint})]: split it."},
    Sentence{"crashed", "El lector falló con {item}[ ({value})]: vuelva a guardar el archivo o conviértalo a PDF.",
             "O leitor falhou com {item}[ ({value})]: salve o arquivo de novo ou converta-o para PDF.",
             "The reader failed on {item}[ ({value})]: save the file again or convert it to PDF."},
    Sentence{"timeout", "{item} tardó demasiado en leerse: divídalo o vuelva a guardarlo.",
             "{item} demorou demais para ser lido: divida-o ou salve-o de novo.",
             "{item} took too long to read: split it or save it again."},
    Sentence{"memory", "{item} pide más memoria de la permitida: divídalo o vuelva a guardarlo.",
             "{item} pede mais memória do que a permitida: divida-o ou salve-o de novo.",
             "{item} takes more memory than allowed: split it or save it again."},
    Sentence{"output", "{item} contiene más texto del permitido: divídalo.",
             "{item} contém mais texto do que o permitido: divida-o.",
             "{item} holds more text than allowed: split it."},
    Sentence{"unreadable", "{item} no se pudo abrir[ ({value})]: compruebe los permisos.",
             "{item} não pôde ser aberto[ ({value})]: verifique as permissões.",
             "{item} could not be opened[ ({value})]: check its permissions."},
    Sentence{"changed", "{item} cambió mientras se leía: vuelva a ingresarlo.",
             "{item} mudou enquanto era lido: ingresse-o de novo.",
             "{item} changed while it was read: ingest it again."},
    Sentence{"hidden",
             "{item} es un archivo o carpeta oculto o del sistema: no se ingresa. Cámbiele el nombre si hace falta.",
             "{item} é um arquivo ou pasta oculto ou do sistema: não é ingressado. Mude o nome se for preciso.",
             "{item} is a hidden or system file or folder and is not taken in. Rename it if it is needed."},
    Sentence{
        "symlink",
        "{item} es un enlace a una carpeta o a fuera de la carpeta ingresada: ponga el archivo mismo en su lugar.",
        "{item} é um atalho para uma pasta ou para fora da pasta ingressada: coloque o próprio arquivo em seu lugar.",
        "{item} is a link to a folder or out of the folder that was given: put the file itself in its place."},
    Sentence{"special-file", "{item} no es un archivo corriente: no se ingresa. Ponga el archivo mismo en su lugar.",
             "{item} não é um arquivo comum: não é ingressado. Coloque o próprio arquivo em seu lugar.",
             "{item} is not an ordinary file and is not taken in. Put the file itself in its place."},
    // --- of archives ---
    Sentence{"archive", "{item} se desempaquetó: {value} archivos, cada uno con su línea en el informe.",
             "{item} foi desempacotado: {value} arquivos, cada um com seu item no relatório.",
             "{item} was unpacked: {value} files, each with its own line in the report."},
    Sentence{"ratio",
             "{item} se expande de forma desmedida[ ({value})], como una bomba de compresión: empaquételo de nuevo.",
             "{item} se expande de forma desmedida[ ({value})], como uma bomba de compressão: compacte-o de novo.",
             "{item} expands beyond measure[ ({value})], like a decompression bomb: pack it again."},
    Sentence{"nested", "{item} es un archivo comprimido dentro de otro: desempaquételo e ingréselo aparte.",
             "{item} é um arquivo compactado dentro de outro: descompacte-o e ingresse-o à parte.",
             "{item} is an archive inside an archive: unpack it and ingest it apart."},
    Sentence{"members", "{item} tiene demasiados archivos[ ({value})]: divídalo.",
             "{item} tem arquivos demais[ ({value})]: divida-o.", "{item} has too many members[ ({value})]: split it."},
    Sentence{"twin", "{item} tiene el mismo nombre que otro archivo del paquete[ («{value}»)]: cámbiele el nombre.",
             "{item} tem o mesmo nome que outro arquivo do pacote[ (“{value}”)]: mude o nome.",
             "{item} has the same name as another member of the archive[ (“{value}”)]: rename it."},
    // --- notices of what was taken in ---
    Sentence{
        "no-text-layer",
        "{item} tiene páginas sin texto[ ({value})]: son imágenes y no se encontrarán al buscar; páselas por OCR.",
        "{item} tem páginas sem texto[ ({value})]: são imagens e não serão encontradas na busca; passe-as por OCR.",
        "{item} has pages without text[ ({value})]: they are images and will not be found; run OCR on them."},
    Sentence{"truncated",
             "El texto de {item} no se leyó entero[ ({value})]: divida el archivo para que se encuentre todo.",
             "O texto de {item} não foi lido por inteiro[ ({value})]: divida o arquivo para que tudo seja encontrado.",
             "The text of {item} was not read whole[ ({value})]: split the file so that all of it is found."},
    Sentence{
        "charset-guessed",
        "La codificación de {item} no está declarada y se supuso[ {value}]: compruebe los acentos o guárdelo en UTF-8.",
        "A codificação de {item} não está declarada e foi suposta[ {value}]: verifique os acentos ou salve-o em UTF-8.",
        "The encoding of {item} is not declared and was guessed[ as {value}]: check the accents or save it as UTF-8."},
    Sentence{"repaired", "{item} está dañado en parte[ ({value})] y se leyó lo que se pudo: compruebe el texto.",
             "{item} está danificado em parte[ ({value})] e leu-se o que foi possível: verifique o texto.",
             "{item} is damaged in part[ ({value})] and was read as far as possible: check its text."},
    Sentence{"text-not-read",
             "El archivo de {item} se guardó, pero su formato no se lee[ ({value})]: su texto no se encontrará al "
             "buscar; añada otro en PDF.",
             "O arquivo de {item} foi guardado, mas seu formato não é lido[ ({value})]: seu texto não será encontrado "
             "na busca; acrescente outro em PDF.",
             "The file of {item} was stored, but its format is not read[ ({value})]: its text will not be found; add "
             "another in PDF."},
    // --- of batches ---
    Sentence{
        "rolled-back", "{item} se deshizo porque otro elemento del lote fue rechazado: corríjalo y repita el lote.",
        "{item} foi desfeito porque outro item do lote foi rejeitado: corrija-o e repita o lote.",
        "{item} was undone because another item of the batch was rejected: correct that one and run the batch again."},
    Sentence{"withdrawn", "{item}: el registro {hint} que creó este lote se retiró.",
             "{item}: o registro {hint} que este lote criou foi retirado.",
             "{item}: record {hint}, created by this batch, was withdrawn."},
    Sentence{"restored", "{item}: el registro {hint} volvió a su versión {value}.",
             "{item}: o registro {hint} voltou à sua versão {value}.",
             "{item}: record {hint} has its version {value} again."},
};

constexpr Sentence unknown_rule{"", "{item}: {field}[ «{value}»][ ({hint})]. Revise el elemento.",
                                "{item}: {field}[ “{value}”][ ({hint})]. Revise o item.",
                                "{item}: {field}[ “{value}”][ ({hint})]. Check the item."};

const Sentence* find(std::string_view rule) {
    const auto* const at = std::ranges::find(sentences, rule, &Sentence::rule);
    return at == sentences.end() ? nullptr : at;
}

std::string item_text(const std::string& path, int line, std::string_view language) {
    if (language == "es") return line ? "la línea " + std::to_string(line) + " de «" + path + "»" : "«" + path + "»";
    if (language == "pt") return line ? "a linha " + std::to_string(line) + " de “" + path + "”" : "“" + path + "”";
    return line ? "line " + std::to_string(line) + " of “" + path + "”" : "“" + path + "”";
}

std::string fill(std::string_view pattern, const std::array<std::pair<std::string_view, std::string_view>, 4>& values) {
    std::string text, passage;
    bool inside = false, whole = true;
    const auto out = [&]() -> std::string& { return inside ? passage : text; };
    for (std::size_t at = 0; at < pattern.size(); ++at) {
        const char c = pattern[at];
        if (c == '[') {
            inside = whole = true;
            passage.clear();
        } else if (c == ']') {
            inside = false;
            if (whole) text += passage;
        } else if (c == '{') {
            const auto end = pattern.find('}', at);
            const auto name = pattern.substr(at + 1, end - at - 1);
            const auto* const value =
                std::ranges::find(values, name, &std::pair<std::string_view, std::string_view>::first);
            if (value->second.empty()) whole = false;
            out() += value->second;
            at = end;
        } else {
            out() += c;
        }
    }
    return text;
}

/// Portuguese joins its prepositions with the article of item_text().
void contract(std::string& text) {
    for (const auto& [apart, joined] : {std::pair{"Em a linha", "Na linha"}, std::pair{"de a linha", "da linha"}}) {
        const auto at = text.find(apart);
        if (at != std::string::npos) text.replace(at, std::string_view{apart}.size(), joined);
    }
}

/// A sentence begins with a capital: only the articles of item_text() may stand in front in lower case.
void capitalize(std::string& text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
}

}  // namespace

LangMap message(const Finding& finding, const std::string& path, int line) {
    const Sentence* const known = find(finding.rule);
    const Sentence& sentence = known ? *known : unknown_rule;
    const std::string value = shorten(clean(finding.value), 160);
    const std::string& field = known ? finding.field : finding.rule;
    const auto in = [&](std::string_view language, std::string_view pattern) {
        const std::string item = item_text(path, line, language);
        std::string text =
            fill(pattern, {{{"item", item}, {"field", field}, {"value", value}, {"hint", finding.hint}}});
        capitalize(text);
        if (language == "pt") contract(text);
        return text;
    };
    return {{"es", in("es", sentence.es)}, {"pt", in("pt", sentence.pt)}, {"en", in("en", sentence.en)}};
}

bool is_rule(std::string_view rule) {
    return find(rule) != nullptr;
}

}  // namespace acervo
