// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/duplicates/attach.h"

#include <algorithm>
#include <filesystem>

namespace acervo {

namespace {

bool is_deck(const std::string& media_type) {
    return media_type.find("presentation") != std::string::npos || media_type.find("powerpoint") != std::string::npos;
}

/// The higher, the better a reader is served by it.
int rank(const std::string& media_type) {
    if (is_deck(media_type)) return 4;
    if (media_type == "application/pdf") return 3;
    if (media_type.find("word") != std::string::npos || media_type.find("opendocument") != std::string::npos) return 2;
    return media_type == "text/plain" ? 0 : 1;
}

/// The PDF of a deck shows its slides.
std::string role_beside(const Record& record, const FileRef& file) {
    const bool deck = std::ranges::any_of(record.files, [](const FileRef& each) { return is_deck(each.media_type); });
    return is_deck(file.media_type) || (deck && file.media_type == "application/pdf") ? "slides" : "supplement";
}

std::string file_name(const std::string& source_key) {
    return std::filesystem::path(source_key).filename().string();
}

}  // namespace

bool is_loose(const Record& record) {
    return std::ranges::find(record.files, file_name(record.source_key), &FileRef::name) != record.files.end();
}

std::optional<Twin> same_work_beside(const Record& record, const std::vector<Twin>& twins, const TwinFinder& finder) {
    for (const auto& twin : twins) {
        if (twin.rule != "same-work" || twin.text.samples == 0) continue;
        const auto other = finder.record(twin.record);
        const bool beside = other && other->collection == record.collection && is_loose(*other) &&
                            folder_of(other->source_key) == folder_of(record.source_key) &&
                            stem_of(other->source_key) == stem_of(record.source_key);
        if (beside) return twin;
    }
    return std::nullopt;
}

void attach_as_further(Record& record, FileRef file) {
    file.role = role_beside(record, file);
    record.files.push_back(std::move(file));
}

bool attach(Record& record, FileRef file) {
    if (!record.files.empty() && rank(file.media_type) <= rank(record.files.front().media_type)) {
        attach_as_further(record, std::move(file));
        return false;
    }
    file.role = "main";
    record.files.insert(record.files.begin(), std::move(file));
    for (std::size_t i = 1; i < record.files.size(); ++i) record.files[i].role = role_beside(record, record.files[i]);
    return true;
}

bool keep_attached(Record& record, const Record& present) {
    if (present.files.size() < 2 || record.files.size() != 1) return false;
    const FileRef own = record.files.front();
    const auto at = std::ranges::find(present.files, own.sha256, &FileRef::sha256);
    if (at != present.files.end()) {
        record.files = present.files;
        return at != present.files.begin();
    }
    // The file itself has changed: it is the main one again, in the place of what it was.
    for (auto other : present.files) {
        if (other.name == own.name) continue;
        if (other.role == "main") other.role = "supplement";
        record.files.push_back(std::move(other));
    }
    return false;
}

bool is_attached(const Record& holder, const FileRef& file) {
    const auto at = std::ranges::find(holder.files, file.sha256, &FileRef::sha256);
    return at != holder.files.end() && is_loose(holder) && at->name == file.name &&
           file.name != file_name(holder.source_key);
}

}  // namespace acervo
