// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/record.h"

namespace acervo {

/// A text as a machine put it into another language. Wherever it is shown, it is labelled as that.
struct MachineTranslation {
    std::string text;
    std::string from, to;  ///< analysis languages
    std::string engine;    ///< what made it, with its version: "Apertium eng-spa 2022-12-18, es-pt_BR 2022-12-12"
    std::string made;      ///< ISO instant, UTC
};

/// The languages that texts are translated into.
inline constexpr std::array<std::string_view, 3> translation_targets = {"es", "pt", "en"};

/// A person's version of a text, in an analysis language.
struct SourceText {
    std::string language;
    std::string_view text;  ///< a view into the map given
};

/// Analysis language of those of a record's texts that name none.
std::string own_language(const Record& record);

/// The versions from which one in `target` may be made, best first: the closest languages, and those with the better
/// dictionaries. Empty when the text has a version in `target`, by a person or by a machine. `own`: what "und" means.
std::vector<SourceText> translation_sources(const LangMap& texts, std::string_view target, const std::string& own);

/// `folder`/translations.db: what machines made of texts, by SHA-256 of the text and the two languages. A cache: the
/// catalogue knows nothing of it, and it can be thrown away. A reader and the one writer do not wait for each other;
/// what a call wrote survives the end of the process. One object per thread.
class Translations {
public:
    enum class Mode { read_write, read_only };

    /// Read-only, a store that is not there (yet) is one that holds nothing. @throws Error (broken) with the remedy
    /// when it is damaged or of another version; busy in read_write mode while another process has it in that mode.
    explicit Translations(std::filesystem::path folder, Mode mode = Mode::read_only);
    ~Translations();
    Translations(Translations&&) noexcept;
    Translations& operator=(Translations&&) noexcept;

    /// Translation of exactly this text. A single look-up, some microseconds.
    std::optional<MachineTranslation> find(std::string_view text, const std::string& from, const std::string& to) const;
    /// Translation of the best of the text's versions that has one; nothing when it needs none (translation_sources).
    std::optional<MachineTranslation> find(const LangMap& texts, const std::string& to, const std::string& own) const;

    /// What is known of one translation.
    struct Row {
        std::string digest, from, to;     ///< digest: SHA-256 of the source text, hexadecimal
        std::optional<std::string> text;  ///< nothing: the engine failed at it, and is not asked again
        std::string engine;
        std::int64_t sequence = 0;  ///< of its writing; filled by the store
    };
    std::optional<Row> row(const std::string& digest, const std::string& from, const std::string& to) const;
    /// Writes them all, or none; replaces earlier ones.
    void put(const std::vector<Row>& rows);

    /// Notes that records gained the translations that are in the store now.
    void mark(const std::vector<std::string>& records);
    /// When the record was last marked; 0: never.
    std::int64_t marked(const std::string& record) const;
    /// Records that were marked after `sequence`, in that order, until `visit` returns false.
    void marked_since(std::int64_t sequence,
                      const std::function<bool(const std::string& record, std::int64_t sequence)>& visit) const;
    std::int64_t count_marked_since(std::int64_t sequence) const;
    /// Sequence number of the last mark; 0: there was none. Numbers follow the clock (microseconds since 1970), so they
    /// grow even where the store was thrown away and made anew.
    std::int64_t sequence() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace acervo
