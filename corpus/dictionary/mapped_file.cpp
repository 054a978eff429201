// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/dictionary/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include <cerrno>

#include "corpus/durable.h"
#include "corpus/error.h"

namespace acervo {

MappedFile::MappedFile(const std::filesystem::path& file) {
    // Not to wait for ever on a named pipe.
    const Descriptor input{::open(file.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC)};
    if (!input.is_open()) throw_errno(errno, "cannot open " + file.string());
    struct stat status {};
    if (::fstat(input.number(), &status) != 0) throw_errno(errno, "cannot read " + file.string());
    if (!S_ISREG(status.st_mode)) throw Error{Problem::bad_input, file.string() + " is not a regular file"};
    if (status.st_size == 0) return;  // nothing to map
    const auto size = static_cast<std::size_t>(status.st_size);
    void* const address = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, input.number(), 0);
    if (address == MAP_FAILED) throw_errno(errno, "cannot map " + file.string());
    address_ = address;
    size_ = size;
}

MappedFile::~MappedFile() {
    if (address_) ::munmap(address_, size_);
}

}  // namespace acervo
