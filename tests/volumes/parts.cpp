// SPDX-License-Identifier: GPL-3.0-or-later
// Prints, a line of JSON each, the parts that are proposed for PDF files: volume_parts FILE...
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "corpus/error.h"
#include "corpus/record_json.h"
#include "ingest/extractor.h"

using namespace acervo;

int main(int argc, char** argv) {
    for (int i = 1; i < argc; ++i) {
        std::ifstream in(argv[i], std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(in), {}};
        nlohmann::json line{{"file", argv[i]}};
        const auto start = std::chrono::steady_clock::now();
        try {
            for (const auto& extractor : extractors()) {
                if (!extractor->reads("application/pdf")) continue;
                auto extracted = extractor->extract({bytes, argv[i]}, "application/pdf");
                Record record;
                record.parts = std::move(extracted.parts);
                line["pages"] = extracted.units.size();
                line["parts"] = to_json(record).value("parts", nlohmann::json::array());
                break;
            }
        } catch (const Error& error) {
            line["error"] = error.what();
        }
        line["seconds"] = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        std::printf("%s\n", dump(line).c_str());
    }
}
