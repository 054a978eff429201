// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include "api/routes/routes.h"
#include "api/sru/sru.h"

namespace acervo {

std::vector<Route> sru_routes() {
    const auto names = std::make_shared<sru::NameIndex>();
    return {{.pattern = "/sru",
             .operation = "searchRetrieve",
             .summary = "SRU 1.2",
             .handler =
                 [names](Context& context, const Request& request) {
                     return Response{.content_type = "text/xml; charset=utf-8",
                                     .body = sru::document(context, request, *names)};
                 },
             .content_type = "text/xml",
             .searches = true,
             .judges = true}};
}

}  // namespace acervo
