// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/dictionary/build.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <future>
#include <mutex>
#include <set>
#include <thread>
#include <utility>

#include "corpus/analysis.h"
#include "corpus/dictionary/senses.h"
#include "corpus/dictionary/sources.h"
#include "corpus/dictionary/table_writer.h"
#include "corpus/dictionary/thesaurus.h"
#include "corpus/dictionary/transducer.h"
#include "corpus/durable.h"
#include "corpus/error.h"

namespace acervo {
namespace {

using File = DictionarySources::File;

/// Languages of the readers: each direction that the tables hold begins or ends in one of them.
constexpr std::array readers = {"es", "pt", "en"};

bool is_reader(const std::string& language) {
    return std::ranges::find(readers, language) != readers.end();
}

/// Runs step(0) to step(count - 1) on as many threads as there are cores, and passes on what one of them throws.
template <typename Step>
void in_parallel(std::size_t count, Step&& step) {
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        for (std::size_t i = next++; i < count; i = next++) step(i);
    };
    const std::size_t threads = std::min<std::size_t>({count, std::max(1U, std::thread::hardware_concurrency()), 4});
    std::vector<std::future<void>> workers;
    for (std::size_t i = 0; i < threads; ++i) workers.push_back(std::async(std::launch::async, work));
    for (auto& worker : workers) worker.get();
}

class Build {
public:
    Build(const std::filesystem::path& folder, const DictionarySources& sources,
          const std::function<void(const std::string&)>& progress)
        : folder_(folder), sources_(sources), progress_(progress) {}

    DictionaryReport run() {
        read_bilinguals();
        make_folders(folder_);
        const auto& languages = analysed_languages();
        std::vector<DictionaryReport::Table> tables(languages.size());
        in_parallel(languages.size(), [&](std::size_t i) { tables[i] = build(languages[i]); });
        for (auto& table : tables)
            if (table.bytes > 0) report_.tables.push_back(std::move(table));
        report_.missing = sources_.missing;
        report_.packages.assign(packages_.begin(), packages_.end());
        return std::move(report_);
    }

private:
    /// Reads one file; what is wrong with it goes into the report, and the others are still read.
    template <typename Step>
    void read(const File& file, Step&& step) {
        const std::string name = file.path.filename().string();
        {
            const std::scoped_lock lock{mutex_};
            if (progress_) progress_(name + " (" + file.package + ")");
        }
        try {
            step();
            const std::scoped_lock lock{mutex_};
            packages_.insert(file.package);
        } catch (const Error& error) {
            const std::scoped_lock lock{mutex_};
            report_.problems.push_back(file.path.string() + ": " + error.what());
        }
    }

    static std::string load(const File& file) {
        std::string bytes;
        read_file(file.path, [&](std::string_view piece) { bytes += piece; });
        return bytes;
    }
    static Transducer load_transducer(const File& file) { return Transducer{read_automaton(load(file))}; }

    static Error endless() {
        return Error{Problem::too_large, "it has too many entries; those that were read are used"};
    }

    void read_bilinguals() {
        using Pairs = std::vector<std::pair<Lemma, Lemma>>;
        std::vector<Pairs> all(sources_.bilinguals.size());
        in_parallel(all.size(), [&](std::size_t i) {
            read(sources_.bilinguals[i], [&] {
                const bool whole =
                    load_transducer(sources_.bilinguals[i]).pairs([&](const Lemma& from, const Lemma& to) {
                        if (from.part != PartOfSpeech::other && to.part != PartOfSpeech::other)
                            all[i].emplace_back(from, to);
                    });
                if (!whole) throw endless();
            });
        });
        // In the order of the files, whichever was read first: the same packages make the same tables.
        for (std::size_t i = 0; i < all.size(); ++i)
            for (const auto& [from, to] : all[i])
                senses_.add(sources_.bilinguals[i].from, from, sources_.bilinguals[i].to, to);
    }

    void read_forms(const std::string& language, TableContent& content) {
        const auto& known = senses_.lemmas(language);
        for (std::uint32_t number = 0; number < known.size(); ++number) {
            content.lemmas.push_back(known[number].text);
            content.add_form(known[number].text, number, 0);
        }
        content.analysers = 0;
        std::map<std::string, std::uint32_t> others;  // lemmas without a translation: they lead to synonyms
        for (const auto& file : sources_.analysers) {
            if (file.from != language) continue;
            ++content.analysers;
            read(file, [&] {
                const bool whole = load_transducer(file).analyses([&](const std::string& form, const Lemma& lemma) {
                    auto number = senses_.find(language, lemma);
                    const bool joined = form.find_first_of(" -") != std::string::npos;
                    if (!number && !joined && lemma.part != PartOfSpeech::other) {
                        const auto next = static_cast<std::uint32_t>(content.lemmas.size());
                        const auto [place, added] = others.try_emplace(lemma.text, next);
                        if (added) content.lemmas.push_back(lemma.text);
                        number = place->second;
                    }
                    const bool name = lemma.part == PartOfSpeech::name;
                    if (number || !joined) content.add_form(form, number, name ? 0 : content.analysers);
                });
                if (!whole) throw endless();
            });
        }
    }

    void read_synonyms(const std::string& language, TableContent& content) {
        for (const auto& file : sources_.thesauri) {
            if (file.from != language) continue;
            read(file, [&] {
                read_thesaurus(load(file), [&](const std::string& headword, const std::vector<std::string>& synonyms) {
                    content.add_synonyms(headword, synonyms);
                });
            });
        }
    }

    DictionaryReport::Table build(const std::string& language) {
        TableContent content;
        DictionaryReport::Table table;
        table.language = language;
        read_forms(language, content);
        read_synonyms(language, content);
        const auto file = folder_ / (language + ".dict");
        if (content.forms.empty() && content.synonyms.empty()) {
            remove_file(file);
            return table;
        }
        for (const auto& to : analysed_languages()) {
            if (to == language || (!is_reader(language) && !is_reader(to))) continue;
            auto lists = senses_.translations(language, to);
            lists.resize(content.lemmas.size());
            const auto translated = std::ranges::count_if(lists, [](const auto& list) { return !list.empty(); });
            if (translated == 0) continue;
            table.translated[to] = static_cast<std::size_t>(translated);
            content.translations[to] = std::move(lists);
        }
        table.forms = content.forms.size();
        table.lemmas = content.lemmas.size();
        table.headwords = content.synonyms.size();
        const std::string bytes = write_table(content);
        table.bytes = bytes.size();
        AsideFile aside{folder_};
        aside.write(bytes);
        aside.sync();
        aside.rename_to(file);
        return table;
    }

    const std::filesystem::path& folder_;
    const DictionarySources& sources_;
    const std::function<void(const std::string&)>& progress_;
    Senses senses_;
    std::mutex mutex_;  // of what follows
    std::set<std::string> packages_;
    DictionaryReport report_;
};

}  // namespace

DictionaryReport build_dictionary(const std::filesystem::path& folder, const std::vector<std::filesystem::path>& from,
                                  const std::function<void(const std::string&)>& progress) {
    const auto start = std::chrono::steady_clock::now();
    auto sources = find_dictionary_sources(from.empty() ? dictionary_folders() : from);
    if (sources.bilinguals.empty() && sources.analysers.empty() && sources.thesauri.empty())
        throw Error{Problem::not_found, "there is no dictionary to build tables from"}.with_hint(
            "tools/install dict installs them; search works without, in one language");
    auto report = Build{folder, sources, progress}.run();
    report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return report;
}

}  // namespace acervo
