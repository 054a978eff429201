// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/duplicates/decide.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "corpus/error.h"
#include "corpus/text.h"
#include "ingest/csv.h"
#include "ingest/duplicates/attach.h"
#include "ingest/duplicates/sketch.h"
#include "ingest/messages.h"
#include "ingest/staging.h"
#include "ingest/tree.h"

namespace acervo {

namespace {

void relate(Record& record, const std::string& type, const std::string& target) {
    const Relation relation{type, target};
    if (std::ranges::find(record.relations, relation) == record.relations.end()) record.relations.push_back(relation);
}

/// What `keep` lacks of `other`. @return whether the text is to be that of `other`
bool take_over(Record& keep, const Record& other, bool keep_has_text) {
    const bool had_files = !keep.files.empty();
    for (const auto& file : other.files) {
        if (std::ranges::find(keep.files, file.sha256, &FileRef::sha256) != keep.files.end()) continue;
        if (!had_files) {
            keep.files.push_back(file);
        } else {
            attach_as_further(keep, file);
        }
    }
    for (std::string Record::*const field :
         {&Record::doi, &Record::handle, &Record::isbn, &Record::issn, &Record::url}) {
        if ((keep.*field).empty()) keep.*field = other.*field;
    }
    if (keep.abstract.empty()) keep.abstract = other.abstract;
    return !keep_has_text;
}

class Deciding {
public:
    Deciding(Catalogue& catalogue, std::string path, std::string batch)
        : catalogue_(catalogue), path_(std::move(path)), batch_(std::move(batch)) {}

    void row(int line, const std::string& decision, const std::string& keep, const std::string& other) {
        line_ = line;
        const bool known = decision == "merge" || decision == "relate" || decision == "distinct";
        if (!known) return reject({"vocabulary", "decision", decision, "merge, relate, distinct"});
        const auto one = present(keep), two = present(other);
        if (!one || !two || keep == other) return reject({"no-such-record", "", !one ? keep : other, ""});
        if (decision == "merge") merge(*one, *two);
        if (decision == "relate") make_versions(*one, *two);
        if (decision == "distinct")
            keep_item({.outcome = Outcome::unchanged, .record = keep}, {"distinct", "", "", other});
        catalogue_.decide_twins(keep, other, decision);
    }

    void reject(const Finding& finding) { keep_item({.outcome = Outcome::rejected}, finding); }
    void at(int line) { line_ = line; }

private:
    std::optional<Stored> present(const std::string& id) const {
        auto stored = catalogue_.find(id);
        return stored && !stored->withdrawn ? std::move(stored) : std::nullopt;
    }

    void merge(Stored keep, Stored other) {
        const bool takes_text = take_over(keep.record, other.record, keep.units > 0);
        relate(keep.record, "replaces", other.record.id);
        relate(other.record, "isReplacedBy", keep.record.id);
        const auto units = catalogue_.units(takes_text ? other.text : keep.text);
        put(keep, units, {"merged", "", "", other.record.id}, "");
        // What it took over is to be found with it from now on.
        catalogue_.put_fingerprint({keep.record.id, catalogue_.sequence(), to_bytes(sketch_of(keep.record, units))});
        const std::int64_t before = other.version;
        catalogue_.put(other.record, catalogue_.units(other.text), batch_);
        catalogue_.withdraw(other.record.id, batch_);
        Item item{.outcome = Outcome::updated, .record = other.record.id, .version_before = before};
        item.version_after = catalogue_.find(other.record.id)->version;
        keep_item(std::move(item), {"merged", "", "", keep.record.id}, other.record.id);
    }

    void make_versions(Stored one, Stored two) {
        relate(one.record, "version", two.record.id);
        relate(two.record, "version", one.record.id);
        put(one, catalogue_.units(one.text), {"related", "", "", two.record.id}, "");
        put(two, catalogue_.units(two.text), {"related", "", "", one.record.id}, two.record.id);
    }

    void put(const Stored& stored, const std::vector<Unit>& units, const Finding& finding, const std::string& suffix) {
        const auto put = catalogue_.put(stored.record, units, batch_);
        keep_item({.outcome = put.outcome,
                   .record = stored.record.id,
                   .version_before = put.version_before,
                   .version_after = put.version_after},
                  finding, suffix);
    }

    void keep_item(Item item, const Finding& finding, const std::string& suffix = {}) {
        item.path = path_;
        item.line = line_;
        say(item, {finding});
        if (!suffix.empty()) item.path += '#' + suffix;  // a row is one item for each of its records
        catalogue_.put_item(batch_, item);
    }

    Catalogue& catalogue_;
    std::string path_, batch_;
    int line_ = 0;
};

/// Positions of the three columns.
std::array<std::size_t, 3> columns_of(const CsvRecord& header) {
    constexpr std::array names = {"decision", "keep", "other"};
    std::array<std::size_t, 3> columns{};
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto at = std::ranges::find_if(
            header.fields, [&](const std::string& field) { return lower(squeeze(field)) == names[i]; });
        if (at == header.fields.end()) {
            throw Error(Problem::bad_input, std::string("the list has no column \"") + names[i] + "\"")
                .with_hint("Take the list of `acervo duplicates --format csv` and fill in its first column.");
        }
        columns[i] = static_cast<std::size_t>(at - header.fields.begin());
    }
    return columns;
}

}  // namespace

IngestResult decide_twins(Catalogue& catalogue, const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in)
        throw Error(Problem::not_found, "there is no " + file.string()).with_hint("Check the spelling of the path.");
    CsvReader rows(in, delimiter_under(in, "decision").value_or(','));
    CsvRecord record;
    if (!rows.next(record)) throw Error(Problem::bad_input, file.string() + " is empty");
    const auto columns = columns_of(record);
    const std::string name = printable(file.filename().string());
    const IngestLock lock(catalogue.folder());
    Catalogue::Transaction transaction(catalogue);
    const std::string batch =
        catalogue.start_batch("duplicates: " + name, nlohmann::json{{"duplicates", name}}.dump()).id;
    Deciding deciding(catalogue, name, batch);
    while (rows.next(record)) {
        const auto cell = [&](std::size_t column) {
            return column < record.fields.size() ? squeeze(clean(record.fields[column])) : std::string();
        };
        if (!record.wrong.empty()) {
            deciding.at(record.line);
            deciding.reject({"csv", "", record.wrong, ""});
        } else if (const std::string decision = lower(cell(columns[0])); !decision.empty()) {
            deciding.row(record.line, decision, cell(columns[1]), cell(columns[2]));
        }
    }
    catalogue.set_batch_state(batch, "applied");
    transaction.commit();
    return {*catalogue.batch(batch), catalogue.items(batch)};
}

}  // namespace acervo
