// SPDX-License-Identifier: GPL-3.0-or-later
#include <fstream>
#include <sstream>

#include "corpus/error.h"
#include "corpus/record_json.h"
#include "ingest/packages/package_export.h"

namespace acervo {

namespace fs = std::filesystem;

namespace {

/// The manifests are kept as they grow; there is a line in them for each file.
class Bag {
public:
    explicit Bag(fs::path folder) : folder_{std::move(folder)} {
        prepare_package(folder_);
        fs::create_directories(folder_ / "data");
    }

    /// A file of the payload that is there already. `name`: below data/.
    void payload(const std::string& name, const std::string& digest, std::uint64_t bytes) {
        manifest_ << digest << "  data/" << name << '\n';
        bytes_ += bytes;
        ++files_;
    }

    /// The files that say what is in the bag.
    void close(std::int64_t records) {
        std::string manifest = manifest_.str();
        const std::string info = "Bag-Software-Agent: Acervo\nBagging-Date: " + now().substr(0, 10) +
                                 "\nExternal-Description: " + std::to_string(records) +
                                 " records of a catalogue, with their files\nPayload-Oxum: " + std::to_string(bytes_) +
                                 "." + std::to_string(files_) + "\n";
        const std::string declaration = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
        std::string tags;
        for (const auto& [name, text] : {std::pair<const char*, const std::string&>{"bagit.txt", declaration},
                                         {"bag-info.txt", info},
                                         {"manifest-sha256.txt", manifest}}) {
            write_package_file(folder_ / name, text);
            tags += sha256_of(text) + "  " + name + "\n";
        }
        write_package_file(folder_ / "tagmanifest-sha256.txt", tags);
    }

    const fs::path& folder() const { return folder_; }

private:
    fs::path folder_;
    std::ostringstream manifest_;
    std::uint64_t bytes_ = 0, files_ = 0;
};

/// The row of a record: what another catalogue takes in, without what only counts in this one.
nlohmann::json row_of(const Catalogue& catalogue, const Stored& stored, const std::vector<std::string>& files) {
    auto row = to_json(stored.record);
    row.erase("id");
    row.erase("files");
    if (!files.empty()) row["file"] = files;
    // Without a file to read it from again, the text is part of the record.
    if (files.empty() && stored.text != 0) {
        auto& units = row["text"] = nlohmann::json::array();
        for (const auto& unit : catalogue.units(stored.text)) units.push_back(to_json(unit));
    }
    return row;
}

}  // namespace

std::int64_t export_bag(const Catalogue& catalogue, const ExportOptions& options, const fs::path& folder) {
    Bag bag{folder};
    const auto rows = folder / "data" / "records.jsonl";
    std::ofstream out{rows, std::ios::binary};
    std::int64_t count = 0;
    each_exported(catalogue, options, [&](const Stored& stored) {
        std::vector<std::string> names;
        for (std::size_t i = 0; i < stored.record.files.size(); ++i) {
            const auto& file = stored.record.files[i];
            names.push_back("files/" + stored.record.id + "/" + std::to_string(i + 1) + "/" + package_name(file.name));
            const auto target = folder / "data" / names.back();
            copy_original(catalogue, file, target);
            bag.payload(names.back(), file.sha256, fs::file_size(target));
        }
        out << dump(row_of(catalogue, stored, names)) << '\n';
        ++count;
    });
    out.close();
    if (!out) throw Error{Problem::broken, "cannot write " + rows.string()}.with_hint("Is there room on the disk?");
    bag.payload("records.jsonl", sha256_of_file(rows), fs::file_size(rows));
    bag.close(count);
    return count;
}

}  // namespace acervo
