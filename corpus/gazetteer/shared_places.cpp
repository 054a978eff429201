// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/gazetteer/shared_places.h"

namespace acervo {

std::shared_ptr<const Places> SharedPlaces::get() {
    const std::lock_guard lock{mutex_};
    if (places_ && places_->stamp() == places_stamp(data_)) return places_;
    try {
        places_ = std::make_shared<const Places>(Places::load(data_));
    } catch (const Error& error) {
        if (error.problem() != Problem::unsupported) throw;
        places_ = std::make_shared<const Places>(Places::load_own(data_));
    }
    return places_;
}

}  // namespace acervo
