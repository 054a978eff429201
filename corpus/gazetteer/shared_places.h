// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>

#include "corpus/gazetteer/places.h"

namespace acervo {

/// The places of a data folder for all threads: read when first asked for, and again when the gazetteer was built anew
/// or corrections were imported.
class SharedPlaces {
public:
    explicit SharedPlaces(std::filesystem::path data) : data_(std::move(data)) {}

    /// Never null. A gazetteer of another version is as good as none: an update of the program must not end searches.
    /// @throws Error (broken) with a remedy where the files are damaged
    std::shared_ptr<const Places> get();

private:
    std::filesystem::path data_;
    std::mutex mutex_;
    std::shared_ptr<const Places> places_;
};

}  // namespace acervo
