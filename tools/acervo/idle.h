// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace acervo {

/// From now on the calling thread, and the processes it starts, run only when nobody else wants to (nice 19,
/// SCHED_IDLE).
void yield_to_others();

}  // namespace acervo
