// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/dictionary/automaton.h"

#include <cstdint>

#include "corpus/dictionary/transducer.h"
#include "corpus/error.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace acervo;
    try {
        const Transducer transducer{read_automaton({reinterpret_cast<const char*>(data), size})};
        transducer.analyses([](const std::string&, const Lemma&) {}, 10000);
        transducer.pairs([](const Lemma&, const Lemma&) {}, 10000);
    } catch (const Error&) {
    }
    return 0;
}
