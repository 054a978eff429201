// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/extractor.h"
#include "ingest/worker_protocol.h"

namespace acervo {

/// The life of a child: keeps only the file and the pipe, enters the sandbox, reads, answers in frames, ends.
[[noreturn]] void serve_file(const WorkerRequest& request, int file, int answer, const Extractor* first);

}  // namespace acervo
