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
    // --- of the parts of volumes ---
    Sentence{"parts-version",
             "En {item}, el volumen cambió desde que se exportaron sus trabajos (versión {value}, ahora {hint}): "
             "expórtelos de nuevo y repita los cambios.",
             "Em {item}, o volume mudou desde que os seus trabalhos foram exportados (versão {value}, agora {hint}): "
             "exporte-os de novo e repita as alterações.",
             "In {item}, the volume was changed since its papers were exported (version {value}, now {hint}): export "
             "them again and repeat the changes."},
    Sentence{"parts-action", "En {item}, «{value}» no es una acción: escriba keep (conservar) o drop (quitar).",
             "Em {item}, “{value}” não é uma ação: escreva keep (manter) ou drop (retirar).",
             "In {item}, “{value}” is no action: write keep or drop."},
    Sentence{"parts-unknown", "En {item}, el volumen no tiene el trabajo «{value}»: deje vacío «part» para añadir uno.",
             "Em {item}, o volume não tem o trabalho “{value}”: deixe “part” vazio para acrescentar um.",
             "In {item}, the volume has no part “{value}”: leave “part” empty to add one."},
    Sentence{"parts-pages", "En {item}, «{value}» de «{field}» no es una página del volumen[: las suyas son {hint}].",
             "Em {item}, “{value}” de “{field}” não é uma página do volume[: as suas são {hint}].",
             "In {item}, “{value}” of “{field}” is not a page of the volume[: it has {hint}]."},
    Sentence{"parts-record", "En {item}, no hay ningún registro «{value}»: compruebe la columna «record».",
             "Em {item}, não há nenhum registro “{value}”: verifique a coluna “record”.",
             "In {item}, there is no record “{value}”: check the column “record”."},
    Sentence{"parts-others",
             "{item} está bien, pero no se aplicó: corrija las otras filas del volumen {value} e importe de nuevo.",
             "{item} está bem, mas não foi aplicada: corrija as outras linhas do volume {value} e importe de novo.",
             "{item} is right but was not applied: mend the other rows of volume {value} and import again."},
    // --- of places ---
    Sentence{
        "place-unknown",
        "En {item}, no hay ningún lugar «{value}»: busque su número con `acervo places find`, o deje vacío «id» y "
        "escriba nombre y país.",
        "Em {item}, não há nenhum lugar “{value}”: procure o seu número com `acervo places find`, ou deixe vazio "
        "“id” e escreva nome e país.",
        "In {item}, there is no place “{value}”: look its number up with `acervo places find`, or leave “id” empty "
        "and write name and country."},
    Sentence{"place-ambiguous", "En {item}, hay varios lugares «{value}»: escriba en «id» el que quiere decir, {hint}.",
             "Em {item}, há vários lugares “{value}”: escreva em “id” o que quer dizer, {hint}.",
             "In {item}, there are several places “{value}”: write in “id” which one is meant, {hint}."},
    Sentence{"place-column", "En {item}, «{field}» no es una columna de lugares[: ¿quizá {hint}?].",
             "Em {item}, “{field}” não é uma coluna de lugares[: talvez {hint}?].",
             "In {item}, “{field}” is no column of places[: perhaps {hint}?]."},
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
    Sentence{"identifier",
             "En {item}, «{value}» de «{field}» no es un identificador válido: compruebe sus cifras[; ¿quizá {hint}?].",
             "Em {item}, “{value}” de “{field}” não é um identificador válido: confira seus dígitos[; talvez {hint}?].",
             "In {item}, “{value}” of “{field}” is not a valid identifier: check its digits[; perhaps {hint}?]."},
    // --- warnings about metadata that was taken in ---
    Sentence{"incomplete", "{item} no tiene {field}, que se espera de un registro[ «{hint}»]: complételo.",
             "{item} não tem {field}, que se espera de um registro[ “{hint}”]: complete-o.",
             "{item} lacks {field}, which a record[ “{hint}”] should have: complete it."},
    Sentence{"empty-text", "En {item} hay textos vacíos: {field}. Escríbalos o quite el campo.",
             "Em {item} há textos vazios: {field}. Escreva-os ou remova o campo.",
             "{item} has empty texts: {field}. Write them or leave the field out."},
    Sentence{"language-differs",
             "En {item}, el texto de «{field}» que se dice en «{value}» parece estar en «{hint}»: corrija el idioma.",
             "Em {item}, o texto de “{field}” que se diz em “{value}” parece estar em “{hint}”: corrija o idioma.",
             "In {item}, the text of “{field}” said to be in “{value}” reads like “{hint}”: correct the language."},
    Sentence{"unlikely-date",
             "En {item}, «{value}» de «{field}» no parece una fecha de publicación[ (hoy es {hint})]: compruébela.",
             "Em {item}, “{value}” de “{field}” não parece uma data de publicação[ (hoje é {hint})]: confira-a.",
             "In {item}, “{value}” of “{field}” is hardly a date of publication[ (today is {hint})]: check it."},
    Sentence{
        "embargo-unused",
        "En {item} hay un embargo hasta {value}, pero el acceso es «{hint}»: ponga acceso «embargo» o quite la fecha.",
        "Em {item} há um embargo até {value}, mas o acesso é “{hint}”: use o acesso “embargo” ou remova a data.",
        "{item} has an embargo until {value}, but its access is “{hint}”: set access to “embargo” or remove the date."},
    Sentence{"personal-address",
             "En {item}, «{value}» de «{field}» parece el correo de una persona: ponga el de la oficina o quítelo.",
             "Em {item}, “{value}” de “{field}” parece o e-mail de uma pessoa: use o da repartição ou remova-o.",
             "In {item}, “{value}” of “{field}” looks like a person’s address: give the office’s or remove it."},
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
    Sentence{"columns",
             "{item} tiene {value} celdas y el encabezado {hint}: complete el encabezado o vacíe las que sobran.",
             "{item} tem {value} células e o cabeçalho {hint}: complete o cabeçalho ou esvazie as que sobram.",
             "{item} has {value} cells and its header {hint}: complete the header or empty those in excess."},
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
    // --- of files of metadata ---
    Sentence{
        "not-understood",
        "En {item}, el valor «{value}» de «{field}» no se entendió y quedó fuera: complételo si hace falta.",
        "Em {item}, o valor “{value}” de “{field}” não foi entendido e ficou de fora: preencha-o se for preciso.",
        "In {item}, the value “{value}” of “{field}” was not understood and left out: fill it in if it is needed."},
    Sentence{"unfinished-record",
             "{item}: el registro no termina[ (falta {value})] y se leyó hasta donde llega: compruebe el archivo.",
             "{item}: o registro não termina[ (falta {value})] e foi lido até onde vai: verifique o arquivo.",
             "{item}: the record does not end[ ({value} is missing)] and was read as far as it goes: check the file."},
    Sentence{
        "unknown-metadata",
        "{item}: los metadatos[ «{value}»] no están en un formato que se lea: expórtelos en Dublin Core, MARC o MODS.",
        "{item}: os metadados[ “{value}”] não estão em um formato que seja lido: exporte-os em Dublin Core, MARC ou "
        "MODS.",
        "{item}: the metadata[ “{value}”] are not in a format that is read: export them as Dublin Core, MARC or MODS."},
    Sentence{"deleted-at-source",
             "{item}: el repositorio de origen borró el registro[ «{value}»]: no hay nada que ingresar.",
             "{item}: o repositório de origem apagou o registro[ “{value}”]: não há nada a ingressar.",
             "{item}: the repository it comes from deleted the record[ “{value}”]: there is nothing to take in."},
    Sentence{"broken-entry", "{item}: la entrada está rota[ ({value})]: revise llaves, comillas y comas.",
             "{item}: a entrada está quebrada[ ({value})]: verifique chaves, aspas e vírgulas.",
             "{item}: the entry is broken[ ({value})]: check its braces, quotes and commas."},
    Sentence{
        "registered-file",
        "{item} nombra un archivo registrado en otro almacén[ («{value}»)], que no viene en el paquete: inclúyalo.",
        "{item} indica um arquivo registrado em outro depósito[ (“{value}”)], que não vem no pacote: inclua-o.",
        "{item} names a file registered in another store[ (“{value}”)], which is not in the package: include it."},
    Sentence{
        "not-in-contents",
        "{item} no figura en «contents» de {hint}: no se ingresó. Añádalo allí si pertenece al registro.",
        "{item} não consta em “contents” de {hint}: não foi ingressado. Acrescente-o ali se pertence ao registro.",
        "{item} is not in the “contents” of {hint} and was not taken in. Add it there if it belongs to the record."},
    // --- of bags (BagIt) ---
    Sentence{"bag", "{item} declara un paquete BagIt completo y válido: {value} archivos.",
             "{item} declara um pacote BagIt completo e válido: {value} arquivos.",
             "{item} declares a BagIt bag that is complete and valid: {value} files."},
    Sentence{"bag-file", "{item} pertenece al paquete BagIt de {hint}.", "{item} pertence ao pacote BagIt de {hint}.",
             "{item} belongs to the BagIt bag of {hint}."},
    Sentence{"bag-invalid",
             "{item}: el paquete BagIt no está completo o no es válido[ ({value} fallos)]: no se ingresó nada de él. "
             "Pídalo otra vez.",
             "{item}: o pacote BagIt não está completo ou não é válido[ ({value} falhas)]: nada dele foi ingressado. "
             "Peça-o de novo.",
             "{item}: the BagIt bag is not complete or not valid[ ({value} faults)]: nothing of it was taken in. Ask "
             "for it again."},
    Sentence{"bag-left", "{item} no se ingresó porque su paquete BagIt no es válido: corrija {hint}.",
             "{item} não foi ingressado porque seu pacote BagIt não é válido: corrija {hint}.",
             "{item} was not taken in because its BagIt bag is not valid: correct {hint}."},
    Sentence{
        "bag-declaration",
        "{item} no es una declaración BagIt[ («{value}»)]: debe tener «BagIt-Version» y «Tag-File-Character-Encoding».",
        "{item} não é uma declaração BagIt[ (“{value}”)]: deve ter “BagIt-Version” e “Tag-File-Character-Encoding”.",
        "{item} is no BagIt declaration[ (“{value}”)]: it must have “BagIt-Version” and "
        "“Tag-File-Character-Encoding”."},
    Sentence{"bag-encoding", "{item} no está en la codificación que el paquete declara[ ({value})]: guárdelo en ella.",
             "{item} não está na codificação que o pacote declara[ ({value})]: salve-o nela.",
             "{item} is not in the encoding that the bag declares[ ({value})]: save it in that one."},
    Sentence{"bag-no-manifest",
             "{item} falta: un paquete BagIt necesita un manifiesto de su contenido (MD5, SHA-1 o SHA-2).",
             "{item} falta: um pacote BagIt precisa de um manifesto de seu conteúdo (MD5, SHA-1 ou SHA-2).",
             "{item} is missing: a BagIt bag needs a manifest of its payload (MD5, SHA-1 or SHA-2)."},
    Sentence{"bag-algorithm",
             "{item} usa sumas que no se saben comprobar[ ({value})]: se comprobó con otro manifiesto.",
             "{item} usa somas que não se sabe verificar[ ({value})]: verificou-se com outro manifesto.",
             "{item} uses digests that cannot be checked here[ ({value})]: another manifest was used."},
    Sentence{"bag-line", "{item} tiene una línea que no se entiende[: «{value}»]. Corríjala.",
             "{item} tem uma linha que não se entende[: “{value}”]. Corrija-a.",
             "{item} has a line that cannot be read[: “{value}”]. Correct it."},
    Sentence{"bag-duplicate", "{item} nombra dos veces lo mismo[: «{value}»][, ya en la línea {hint}]. Deje una sola.",
             "{item} indica duas vezes o mesmo[: “{value}”][, já na linha {hint}]. Deixe uma só.",
             "{item} names the same twice[: “{value}”][, already in line {hint}]. Leave one."},
    Sentence{
        "bag-digest",
        "{item} no es el archivo que se envió: su suma es {value} y el manifiesto dice {hint}. Pídalo otra vez.",
        "{item} não é o arquivo que foi enviado: sua soma é {value} e o manifesto diz {hint}. Peça-o de novo.",
        "{item} is not the file that was sent: its digest is {value} and the manifest says {hint}. Ask for it again."},
    Sentence{"bag-missing", "{item} falta en el paquete[; su suma debía ser {hint}]. Pídalo otra vez.",
             "{item} falta no pacote[; sua soma devia ser {hint}]. Peça-o de novo.",
             "{item} is missing from the bag[; its digest was to be {hint}]. Ask for it again."},
    Sentence{"bag-fetch",
             "{item} no viene en el paquete: «fetch.txt» dice de dónde traerlo, y aquí no se trae nada. Complételo.",
             "{item} não vem no pacote: “fetch.txt” diz de onde trazê-lo, e aqui nada se traz. Complete-o.",
             "{item} is not in the bag: “fetch.txt” says where to get it, and nothing is fetched here. Complete it."},
    Sentence{"bag-extra", "{item} no figura en el manifiesto del paquete: añádalo o quítelo.",
             "{item} não consta no manifesto do pacote: acrescente-o ou retire-o.",
             "{item} is not in the manifest of the bag: add it or remove it."},
    Sentence{"bag-oxum",
             "{item} dice que el contenido son {hint} (bytes.archivos) y son {value}: compruebe que llegó entero.",
             "{item} diz que o conteúdo são {hint} (bytes.arquivos) e são {value}: verifique se chegou inteiro.",
             "{item} says that the payload is {hint} (bytes.files) and it is {value}: check that all of it came."},
    // --- of files ---
    Sentence{
        "duplicate-bytes",
        "{item}[, archivo «{value}»,] es idéntico, byte a byte, al del registro {hint}: no se guardó otra vez.",
        "{item}[, arquivo “{value}”,] é idêntico, byte a byte, ao do registro {hint}: não foi guardado outra vez.",
        "{item}[, file “{value}”,] is the same, byte for byte, as that of record {hint}: it was not stored again."},
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
    Sentence{"no-text-layer",
             "{item} tiene páginas sin texto[ ({value})]: son imágenes y no se encontrarán al buscar hasta que `acervo "
             "ocr` reconozca su texto.",
             "{item} tem páginas sem texto[ ({value})]: são imagens e não serão encontradas na busca até que `acervo "
             "ocr` reconheça o texto.",
             "{item} has pages without text[ ({value})]: they are images and will not be found until `acervo ocr` "
             "recognises their text."},
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
    // --- of duplicates ---
    Sentence{"attached-to", "{item} es la misma obra en otro formato[ ({value})]: se añadió al registro {hint}.",
             "{item} é a mesma obra em outro formato[ ({value})]: foi acrescentado ao registro {hint}.",
             "{item} is the same work in another format[ ({value})]: it was attached to record {hint}."},
    Sentence{"same-work",
             "{item} parece la misma obra que el registro {hint}[ (parecido {value})]: decida con «acervo duplicates».",
             "{item} parece a mesma obra que o registro {hint}[ (semelhança {value})]: decida com “acervo duplicates”.",
             "{item} looks like the same work as record {hint}[ (likeness {value})]: decide with “acervo duplicates”."},
    Sentence{
        "near-duplicate",
        "El texto de {item} es casi el del registro {hint}[ (parecido {value})]: decida con «acervo duplicates».",
        "O texto de {item} é quase o do registro {hint}[ (semelhança {value})]: decida com “acervo duplicates”.",
        "The text of {item} is nearly that of record {hint}[ (likeness {value})]: decide with “acervo duplicates”."},
    Sentence{
        "same-identifier",
        "{item} tiene el mismo «{field}» que el registro {hint}[: {value}]. Corríjalo o decida con «acervo "
        "duplicates».",
        "{item} tem o mesmo “{field}” que o registro {hint}[: {value}]. Corrija-o ou decida com “acervo duplicates”.",
        "{item} has the same “{field}” as record {hint}[: {value}]. Correct it or decide with “acervo duplicates”."},
    Sentence{"merged", "{item}: se unió con el registro {hint}, según la decisión tomada.",
             "{item}: foi unido ao registro {hint}, conforme a decisão tomada.",
             "{item}: it was merged with record {hint}, as decided."},
    Sentence{"related", "{item}: quedó relacionado como versión con el registro {hint}.",
             "{item}: ficou relacionado como versão com o registro {hint}.",
             "{item}: it was related as a version to record {hint}."},
    Sentence{"distinct", "{item}: se anotó que es otra obra que {hint}; no se volverá a avisar.",
             "{item}: anotou-se que é outra obra que {hint}; não haverá novo aviso.",
             "{item}: it was noted to be another work than {hint}; this will not be said again."},
    Sentence{"no-such-record",
             "{item} nombra un registro que no está o se retiró[: «{value}»]. Corrija el identificador.",
             "{item} indica um registro que não existe ou foi retirado[: “{value}”]. Corrija o identificador.",
             "{item} names a record that is not there or was withdrawn[: “{value}”]. Correct its id."},
    // --- of dangerous files ---
    Sentence{"malware-test", "{item} es el archivo de prueba de los antivirus (EICAR): no se ingresa. Quítelo.",
             "{item} é o arquivo de teste dos antivírus (EICAR): não é ingressado. Remova-o.",
             "{item} is the test file of virus scanners (EICAR) and is not taken in. Remove it."},
    Sentence{"malware", "El antivirus rechazó {item}[ ({value})]: límpielo o quítelo.",
             "O antivírus rejeitou {item}[ ({value})]: limpe-o ou remova-o.",
             "The virus scanner rejected {item}[ ({value})]: clean it or remove it."},
    Sentence{"not-scanned", "El antivirus no pudo examinar {item}[ ({value})]: compruebe su configuración.",
             "O antivírus não pôde examinar {item}[ ({value})]: verifique sua configuração.",
             "The virus scanner could not look at {item}[ ({value})]: check its configuration."},
    // --- of batches ---
    Sentence{
        "rolled-back", "{item} se deshizo porque otro elemento del lote fue rechazado: corríjalo y repita el lote.",
        "{item} foi desfeito porque outro item do lote foi rejeitado: corrija-o e repita o lote.",
        "{item} was undone because another item of the batch was rejected: correct that one and run the batch again."},
    Sentence{
        "conflict",
        "{item} se preparó sobre la versión {value} del registro[, que ya va por la {hint}]: exporte de nuevo y repita "
        "los cambios.",
        "{item} foi preparado sobre a versão {value} do registro[, que já está na {hint}]: exporte de novo e repita "
        "as mudanças.",
        "{item} was made of version {value} of the record[, which is at {hint} by now]: export again and repeat the "
        "changes."},
    Sentence{"changed-since-plan",
             "{item} no es como estaba al hacer el plan (cambió el contenido o su registro): haga un plan nuevo.",
             "{item} não é como estava ao fazer o plano (mudou o conteúdo ou o seu registro): faça um plano novo.",
             "{item} is not as it was when the plan was made (its content or its record changed): plan it again."},
    Sentence{"not-in-plan", "{item} llegó después de hacer el plan y no se ingresa: haga otro plan para incluirlo.",
             "{item} chegou depois de feito o plano e não é ingressado: faça outro plano para incluí-lo.",
             "{item} came after the plan was made and is not taken in: make another plan to include it."},
    Sentence{"gone-since-plan",
             "{item} estaba en el plan y ya no se encuentra: devuélvalo a su lugar y haga otro plan.",
             "{item} estava no plano e não se encontra mais: devolva-o ao seu lugar e faça outro plano.",
             "{item} was in the plan and is not found any more: put it back and make another plan."},
    Sentence{"withdrawn", "{item}: el registro {hint} que creó este lote se retiró.",
             "{item}: o registro {hint} que este lote criou foi retirado.",
             "{item}: record {hint}, created by this batch, was withdrawn."},
    Sentence{"restored", "{item}: el registro {hint} volvió a su versión {value}.",
             "{item}: o registro {hint} voltou à sua versão {value}.",
             "{item}: record {hint} has its version {value} again."},
};

