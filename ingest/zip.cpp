// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/zip.h"

#include <zip.h>

#include <array>
#include <new>
#include <set>

#include "corpus/error.h"
#include "corpus/text.h"

namespace acervo {
namespace {

constexpr std::uint64_t part_limit = 64U << 20;
constexpr std::uint64_t parts_limit = 256U << 20;

[[noreturn]] void fail(const std::string& what, const std::string& code = "malformed") {
    throw Error{Problem::bad_input, what}.with_code(code);
}

std::uint32_t little_endian(std::string_view bytes, std::size_t at, int count) {
    std::uint32_t value = 0;
    for (int i = count; i-- > 0;)
        value = value << 8 | static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)]);
    return value;
}

/// Places in the directory of the names that contain NUL: libzip hands names out as C strings, cut there.
std::set<std::uint64_t> names_with_nul(std::string_view bytes) {
    std::set<std::uint64_t> found;
    const auto end = bytes.rfind("PK\x05\x06");
    if (end == std::string_view::npos || end + 22 > bytes.size()) return found;
    std::size_t at = little_endian(bytes, end + 16, 4);
    for (std::uint64_t index = 0; at + 46 <= bytes.size() && bytes.substr(at, 4) == "PK\x01\x02"; ++index) {
        const std::size_t length = little_endian(bytes, at + 28, 2);
        if (bytes.substr(at + 46, length).find('\0') != std::string_view::npos) found.insert(index);
        at += 46 + length + little_endian(bytes, at + 30, 2) + little_endian(bytes, at + 32, 2);
    }
    return found;
}

}  // namespace

struct Zip::Handle {
    zip_t* zip = nullptr;
    ~Handle() {
        if (zip != nullptr) zip_discard(zip);
    }
};

Zip::Zip(std::string_view bytes) : handle_(std::make_unique<Handle>()) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    if (source == nullptr) throw std::bad_alloc{};
    handle_->zip = zip_open_from_source(source, ZIP_RDONLY, &error);
    if (handle_->zip == nullptr) {
        const bool memory = zip_error_code_zip(&error) == ZIP_ER_MEMORY;
        const std::string what = zip_error_strerror(&error);
        zip_source_free(source);
        zip_error_fini(&error);
        if (memory) throw std::bad_alloc{};
        fail("not a whole ZIP file: " + what);
    }
    zip_error_fini(&error);

    const auto nul = names_with_nul(bytes);
    const auto count = zip_get_num_entries(handle_->zip, 0);
    std::uint64_t packed = 0;
    for (zip_int64_t i = 0; i < count; ++i) {
        const auto index = static_cast<zip_uint64_t>(i);
        zip_stat_t stat;
        zip_stat_init(&stat);
        if (zip_stat_index(handle_->zip, index, 0, &stat) != 0 || stat.name == nullptr)
            fail("a ZIP entry without a description");
        Entry entry{.name = stat.name, .index = index, .bytes = stat.size, .packed = stat.comp_size};
        zip_uint8_t system = 0;
        zip_uint32_t attributes = 0;
        if (zip_file_get_external_attributes(handle_->zip, index, 0, &system, &attributes) == 0 &&
            system == ZIP_OPSYS_UNIX) {
            entry.mode = attributes >> 16;
        }
        entry.encrypted = stat.encryption_method != ZIP_EM_NONE;
        entry.nul_in_name = nul.contains(index);
        if (entry.packed > bytes.size() || (packed += entry.packed) > bytes.size())
            fail("ZIP entries overlap each other");
        by_name_.emplace(entry.name, entries_.size());
        entries_.push_back(std::move(entry));
    }
}

Zip::~Zip() = default;
Zip::Zip(Zip&&) noexcept = default;

std::optional<std::string> Zip::read(const std::string& name) {
    const auto found = by_name_.find(name);
    if (found == by_name_.end()) return std::nullopt;
    const auto& entry = entries_[found->second];
    if (entry.bytes > part_limit) fail("a part of more than 64 MB: " + name, "too-large");
    std::string whole;
    stream(entry, [&](std::string_view piece) {
        given_ += piece.size();
        if (whole.size() + piece.size() > part_limit) fail("a part of more than 64 MB: " + name, "too-large");
        if (given_ > parts_limit) fail("parts of more than 256 MB", "too-large");
        whole += piece;
        return true;
    });
    return whole;
}

void Zip::stream(const Entry& entry, const std::function<bool(std::string_view)>& take) const {
    if (entry.encrypted) fail("encrypted: " + entry.name, "encrypted");
    struct Close {
        void operator()(zip_file_t* file) const { zip_fclose(file); }
    };
    const std::unique_ptr<zip_file_t, Close> file{zip_fopen_index(handle_->zip, entry.index, 0)};
    if (!file) {
        const auto* error = zip_get_error(handle_->zip);
        if (zip_error_code_zip(error) == ZIP_ER_MEMORY) throw std::bad_alloc{};
        fail("cannot unpack " + entry.name + ": " + zip_strerror(handle_->zip));
    }
    std::string buffer(1U << 16, '\0');
    for (;;) {
        const auto got = zip_fread(file.get(), buffer.data(), buffer.size());
        if (got < 0) fail("cannot unpack " + entry.name + ": " + zip_file_strerror(file.get()));
        if (got == 0 || !take({buffer.data(), static_cast<std::size_t>(got)})) return;
    }
}

}  // namespace acervo
