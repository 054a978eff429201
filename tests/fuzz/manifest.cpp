// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/manifest.h"

#include <cstdint>
#include <cstdlib>
#include <sstream>

#include "corpus/text.h"
#include "ingest/messages.h"
#include "ingest/validate.h"

namespace {

const acervo::Validator& validator() {
    static const auto vocabulary = acervo::Vocabulary::load(acervo::share_folder());
    static const acervo::Validator one(vocabulary);
    return one;
}

}  // namespace

/// Whatever a manifest holds, each row is understood or wrong by a rule that has its sentence, and nothing ill-formed
/// passes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const auto format = data[0] % 2 == 0 ? acervo::ManifestFormat::jsonl : acervo::ManifestFormat::csv;
    auto in = std::make_unique<std::istringstream>(std::string(reinterpret_cast<const char*>(data) + 1, size - 1));
    acervo::Manifest manifest(std::move(in), format);
    int line = 0;
    while (const auto raw = manifest.next()) {
        if (raw->line <= line) std::abort();
        line = raw->line;
        const auto row = manifest.read(*raw);
        std::vector<acervo::Finding> findings;
        if (row.wrong) {
            findings.push_back(*row.wrong);
        } else {
            findings = validator().violations(row.given, row.units);
            const auto notices = validator().notices(row.given);
            findings.insert(findings.end(), notices.begin(), notices.end());
            for (const auto& unit : row.units) {
                if (!acervo::is_utf8(unit.text)) std::abort();
            }
        }
        for (const auto& finding : findings) {
            if (!acervo::is_rule(finding.rule) || acervo::message(finding, "m", raw->line).size() != 3) std::abort();
        }
    }
    return 0;
}