/// Rules that keep nothing out. Those that say what became of an item are notes.
constexpr std::array<std::string_view, 16> warnings = {
    "unknown-field",    "incomplete",     "empty-text",      "language-differs", "unlikely-date", "embargo-unused",
    "personal-address", "no-text-layer",  "truncated",       "charset-guessed",  "repaired",      "text-not-read",
    "same-work",        "near-duplicate", "same-identifier", "duplicate-bytes"};
constexpr std::array<std::string_view, 14> notes = {
    "manifest",     "manifest-file", "archive",     "hidden",      "rolled-back", "withdrawn", "restored",
    "special-file", "symlink",       "not-in-plan", "attached-to", "merged",      "related",   "distinct"};

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

void say(Item& item, const std::vector<Finding>& findings) {
    constexpr std::size_t most_remarks = 40;
    if (findings.empty()) return;
    const auto remark = [&](const Finding& finding) {
        return Remark{finding.rule, finding.field, finding.value, message(finding, item.path, item.line)};
    };
    const Remark first = remark(findings.front());
    item.rule = first.rule;
    item.field = first.field;
    item.value = first.value;
    item.message = first.message;
    item.others.clear();
    for (std::size_t i = 1; i < std::min(findings.size(), most_remarks); ++i)
        item.others.push_back(remark(findings[i]));
}

Severity severity(std::string_view rule) {
    if (std::ranges::find(notes, rule) != notes.end()) return Severity::note;
    return std::ranges::find(warnings, rule) != warnings.end() ? Severity::warning : Severity::error;
}

std::string to_string(Severity severity) {
    return severity == Severity::error ? "error" : severity == Severity::warning ? "warning" : "note";
}

bool is_rule(std::string_view rule) {
    return find(rule) != nullptr;
}

}  // namespace acervo
