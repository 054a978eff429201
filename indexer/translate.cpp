// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/translate.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "corpus/catalogue.h"
#include "corpus/error.h"
#include "corpus/text.h"
#include "corpus/translations.h"
#include "indexer/build.h"
#include "indexer/translator.h"

namespace acervo {

namespace {

constexpr std::size_t slice_records = 200;

/// A translation that a record wants, or that another one is made from.
struct Wanted {
    std::string digest;
    std::string_view text;  ///< of the record
    std::string from, to;
    apertium::Path path;
    auto key() const { return std::tie(digest, from, to); }
};

class Job {
public:
    Job(const std::filesystem::path& data, const TranslateOptions& options)
        : catalogue_(data, Catalogue::Mode::read_only),
          store_(data, Translations::Mode::read_write),
          directions_(apertium::directions(options.modes)),
          translator_({.patience = options.patience, .start = options.start}) {}

    TranslateReport run(const std::function<void(const TranslateReport&, std::int64_t)>& progress) {
        const Catalogue::Totals totals = catalogue_.totals();
        const std::int64_t until = catalogue_.sequence();
        for (std::int64_t at = 0;;) {
            const std::vector<Stored> slice = next_changes(catalogue_, at, until, slice_records);
            if (slice.empty()) break;
            at = slice.back().sequence;
            translate(slice);
            if (progress) progress(report_, totals.records);
        }
        return report_;
    }

private:
    void translate(const std::vector<Stored>& slice) {
        std::vector<std::pair<const Stored*, std::vector<Wanted>>> all;
        for (const Stored& stored : slice) {
            if (stored.withdrawn) continue;
            ++report_.records;
            all.emplace_back(&stored, wanted_by(stored.record));
        }
        // A chain's first step is a translation that somebody wants, nearly always: it is made, kept and used again.
        for (std::size_t steps = 1; steps <= 2; ++steps) {
            std::map<const apertium::Direction*, std::vector<Wanted>> batches;
            std::set<std::tuple<std::string, std::string, std::string>> seen;
            for (const auto& [stored, wants] : all) {
                for (const Wanted& wanted : wants) {
                    if (wanted.path.size() < steps) continue;
                    Wanted part = wanted;
                    part.path.resize(steps);
                    part.to = part.path.back()->to;
                    if (!seen.insert(part.key()).second || is_done(part)) continue;
                    batches[part.path.back()].push_back(std::move(part));
                }
            }
            for (const auto& [direction, batch] : batches) {
                if (direction->usable) make(*direction, batch);
            }
        }
        std::vector<std::string> gained;
        for (const auto& [stored, wants] : all) {
            if (has_news(stored->record.id, wants)) gained.push_back(stored->record.id);
        }
        store_.mark(gained);
        report_.gained += static_cast<std::int64_t>(gained.size());
        report_.words = translator_.words();
        report_.seconds = translator_.seconds();
    }

    std::vector<Wanted> wanted_by(const Record& record) {
        std::vector<Wanted> wants;
        const std::string own = own_language(record);
        for (const LangMap* texts : {&record.title, &record.abstract}) {
            for (const std::string_view target : translation_targets) {
                if (auto wanted = want(*texts, std::string{target}, own)) wants.push_back(std::move(*wanted));
            }
        }
        return wants;
    }

    std::optional<Wanted> want(const LangMap& texts, const std::string& target, const std::string& own) {
        std::vector<SourceText> sources = translation_sources(texts, target, own);
        std::erase_if(sources, [](const SourceText& source) { return words(source.text).empty(); });
        for (const SourceText& source : sources) {
            apertium::Path path = apertium::path(directions_, source.language, target);
            if (path.empty()) continue;
            return Wanted{sha256_of(source.text), source.text, source.language, target, std::move(path)};
        }
        if (!sources.empty()) {
            ++report_.skipped;
            note_missing(sources.front().language, target);
        }
        return std::nullopt;
    }

    void note_missing(const std::string& from, const std::string& to) {
        std::string& why = report_.unavailable[from + " > " + to];
        if (!why.empty()) return;
        const std::vector<std::string> packages = apertium::missing_packages(directions_, from, to);
        why = from == "und"      ? "texts whose language is not known, or is none of ours"
              : packages.empty() ? "no translator that works"
                                 : "not installed:";
        for (const std::string& package : packages) why += ' ' + package;
    }

    /// Counts what is there already, and says whether it is.
    bool is_done(const Wanted& wanted) {
        const std::optional<Translations::Row> row = store_.row(wanted.digest, wanted.from, wanted.to);
        if (!row || row->engine != apertium::engine(wanted.path)) return false;
        ++(row->text ? report_.cached : report_.skipped);
        return true;
    }

    void make(const apertium::Direction& direction, const std::vector<Wanted>& batch) {
        std::vector<const Wanted*> parts;
        std::vector<std::string> between;
        between.reserve(batch.size());
        std::vector<std::string_view> texts;
        for (const Wanted& wanted : batch) {
            if (wanted.path.size() == 1) {
                texts.push_back(wanted.text);
            } else if (auto row = store_.row(wanted.digest, wanted.from, direction.from); row && row->text) {
                texts.emplace_back(between.emplace_back(std::move(*row->text)));
            } else {
                ++report_.skipped;  // without its first step there is no second
                continue;
            }
            parts.push_back(&wanted);
        }
        std::size_t kept = 0;
        try {
            translator_.run(direction, texts, [&](std::size_t first, Translator::Translated&& made) {
                std::vector<Translations::Row> rows;
                for (std::size_t i = 0; i < made.size(); ++i) {
                    const Wanted& wanted = *parts[first + i];
                    ++(made[i] ? report_.translated : report_.failed);
                    rows.push_back({.digest = wanted.digest,
                                    .from = wanted.from,
                                    .to = wanted.to,
                                    .text = std::move(made[i]),
                                    .engine = apertium::engine(wanted.path)});
                }
                store_.put(rows);
                kept += rows.size();
            });
        } catch (const Error& error) {
            if (error.code() != "engine") throw;
            report_.skipped += static_cast<std::int64_t>(texts.size() - kept);
            report_.unavailable[direction.from + " > " + direction.to] =
                std::string{error.what()} + (error.hint().empty() ? "" : ". " + error.hint());
            // Not tried again in this run: neither by itself nor in a chain.
            for (apertium::Direction& one : directions_) one.usable = one.usable && &one != &direction;
        }
    }

    /// Whether one of the translations was written after the index was last told of this record.
    bool has_news(const std::string& id, const std::vector<Wanted>& wants) const {
        std::int64_t last = 0;
        for (const Wanted& wanted : wants) {
            const auto row = store_.row(wanted.digest, wanted.from, wanted.to);
            if (row && row->text) last = std::max(last, row->sequence);
        }
        return last > 0 && last > store_.marked(id);
    }

    Catalogue catalogue_;
    Translations store_;
    std::vector<apertium::Direction> directions_;
    Translator translator_;
    TranslateReport report_;
};

}  // namespace

TranslateReport translate_records(const std::filesystem::path& data, const TranslateOptions& options,
                                  const std::function<void(const TranslateReport&, std::int64_t)>& progress) {
    return Job{data, options}.run(progress);
}

}  // namespace acervo
