// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/error.h"
#include "corpus/gazetteer/corrections.h"
#include "corpus/gazetteer/gazetteer.h"
#include "corpus/gazetteer/likeness.h"

namespace acervo {

/// The gazetteer with what administrators corrected and added. Immutable, safe to share among threads. Empty where
/// there is neither.
class Places {
public:
    Places() = default;
    Places(Gazetteer gazetteer, const std::vector<PlaceCorrection>& corrections);
    /// @throws Error (broken, unsupported) with a remedy
    static Places load(const std::filesystem::path& data);
    /// Only what administrators added, where the gazetteer is of no use. @throws Error (broken) with a remedy
    static Places load_own(const std::filesystem::path& data);

    /// Another one where the files are others.
    const std::string& stamp() const { return stamp_; }

    bool empty() const { return size() == 0; }
    std::size_t size() const { return gazetteer_.size() + added_.size(); }
    GazetteerPlace place(std::uint32_t number) const;  ///< number < size()
    std::optional<std::uint32_t> find(std::string_view id) const;

    /// Places with a name that begins so, each once: those called exactly so first, then by population.
    std::vector<std::uint32_t> completing(std::string_view prefix, std::size_t most,
                                          std::string_view country = {}) const;

    struct Resolved {
        std::uint32_t number = 0;
        std::vector<std::uint32_t> others;  ///< of the same name that were not meant, the largest first
    };
    /// What a person means by an id, a name, or a name with its division, country or both behind commas ("Córdoba, AR",
    /// "Mérida, Venezuela", "Córdoba, Andalucía, España"): the largest of that name, and the others for the person to
    /// choose from.
    std::optional<Resolved> resolve(std::string_view text) const;

    /// The place that a record names, by its GeoNames number, else by name and country; of several the nearest where
    /// the record has a position, else the largest.
    std::optional<std::uint32_t> of_record(const Place& place) const;

    struct Peer {
        std::uint32_t number = 0;
        Likeness likeness;
    };
    /// The likest, best first; itself left out. Seats of government and places of 10,000 inhabitants and more.
    /// @param countries empty: those of Ibero-America
    std::vector<Peer> peers(std::uint32_t number, const PeerWeights& weights, const std::vector<std::string>& countries,
                            std::size_t most) const;

private:
    struct Candidate {
        std::uint32_t number = 0;
        PlaceTraits traits;
    };
    const std::vector<Candidate>& candidates() const;
    std::vector<std::uint32_t> with_key(const std::string& key) const;

    Gazetteer gazetteer_;
    std::map<std::uint32_t, PlaceCorrection> corrected_;
    std::vector<PlaceCorrection> added_;
    std::map<std::string, std::uint32_t, std::less<>> added_ids_;
    using OwnName = std::pair<std::string, std::uint32_t>;
    std::vector<OwnName> added_names_;  ///< key and number, sorted; of corrected names too
    struct Lazy;
    std::shared_ptr<Lazy> lazy_;
    std::string stamp_;
};

/// What is said where there is no gazetteer ("no-places"), or no such place in it ("unknown-place").
Error no_places(const std::filesystem::path& data);
Error unknown_place(const std::string& text);

/// Of the files that Places::load() reads: changes whenever one of them does.
std::string places_stamp(const std::filesystem::path& data);

/// p1..p6 of its inhabitants; empty where they are not known.
std::string size_band(const GazetteerPlace& place);
/// Thermal floor (climate.h); empty where the altitude is not known.
std::string floor_of(const GazetteerPlace& place);

}  // namespace acervo
