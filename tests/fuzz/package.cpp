// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "corpus/text.h"
#include "ingest/archive.h"
#include "ingest/packages/bag.h"
#include "ingest/packages/simple_archive.h"

namespace {

/// No path that is let through leads out of its folder.
void check_path(const std::string& path) {
    const auto steps = '/' + path + '/';
    if (path.empty() || path.front() == '/' || path.front() == '~' || steps.find("/../") != std::string::npos)
        std::abort();
}

}  // namespace

/// Contents of an item, manifests and tags of a bag.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes{reinterpret_cast<const char*>(data), size};
    int line = 0;
    for (const auto& entry : acervo::read_contents(bytes)) {
        if (entry.line <= line) std::abort();
        line = entry.line;
        if (!entry.wrong) check_path(entry.file);
        if (entry.wrong && !acervo::is_rule(entry.wrong->rule)) std::abort();
    }
    acervo::row_of_item({}, bytes, bytes, bytes, "k");
    acervo::read_bag_manifest(bytes, [](const acervo::ManifestEntry& entry) {
        if (entry.wrong.empty()) check_path(entry.path);
        if (!entry.wrong.empty() && !acervo::is_rule(entry.wrong)) std::abort();
    });
    for (const auto& [label, value] : acervo::read_bag_info(bytes)) {
        if (!acervo::is_utf8(label) || !acervo::is_utf8(value)) std::abort();
    }
    return 0;
}
