// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/routes/record_stream.h"

namespace acervo {
namespace {

constexpr std::size_t piece_bytes = 64 << 10;
constexpr std::size_t piece_records = 200;

struct Progress {
    std::vector<std::string> ids;
    const RecordFormat& format;
    std::string language;
    std::size_t at = 0;
    bool begun = false, written = false;
};

Piece next_piece(Progress& progress, Context& context) {
    const auto& format = progress.format;
    const auto publication = context.publication();
    Piece piece;
    if (!progress.begun) piece.bytes = format.before;
    progress.begun = true;
    for (std::size_t i = 0; i < piece_records && piece.bytes.size() < piece_bytes; ++i) {
        if (progress.at == progress.ids.size()) break;
        const auto stored = context.catalogue.find(progress.ids[progress.at++]);
        if (!stored || stored->withdrawn) continue;
        if (progress.written) piece.bytes += format.between;
        progress.written = true;
        piece.bytes += format.write(*stored, publication, progress.language);
    }
    piece.last = progress.at == progress.ids.size();
    if (piece.last) piece.bytes += format.after;
    return piece;
}

}  // namespace

Stream record_stream(std::vector<std::string> ids, const RecordFormat& format, std::string language) {
    const auto progress = std::make_shared<Progress>(Progress{std::move(ids), format, std::move(language)});
    return [progress](Context& context) { return next_piece(*progress, context); };
}

Response list_response(std::vector<std::string> ids, const RecordFormat& format, const Request& request) {
    Response response{.content_type = std::string{format.media_type}};
    response.headers["Content-Disposition"] = "attachment; filename=\"acervo." + std::string{format.suffix} + "\"";
    response.headers["X-Total-Count"] = std::to_string(ids.size());
    response.stream = record_stream(std::move(ids), format, answer_language(request));
    return response;
}

}  // namespace acervo
