// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/dictionary/sources.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <system_error>

namespace acervo {
namespace {

namespace fs = std::filesystem;

constexpr std::array packages = {"apertium-es-pt",   "apertium-eng-spa", "apertium-spa-cat", "apertium-por-cat",
                                 "apertium-eng-cat", "apertium-es-gl",   "apertium-pt-gl",   "apertium-en-gl",
                                 "apertium-fr-es",   "apertium-fra-cat", "mythes-es",        "mythes-pt-br",
                                 "mythes-pt-pt",     "mythes-en-us"};

/// The languages' names in Apertium, with the variants that have translations of their own.
std::string language_of(std::string_view name) {
    struct Named {
        std::string_view name, code;
    };
    constexpr std::array names = {Named{"es", "es"},   Named{"spa", "es"}, Named{"pt", "pt"}, Named{"por", "pt"},
                                  Named{"en", "en"},   Named{"eng", "en"}, Named{"fr", "fr"}, Named{"fra", "fr"},
                                  Named{"ca", "ca"},   Named{"cat", "ca"}, Named{"gl", "gl"}, Named{"glg", "gl"},
                                  Named{"pt_BR", "pt"}};
    const auto found = std::ranges::find(names, name, &Named::name);
    return found == names.end() ? std::string{} : std::string{found->code};
}

/// "th_pt_BR.dat" -> "mythes-pt-br"; Spanish has one package for all its countries.
std::string thesaurus_package(std::string_view stem) {
    std::string name{stem.substr(3, stem.find('_', 6) - 3)};
    if (name.starts_with("es")) name = "es";
    for (char& byte : name) byte = byte == '_' ? '-' : byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + 32) : byte;
    return "mythes-" + name;
}

void add_transducer(const fs::path& file, std::string_view stem, bool bilingual, DictionarySources& sources) {
    const auto hyphen = stem.find('-');
    if (hyphen == std::string_view::npos) return;
    const auto from = language_of(stem.substr(0, hyphen)), to = language_of(stem.substr(hyphen + 1));
    if (from.empty() || to.empty() || from == to) return;
    const auto package = file.parent_path().filename().string();
    (bilingual ? sources.bilinguals : sources.analysers).push_back({file, package, from, to});
}

void add(const fs::path& file, DictionarySources& sources) {
    const std::string name = file.filename().string();
    constexpr std::string_view analyser = ".automorf.bin", bilingual = ".autobil.bin", thesaurus = ".dat";
    const auto stem_before = [&](std::string_view ending) {
        return std::string_view{name}.substr(0, name.size() - ending.size());
    };
    if (name.ends_with(analyser)) add_transducer(file, stem_before(analyser), false, sources);
    if (name.ends_with(bilingual)) add_transducer(file, stem_before(bilingual), true, sources);
    if (!name.starts_with("th_") || !name.ends_with(thesaurus)) return;
    if (const auto language = language_of(name.substr(3, 2)); !language.empty())
        sources.thesauri.push_back({file, thesaurus_package(stem_before(thesaurus)), language, {}});
}

}  // namespace

const std::vector<fs::path>& dictionary_folders() {
    static const std::vector<fs::path> folders = {"/usr/share/apertium", "/usr/share/mythes"};
    return folders;
}

DictionarySources find_dictionary_sources(const std::vector<fs::path>& folders) {
    std::set<fs::path> files;
    for (const auto& folder : folders) {
        std::error_code error;  // a folder that is not there has nothing
        for (fs::recursive_directory_iterator entry{folder, error}, end; !error && entry != end;
             entry.increment(error)) {
            std::error_code ignored;
            if (!entry->is_regular_file(ignored)) continue;
            // Spanish has one thesaurus under the names of twenty countries.
            const auto real = fs::canonical(entry->path(), ignored);
            files.insert(ignored ? entry->path() : real);
        }
    }
    DictionarySources sources;
    for (const auto& file : files) add(file, sources);
    for (const std::string package : packages) {
        const auto is_of = [&](const DictionarySources::File& file) { return file.package == package; };
        if (std::ranges::none_of(sources.bilinguals, is_of) && std::ranges::none_of(sources.thesauri, is_of))
            sources.missing.push_back(package);
    }
    return sources;
}

}  // namespace acervo
