// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "corpus/catalogue.h"
#include "ingest/duplicates/index.h"
#include "ingest/messages.h"

namespace acervo {

/// Two texts are nearly the same from here on: of all their shingles half are in both, or of the smaller one's most are
/// in the other. Measured on real decks and guides: tests/duplicates.
constexpr double near_jaccard = 0.5, near_contained = 0.8;
/// Shingles that a text must have to be compared: two covers of one series are no duplicates.
constexpr std::uint32_t least_shingles = 16;

/// A record that another one seems to be, and why.
struct Twin {
    std::string record;   ///< id of the other
    std::string rule;     ///< duplicate-bytes | same-identifier | same-work | near-duplicate
    std::string field;    ///< the identifier's
    std::string value;    ///< the identifier, the name of the file, or the likeness ("0.93")
    double likeness = 1;  ///< 0..1: the larger of the two of TextLikeness
    TextLikeness text;
};

/// What a record that arrives is compared with: everything that the catalogue holds, without reading it. Loads the
/// sketches of the catalogue when it is first asked. One thread at a time.
class TwinFinder {
public:
    explicit TwinFinder(const Catalogue& catalogue) : catalogue_(&catalogue) {}

    /// Twins of a record (whose id is set), the most alike first, at most five. Pairs that a person said are distinct,
    /// that refer to each other, or that are parts of one file, are none.
    std::vector<Twin> of(const Record& record, const TextSketch& sketch);

    /// From now on others are compared with it. `planned`: it, or its sketch, is in no catalogue, so that it has to
    /// be kept here.
    void add(const Record& record, const TextSketch& sketch, bool planned);

    /// A loose file that is in the catalogue as it was: others of its name may follow.
    void note(const Record& record);

    /// Whether of() could find anything; asks neither catalogue nor texts.
    bool may_have_twins(const TextSketch& sketch);

    /// Of a record that is in the catalogue, or planned. Nothing when it is withdrawn.
    std::optional<Record> record(const std::string& id) const;

    /// One that knows no records yet: to go through all pairs, ask for each record and then add it.
    static TwinFinder empty(const Catalogue& catalogue);

private:
    void load();
    std::optional<TextSketch> sketch_of_record(const std::string& id) const;
    std::optional<Twin> compared(const Record& record, const TextSketch& sketch, const std::string& other) const;
    std::optional<Twin> namesake(const Record& record, const TextSketch& sketch) const;
    bool is_settled(const Record& record, const Record& other) const;

    struct Planned {
        Record record;  ///< what is needed of it
        TextSketch sketch;
    };
    const Catalogue* catalogue_;
    bool loaded_ = false;
    SketchIndex index_;
    std::set<std::pair<std::string, std::string>> distinct_;
    std::map<std::string, Planned> planned_;
    std::map<std::string, std::string> names_;  ///< folder and stem of a loose file of this run -> record
};

/// The notice about a twin.
Finding finding_of(const Twin& twin);

/// Names without format and signs, folded: "Datos_Abiertos.odp" and "datos abiertos.PDF" are one.
std::string stem_of(const std::string& path);
/// The part of a source key before its last slash.
std::string folder_of(const std::string& path);

}  // namespace acervo
