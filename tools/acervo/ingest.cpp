// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/acervo/command.h"

namespace acervo {
void add_ingest(CLI::App&, Settings&) {}
}  // namespace acervo
