// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdint>
#include <cstring>
#include <string>

#include "corpus/dictionary/format.h"
#include "corpus/dictionary/table.h"
#include "corpus/error.h"

/// A table whose header is made right, so that what lies behind the checks at the door is reached.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace acervo;
    using namespace acervo::dictionary_format;
    std::string bytes{reinterpret_cast<const char*>(data), size};
    if (size >= sizeof(Header)) {
        Header header;
        std::memcpy(&header, bytes.data(), sizeof header);
        header.magic = magic;
        header.version = version;
        header.size = size;
        header.checksum = checksum(std::string_view{bytes}.substr(sizeof header));
        std::memcpy(bytes.data(), &header, sizeof header);
    }
    try {
        const DictionaryTable table{bytes};
        for (const auto* typed : {"residuos", "sólidos", "medio ambiente", ""}) {
            const DictionaryTable::Form form{typed};
            (void)table.knowledge(form);
            (void)table.translate(form, "pt");
            (void)table.synonyms(form);
            (void)table.multiword({"medio", typed}, 0);
        }
    } catch (const Error&) {
    }
    return 0;
}
