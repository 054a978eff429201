// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/acervo/idle.h"

#include <sched.h>
#include <sys/resource.h>
#include <unistd.h>

namespace acervo {

void yield_to_others() {
    // Of Linux, these are of the thread. Where they are refused, work goes on as it is.
    ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), 19);
    const sched_param none{};
    ::sched_setscheduler(::gettid(), SCHED_IDLE, &none);
}

}  // namespace acervo
