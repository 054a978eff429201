// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/catalogue.h"
#include "corpus/catalogue_impl.h"
#include "corpus/durable.h"
#include "corpus/error.h"
#include "corpus/sha256.h"

#include <algorithm>
#include <map>
#include <system_error>
#include <utility>

namespace acervo {
namespace {

namespace fs = std::filesystem;

/// Size of a regular file; nothing when there is none.
std::optional<std::uint64_t> size_of(const fs::path& file) {
    std::error_code error;
    if (!fs::is_regular_file(fs::symlink_status(file, error))) return std::nullopt;
    const std::uintmax_t size = fs::file_size(file, error);
    if (error) return std::nullopt;
    return size;
}

/// A file that cannot be read does not have its digest either.
bool digest_is(const fs::path& file, const std::string& sha256) {
    try {
        return sha256_of_file(file) == sha256;
    } catch (const Error&) {
        return false;
    }
}

/// Everything in a folder and below it but folders; links are not followed.
std::vector<fs::path> files_under(const fs::path& folder) {
    std::vector<fs::path> files;
    try {
        for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
            if (entry.is_symlink() || !entry.is_directory()) files.push_back(entry.path());
        }
    } catch (const fs::filesystem_error& error) {
        if (error.code() == std::errc::no_such_file_or_directory) return files;
        throw Error(Problem::broken, std::string("cannot list the originals: ") + error.what());
    }
    return files;
}

}  // namespace

fs::path Catalogue::Impl::place_of(const std::string& sha256) const {
    return originals() / sha256.substr(0, 2) / sha256.substr(2, 2) / sha256;
}

Catalogue::Original Catalogue::store(const fs::path& file, const std::string& media_type) {
    return during("storing " + file.string(), [&] {
        AsideFile aside(impl_->aside());
        Sha256 digest;
        Original result;
        read_file(file, [&](std::string_view piece) {
            digest.update(piece);
            aside.write(piece);
            result.bytes += piece.size();
        });
        result.sha256 = digest.hex();
        const fs::path place = impl_->place_of(result.sha256);

        if (!has_original(result.sha256)) aside.sync();  // what takes long comes before the lock
        // Files get their names under the write lock: whoever sweeps holds it too, and never meets one whose row is yet
        // to come.
        Transaction transaction(*this);
        result.added = !has_original(result.sha256);
        if (result.added || size_of(place) != result.bytes) {
            aside.sync();
            make_folders(place.parent_path());
            aside.rename_to(place);
            // The folders may be those of somebody who was killed before syncing them; where there is nothing to sync
            // it costs nothing.
            sync_folder(place.parent_path().parent_path());
            sync_folder(impl_->originals());
        }
        if (result.added) {
            const std::string instant = now();
            impl_->database.run("INSERT INTO originals (sha256, bytes, media_type, added) VALUES (?, ?, ?, ?)",
                                result.sha256, result.bytes, media_type, instant);
        }
        transaction.commit();
        return result;
    });
}

bool Catalogue::has_original(const std::string& sha256) const {
    return impl_->database.number("SELECT count(*) FROM originals WHERE sha256 = ?", sha256) != 0;
}

fs::path Catalogue::original(const std::string& sha256) const {
    fs::path place = is_sha256(sha256) ? impl_->place_of(sha256) : fs::path();
    if (place.empty() || !has_original(sha256)) throw Error(Problem::not_found, "there is no original " + sha256);
    if (!size_of(place)) {
        throw Error(Problem::not_found, "the original " + sha256 + " is recorded, but its file is missing")
            .with_hint("Run `acervo check`, then ingest the file again or restore it from a backup.");
    }
    return place;
}

Catalogue::Fixity Catalogue::check_originals(bool sweep) {
    if (sweep && impl_->mode == Mode::read_only) {
        throw Error(Problem::bad_input, "a catalogue that was opened for reading cannot be swept");
    }
    const auto recorded = [&] {
        std::map<std::string, std::uint64_t> sizes;
        sqlite::Rows rows = impl_->database.query("SELECT sha256, bytes FROM originals");
        while (rows.next()) sizes.emplace(rows.text(0), static_cast<std::uint64_t>(rows.integer(1)));
        return sizes;
    };

    Fixity fixity;
    for (const auto& [sha256, bytes] : recorded()) {
        const fs::path place = impl_->place_of(sha256);
        const auto size = size_of(place);
        if (!size) {
            fixity.missing.push_back(sha256);
        } else if (*size != bytes || !digest_is(place, sha256)) {
            fixity.mismatch.push_back(sha256);
        } else {
            ++fixity.match;
        }
    }

    // Nobody puts a file in its place while we hold the write lock; a reader looks without it.
    std::optional<Transaction> lock;
    if (impl_->mode == Mode::read_write) lock.emplace(*this);
    const auto sizes = recorded();
    for (const fs::path& file : files_under(impl_->originals())) {
        const std::string name = file.filename().string();
        const fs::path relative = file.lexically_relative(impl_->originals());
        const bool in_place = is_sha256(name) && file == impl_->place_of(name);
        if (in_place && sizes.count(name)) continue;
        if (file.parent_path() == impl_->aside()) {
            if (sweep ? remove_abandoned(file) : !is_held(file)) fixity.unreferenced.push_back(relative.string());
        } else {
            fixity.unreferenced.push_back(relative.string());
            // What is not of our making is reported and left alone.
            if (sweep && in_place) remove_file(file);
        }
    }
    std::sort(fixity.unreferenced.begin(), fixity.unreferenced.end());
    if (lock) lock->commit();
    return fixity;
}

}  // namespace acervo
