// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/apply.h"

#include <algorithm>

#include "corpus/error.h"
#include "corpus/record_json.h"
#include "ingest/duplicates/attach.h"
#include "ingest/parts.h"

namespace acervo {

namespace {

constexpr std::size_t most_pending = 200;                   // items a transaction
constexpr std::chrono::milliseconds longest_pending{1000};  // so that other writers get their turn

/// Names all that would be written for an item, or why nothing would.
std::string digest_of(const Prepared& prepared) {
    std::string text;
    if (prepared.decided) {
        const Finding& finding = prepared.decided->finding;
        text = to_string(prepared.decided->outcome) + '\n' + finding.rule + '\n' + finding.field + '\n' + finding.value;
        return sha256_of(text);
    }
    text = prepared.withdraws ? "withdraws\n" : "";
    text += dump(to_json(prepared.record));
    for (const Unit& unit : prepared.units) text += '\n' + dump(to_json(unit));
    return sha256_of(text);
}

void reject(Item& item, Finding finding) {
    item.outcome = Outcome::rejected;
    item.record.clear();
    item.version_before = item.version_after = 0;
    say(item, {std::move(finding)});
}

}  // namespace

std::string place_of(const std::string& path, int line) {
    return line ? path + ':' + std::to_string(line) : path;
}

Applier::Applier(Catalogue& catalogue, std::string batch, Mode mode, bool commit_often)
    : catalogue_(catalogue), twins_(catalogue), batch_(std::move(batch)), mode_(mode), commit_often_(commit_often) {}

void Applier::remember(const std::vector<Item>& items) {
    for (const auto& item : items) {
        if (item.rule == "manifest-file") claimed_.insert(item.path);
        if (item.record.empty() || item.rule == "manifest-file" || item.outcome == Outcome::skipped) continue;
        if (paths_.empty() || paths_.back() != item.path) paths_.push_back(item.path);
        keys_.emplace(item.record, std::pair{paths_.size() - 1, item.line});
    }
    count_ = items.size();
}

Outcome Applier::apply(const Prepared& prepared) {
    if (mode_ != Mode::dry_run && !transaction_) {
        transaction_.emplace(catalogue_);
        begun_ = std::chrono::steady_clock::now();
    }
    Item item;
    item.path = prepared.path;
    item.line = prepared.line;
    if (mode_ == Mode::plan || held_to_plan_) item.digest = digest_of(prepared);
    if (held_to_plan_ && !is_as_planned(prepared, item)) {
        // Decided.
    } else if (prepared.decided) {
        item.outcome = prepared.decided->outcome;
        std::vector<Finding> findings{prepared.decided->finding};
        findings.insert(findings.end(), prepared.others.begin(), prepared.others.end());
        say(item, findings);
    } else if (prepared.withdraws) {
        withdraw(prepared, item);
    } else {
        put(prepared, item);
    }
    if (mode_ == Mode::real) {
        for (const auto& [sha256, extraction] : prepared.remembered) {
            if (!catalogue_.extraction(sha256, extractor_version))
                catalogue_.put_extraction(sha256, extractor_version, extraction);
        }
    }
    add(item);
    add_files(prepared, item);
    return item.outcome;
}

bool Applier::is_as_planned(const Prepared& prepared, Item& item) const {
    const auto planned = catalogue_.item(batch_, item.path, item.line);
    if (!planned) {
        item.outcome = Outcome::skipped;
        say(item, {{"not-in-plan", "", "", ""}});
        return false;
    }
    // What this batch rejected before is corrected by now, or rejected again.
    if (!planned->planned) return true;
    // The bytes that the plan found twice are held by now, and were not read again.
    const bool held = !prepared.duplicate_of.empty() && planned->rule == "duplicate-bytes";
    std::string changed = held || planned->digest == item.digest ? "" : "content";
    if (changed.empty() && !prepared.decided) {
        const auto present = catalogue_.find(record_id(prepared.record.collection, prepared.record.source_key));
        // Twins of a row before them have no version of their own in the plan.
        const bool wrote = planned->outcome != Outcome::rejected && planned->outcome != Outcome::skipped;
        if (wrote && planned->version_before != (present ? present->version : 0)) changed = "record";
    }
    if (changed.empty()) return true;
    reject(item, {"changed-since-plan", "", changed, ""});
    return false;
}

void Applier::close_plan() {
    if (!held_to_plan_) return;
    std::vector<Item> gone;
    catalogue_.each_item(batch_, 0, [&](const Item& item) {
        if (item.planned) gone.push_back(item);
        return true;
    });
    Catalogue::Transaction transaction(catalogue_);
    for (Item& item : gone) {
        // What would not have been taken in is no loss.
        const bool loss = item.outcome != Outcome::rejected && item.outcome != Outcome::skipped;
        const Outcome outcome = loss ? Outcome::rejected : Outcome::skipped;
        reject(item, {"gone-since-plan", "", "", ""});
        item.outcome = outcome;
        item.planned = false;
        catalogue_.put_item(batch_, item);
    }
    transaction.commit();
}

void Applier::put(const Prepared& prepared, Item& item) {
    Record record = prepared.record;
    record.id = record_id(record.collection, record.source_key);
    if (!record.files.empty()) {
        if (const auto present = catalogue_.find(record.id)) keep_confirmed_parts(present->record, record);
    }
    const bool again = prepared.mirrored && is_repeated(record);
    if (!again && reject_twin(record, item)) return;
    if (prepared.version != 0) {
        // Asked again, where nobody else can write.
        const auto present = catalogue_.find(record.id);
        if (!present || present->version != prepared.version) {
            reject(item, {"conflict", "version", std::to_string(prepared.version),
                          present ? std::to_string(present->version) : ""});
            return;
        }
    }
    if (prepared.loose) {
        if (const std::string other = holder(prepared); !other.empty()) {
            const auto holder = twins_.record(other);
            const bool attached = holder && !record.files.empty() && is_attached(*holder, record.files.front());
            item.outcome = attached ? Outcome::unchanged : Outcome::skipped;
            item.record = other;
            say(item, {{attached ? "attached-to" : "duplicate-bytes", "", "", other}});
            return;
        }
    }
    std::vector<Unit> units = prepared.units;
    if (const auto present = prepared.loose ? catalogue_.find(record.id) : std::nullopt;
        present && !present->withdrawn) {
        if (keep_attached(record, present->record)) units = catalogue_.units(present->text);
    }
    const auto twins = twins_.of(record, prepared.sketch);
    Catalogue::Put put{};
    try {
        if (prepared.loose && attach_to_twin(prepared, record, twins, item)) return;
        require_files(prepared);
        if (mode_ != Mode::real) {
            put = compare(record, units);
            for (const auto& file : record.files) held_.emplace(file.sha256, record.id);
        } else {
            // What fails halfway must not leave half a record in the transaction of its neighbours.
            Catalogue::Transaction step(catalogue_);
            store(prepared);
            put = catalogue_.put(record, units, batch_);
            if (put.outcome != Outcome::unchanged) catalogue_.suggest(record.id, batch_, prepared.suggestions);
            step.commit();
        }
    } catch (const Error& error) {
        if (ends_the_run(error)) throw;
        const bool gone = error.problem() == Problem::not_found;
        const std::string rule = gone ? "unreadable" : error.code().empty() ? "type" : error.code();
        reject(item, {rule, "", error.what(), ""});
        return;
    }
    if (paths_.empty() || paths_.back() != item.path) paths_.push_back(item.path);
    keys_.emplace(record.id, std::pair{paths_.size() - 1, item.line});
    item.outcome = put.outcome;
    item.record = record.id;
    item.version_before = put.version_before;
    item.version_after = put.version_after;
    units_ += prepared.units.size();
    keep_sketch(record, prepared.sketch, put.outcome);
    auto notices = prepared.notices;
    if (again) notices.push_back({"repeated-record", "source_key", record.source_key, ""});
    for (const auto& twin : twins) notices.push_back(finding_of(twin));
    say(item, notices);
}

void Applier::withdraw(const Prepared& prepared, Item& item) {
    const auto id = record_id(prepared.record.collection, prepared.record.source_key);
    const auto present = catalogue_.find(id);
    const bool there = present && !present->withdrawn;
    item.outcome = there ? Outcome::updated : present ? Outcome::unchanged : Outcome::skipped;
    say(item, {{there ? "withdrawn-at-source" : "deleted-at-source", "source_key", prepared.record.source_key, ""}});
    if (!present) return;
    item.record = id;
    item.version_before = item.version_after = present->version;
    if (!there || mode_ != Mode::real) return;
    catalogue_.withdraw(id, batch_);
    item.version_after = catalogue_.find(id)->version;
}

bool Applier::attach_to_twin(const Prepared& prepared, const Record& record, const std::vector<Twin>& twins,
                             Item& item) {
    const auto twin = same_work_beside(record, twins, twins_);
    if (!twin || prepared.files.size() != 1 || catalogue_.find(record.id)) return false;
    item.outcome = Outcome::updated;
    item.record = twin->record;
    const auto present = catalogue_.find(twin->record);
    if (mode_ == Mode::real && present) {
        Catalogue::Transaction step(catalogue_);
        store(prepared);
        Record joint = present->record;
        const bool takes_over = attach(joint, prepared.files.front().reference);
        const auto put = catalogue_.put(joint, takes_over ? prepared.units : catalogue_.units(present->text), batch_);
        if (takes_over) keep_sketch(joint, prepared.sketch, put.outcome);
        item.version_before = put.version_before;
        item.version_after = put.version_after;
        step.commit();
    } else {
        held_.emplace(prepared.files.front().reference.sha256, twin->record);
    }
    std::vector<Finding> findings{{"attached-to", "", twin->value, twin->record}};
    findings.insert(findings.end(), prepared.notices.begin(), prepared.notices.end());
    say(item, findings);
    return true;
}

void Applier::keep_sketch(const Record& record, const TextSketch& sketch, Outcome outcome) {
    // A catalogue of an earlier version of the program has none yet.
    if (outcome == Outcome::unchanged && catalogue_.fingerprint(record.id)) return twins_.note(record);
    const bool planned = mode_ != Mode::real;
    if (!planned) catalogue_.put_fingerprint({record.id, catalogue_.sequence(), to_bytes(sketch)});
    twins_.add(record, sketch, planned);
}

void Applier::store(const Prepared& prepared) const {
    for (const auto& file : prepared.files) {
        // A file that was stored once need not be read again to find that out.
        if (catalogue_.has_original(file.reference.sha256)) {
            std::error_code error;
            const auto size = std::filesystem::file_size(catalogue_.original(file.reference.sha256), error);
            if (!error && size == file.reference.bytes) continue;
        }
        const auto original = catalogue_.store(file.file, file.reference.media_type);
        if (original.sha256 != file.reference.sha256) {
            throw Error(Problem::bad_input, file.reference.name + " changed while it was read").with_code("changed");
        }
    }
}

void Applier::require_files(const Prepared& prepared) const {
    for (const auto& file : prepared.record.files) {
        const auto comes_along = [&](const Attached& attached) { return attached.reference.sha256 == file.sha256; };
        if (std::ranges::any_of(prepared.files, comes_along) || catalogue_.has_original(file.sha256)) continue;
        throw Error(Problem::bad_input, file.name.empty() ? file.sha256 : file.name).with_code("missing-file");
    }
}

Catalogue::Put Applier::compare(const Record& record, const std::vector<Unit>& units) const {
    const auto present = catalogue_.find(record.id);
    Catalogue::Put put{Outcome::created, 0, 0};
    if (!present) return put;
    put.version_before = put.version_after = present->version;
    if (present->withdrawn) return put;
    // As they would be read back.
    const auto tidy = [](const auto& one, auto read) { return dump(to_json(read(to_json(one)))); };
    const auto same_unit = [&](const Unit& one, const Unit& other) {
        return tidy(one, unit_from_json) == dump(to_json(other));
    };
    const auto there = catalogue_.units(present->text);
    const bool same =
        tidy(record, record_from_json) == dump(to_json(present->record)) && std::ranges::equal(units, there, same_unit);
    put.outcome = same ? Outcome::unchanged : Outcome::updated;
    return put;
}

bool Applier::reject_twin(const Record& record, Item& item) {
    const auto taken = keys_.find(record.id);
    if (taken == keys_.end()) return false;
    reject(item, {"duplicate-key", "source_key", record.source_key,
                  place_of(paths_[taken->second.first], taken->second.second)});
    return true;
}

std::string Applier::holder(const Prepared& prepared) const {
    if (!prepared.duplicate_of.empty()) return prepared.duplicate_of;
    if (prepared.record.files.empty()) return "";
    const std::string& sha256 = prepared.record.files.front().sha256;
    const auto own = catalogue_.find(record_id(prepared.record.collection, prepared.record.source_key));
    // A record that is there keeps its identity, whatever its bytes have become.
    if (own && !own->withdrawn) return "";
    if (const auto here = held_.find(sha256); here != held_.end()) return here->second;
    const auto holders = catalogue_.holders(sha256);
    return holders.empty() ? "" : holders.front();
}

void Applier::add(const Item& item) {
    ++count_;
    ++pending_;
    if (mode_ == Mode::dry_run) {
        planned_.push_back(item);
        planned_.back().number = static_cast<std::int64_t>(planned_.size());
        return;
    }
    Item entry = item;
    entry.planned = mode_ == Mode::plan;
    catalogue_.put_item(batch_, entry);
}

void Applier::add_files(const Prepared& prepared, const Item& item) {
    for (const auto& file : prepared.files) {
        if (file.path.empty() || !claimed_.insert(file.path).second) continue;
        Item of_file;
        of_file.path = file.path;
        of_file.outcome = item.outcome;
        of_file.record = item.record;
        say(of_file, {{"manifest-file", "", "", place_of(item.path, item.line)}});
        add(of_file);
    }
}

void Applier::commit_if_due() {
    if (!transaction_ || !commit_often_) return;
    if (pending_ >= most_pending || std::chrono::steady_clock::now() >= due()) close();
}

void Applier::close() {
    if (!transaction_) return;
    if (found_ != written_found_) {
        catalogue_.set_batch_found(batch_, static_cast<std::int64_t>(found_));
        written_found_ = found_;
    }
    transaction_->commit();
    transaction_.reset();
    pending_ = 0;
}

std::chrono::steady_clock::time_point Applier::due() const {
    if (!transaction_ || !commit_often_) return std::chrono::steady_clock::now() + std::chrono::hours{1};
    return begun_ + longest_pending;
}

}  // namespace acervo
