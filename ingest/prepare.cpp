// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/prepare.h"

#include <algorithm>

#include "corpus/error.h"
#include "corpus/recognitions.h"
#include "corpus/text.h"
#include "ingest/edit.h"
#include "ingest/ocr/ocr.h"
#include "ingest/scan.h"

namespace acervo {

namespace fs = std::filesystem;

struct Preparer::Lane {
    Lane(const IngestOptions& options, const fs::path& data)
        : worker(options.limits, options.program), catalogue(data, Catalogue::Mode::read_only), recognitions(data) {}
    Worker worker;
    Catalogue catalogue;
    Recognitions recognitions;
};

namespace {

Decision rejected(Finding finding) {
    return {Outcome::rejected, std::move(finding)};
}

/// Role of a further file beside the main one.
std::string role_of(const std::string& media_type) {
    const bool slides =
        media_type.find("presentation") != std::string::npos || media_type.find("powerpoint") != std::string::npos;
    return slides ? "slides" : "supplement";
}

void add_notices(Prepared& prepared, const Extracted& extracted) {
    for (const auto& notice : extracted.notices) {
        // What stops one file is a blemish of another that was read nevertheless.
        const std::string rule = notice.rule == "malformed" ? "repaired" : notice.rule;
        prepared.notices.push_back({rule, "", notice.value, ""});
    }
}

}  // namespace

Preparer::Preparer(const IngestOptions& options, const Validator& validator, const fs::path& data, std::size_t lanes)
    : options_(options), validator_(validator), description_(validator.vocabulary(), data) {
    for (std::size_t i = 0; i < lanes; ++i) lanes_.push_back(std::make_unique<Lane>(options, data));
}

Preparer::~Preparer() = default;

Prepared Preparer::prepare(Found& found, std::size_t lane) {
    Prepared prepared;
    prepared.path = found.path;
    prepared.line = found.line();
    prepared.decided = found.decided;
    prepared.bytes = found.bytes;
    prepared.tree = found.tree;
    if (prepared.decided) return prepared;
    try {
        if (found.manifest) {
            prepare_row(found, prepared, *lanes_[lane]);
        } else {
            prepare_file(found, prepared, *lanes_[lane]);
        }
    } catch (const Error& error) {
        if (ends_the_run(error)) throw;
        const Extraction extraction = extraction_of(error);
        prepared.decided = rejected(
            {error.problem() == Problem::not_found ? "unreadable" : extraction.wrong, "", extraction.value, ""});
    }
    return prepared;
}

void Preparer::prepare_file(const Found& found, Prepared& prepared, Lane& lane) {
    prepared.loose = true;
    if (auto danger = danger_of(found.file, options_.scan_command, options_.limits.wall)) {
        prepared.decided = rejected(*std::move(danger));
        return;
    }
    Attached file;
    file.file = found.file;
    file.reference.name = fs::path(found.name).filename().string();
    file.reference.sha256 = sha256_of_file(found.file);
    file.reference.bytes = found.bytes;
    file.reference.role = "main";
    Record given;
    given.collection = options_.collection;
    given.source_key = found.path;
    given.source.name = found.tree->origin();
    const std::string id = record_id(given.collection, given.source_key);
    if (const auto holders = lane.catalogue.holders(file.reference.sha256); !holders.empty()) {
        const auto own = lane.catalogue.find(id);
        if (!own || own->withdrawn) {
            prepared.record = std::move(given);
            prepared.record.files = {file.reference};
            prepared.duplicate_of = holders.front();
            return;
        }
    }
    const Extraction extraction = extract(file, prepared, lane);
    if (!extraction.wrong.empty()) {
        prepared.decided = rejected({extraction.wrong, "", extraction.value, ""});
        return;
    }
    file.reference.media_type = extraction.extracted.media_type;
    add_notices(prepared, extraction.extracted);
    Draft draft{.given = std::move(given),
                .units = {},
                .extracted = &extraction.extracted,
                .media_type = file.reference.media_type,
                .name = file.reference.name,
                .event = options_.event,
                .kind = options_.kind};
    Described described = describe(draft, validator_);
    prepared.record = std::move(described.record);
    prepared.units = std::move(described.units);
    prepared.record.files = {file.reference};
    prepared.files.push_back(std::move(file));
    validate(prepared, lane);
}

void Preparer::prepare_row(const Found& found, Prepared& prepared, Lane& lane) {
    Row row = found.manifest->read(found.row);
    // Files belong to their row whatever else is wrong with it.
    const bool attached = attach(found, row.files, prepared);
    prepared.mirrored = !options_.mirror_of.empty();
    if (prepared.mirrored && row.wrong && row.wrong->rule == "deleted-at-source") {
        prepared.withdraws = true;
        prepared.record.collection = options_.collection;
        prepared.record.source_key = row.wrong->value;
        return;
    }
    if (row.wrong) {
        prepared.decided = rejected(*row.wrong);
        return;
    }
    if (!attached) return;
    for (auto& notice : row.notices) prepared.notices.push_back(std::move(notice));
    Record given = std::move(row.given);
    if (given.source_key.empty() && !row.key.empty()) given.source_key = found.path + '#' + row.key;
    if (given.event.id.empty() && !row.event.empty()) given.event.id = validator_.event_named(row.event);
    if (given.source.name.empty()) given.source.name = found.tree->origin();
    if (given.source.harvested_from.empty()) given.source.harvested_from = options_.mirror_of;
    if (given.collection.empty()) given.collection = options_.collection;
    if (row.version) {
        prepared.version = *row.version;
        if (!update(row, given, prepared, lane)) return;
    }
    Draft draft{.given = std::move(given),
                .units = std::move(row.units),
                .extracted = nullptr,
                .media_type = {},
                .name = {},
                .event = options_.event,
                .kind = options_.kind};
    Extraction extraction;
    for (auto& file : prepared.files) {
        const bool main = &file == &prepared.files.front();
        if (auto danger = danger_of(file.file, options_.scan_command, options_.limits.wall)) {
            danger->field = "file";
            prepared.decided = rejected(*std::move(danger));
            return;
        }
        file.reference.sha256 = sha256_of_file(file.file);
        std::error_code error;
        file.reference.bytes = fs::file_size(file.file, error);
        prepared.bytes += file.reference.bytes;
        if (!main) {
            file.reference.media_type = media_type(file, lane);
            file.reference.role = role_of(file.reference.media_type);
            continue;
        }
        file.reference.role = "main";
        extraction = extract(file, prepared, lane);
        if (extraction.wrong == "unsupported-format") {
            // The row says what the file is about; its text will not be found, which is worth a word and no more.
            file.reference.media_type = media_type(file, lane);
            prepared.notices.push_back({"text-not-read", "", file.reference.media_type, ""});
        } else if (!extraction.wrong.empty()) {
            prepared.decided = rejected({extraction.wrong, "file", file.reference.name + ": " + extraction.value, ""});
            return;
        } else {
            file.reference.media_type = extraction.extracted.media_type;
            add_notices(prepared, extraction.extracted);
            draft.extracted = &extraction.extracted;
        }
        draft.media_type = file.reference.media_type;
        draft.name = file.reference.name;
    }
    Described described = describe(draft, validator_);
    prepared.record = std::move(described.record);
    prepared.units = std::move(described.units);
    if (prepared.record.kind.empty() && !row.key.empty()) {  // a file of metadata need not tell the type
        prepared.record.kind = "other";
        prepared.record.machine.emplace_back("kind");
    }
    // A row may be a record as it was exported, with the files it had: those that come with it now count.
    if (!prepared.files.empty()) prepared.record.files.clear();
    for (const auto& file : prepared.files) prepared.record.files.push_back(file.reference);
    validate(prepared, lane);
    for (auto& finding : validator_.notices(prepared.record)) prepared.notices.push_back(std::move(finding));
}

/// A row that was exported is an edition of the record it was made of: what it does not have a column for stays, and so
/// do text and files that it brings no others for. False: it is decided.
bool Preparer::update(Row& row, Record& given, Prepared& prepared, Lane& lane) const {
    const auto present = lane.catalogue.find(record_id(given.collection, given.source_key));
    if (!present || present->version != *row.version) {
        prepared.decided = rejected(
            {"conflict", "version", std::to_string(*row.version), present ? std::to_string(present->version) : ""});
        return false;
    }
    if (row.cells) {
        given = edited(present->record, *row.cells);
    } else if (given.files.empty()) {
        given.files = present->record.files;
    }
    if (prepared.files.empty() && row.units.empty() && present->text != 0)
        row.units = lane.catalogue.units(present->text);
    return true;
}

bool Preparer::attach(const Found& found, const std::vector<std::string>& names, Prepared& prepared) {
    for (const auto& name : names) {
        const auto resolved = found.tree->resolve(found.name, name);
        if (!resolved.wrong.empty()) {
            if (!prepared.decided) prepared.decided = rejected({resolved.wrong, "file", name, ""});
            continue;
        }
        found.tree->claim(resolved.name);
        Attached file;
        file.file = resolved.file;
        file.reference.name = fs::path(resolved.name).filename().string();
        file.path = found.tree->prefix() + resolved.name;
        const bool twice =
            std::ranges::any_of(prepared.files, [&](const Attached& other) { return other.path == file.path; });
        if (!twice) prepared.files.push_back(std::move(file));
    }
    return !prepared.decided;
}

Extraction Preparer::extract(const Attached& file, Prepared& prepared, Lane& lane) {
    const std::string& sha256 = file.reference.sha256;
    if (const auto cached = lane.catalogue.extraction(sha256, extractor_version)) {
        if (auto extraction = from_cache(*cached)) return *std::move(extraction);
    }
    Extraction extraction;
    if (file.reference.bytes == 0) {
        extraction.wrong = "empty";
        return extraction;
    }
    try {
        extraction.extracted = lane.worker.extract(file.file, file.reference.name);
    } catch (const Error& error) {
        if (ends_the_run(error)) throw;
        extraction = extraction_of(error);
    }
    if (is_lasting(extraction)) prepared.remembered.push_back({sha256, to_cache(extraction)});
    return extraction;
}

std::string Preparer::media_type(const Attached& file, Lane& lane) {
    try {
        return lane.worker.identify(file.file, file.reference.name);
    } catch (const Error&) {
        return "application/octet-stream";
    }
}

void Preparer::add_recognised(Prepared& prepared, Lane& lane) {
    if (prepared.record.files.empty() || ocr::pages_to_read(prepared.record, prepared.units).empty()) return;
    const auto pages = lane.recognitions.find(prepared.record.files.front().sha256, ocr::engine());
    if (!pages.empty()) ocr::add_recognised(prepared.record, prepared.units, pages);
}

/// Whether the catalogue has a record without text just so: nothing that is suggested of it would be kept.
bool Preparer::is_held(const Prepared& prepared, const Lane& lane) {
    const Record& record = prepared.record;
    // A guessed kind is settled by what is suggested.
    if (!prepared.units.empty() || !record.files.empty() || std::ranges::count(record.machine, "kind") > 0)
        return false;
    auto stored = lane.catalogue.find(record_id(record.collection, record.source_key));
    if (!stored || stored->withdrawn || stored->text != 0) return false;
    stored->record.id = record.id;
    return stored->record == record;
}

void Preparer::validate(Prepared& prepared, Lane& lane) {
    auto violations = validator_.violations(prepared.record, prepared.units);
    if (violations.empty()) {
        if (!is_held(prepared, lane)) prepared.suggestions = description_.suggest(prepared.record, prepared.units);
        settle_kind(prepared.record, prepared.suggestions);
        // What was recognised since does not change what the file said of itself: taking it in again is no update.
        add_recognised(prepared, lane);
        prepared.sketch = sketch_of(prepared.record, prepared.units);
        return;
    }
    prepared.decided = rejected(std::move(violations.front()));
    prepared.others.assign(std::make_move_iterator(violations.begin() + 1), std::make_move_iterator(violations.end()));
}

}  // namespace acervo
