// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/batch_desk.h"
#include "api/routes/routes.h"
#include "corpus/record_json.h"
#include "ingest/report/report.h"

namespace acervo {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;
using Clock = std::chrono::steady_clock;

constexpr auto librarian = "librarian";
constexpr auto poll = 500ms;
constexpr auto longest_silence = 15s;

BatchDesk& desk_of(Context& context) {
    if (!context.desk) throw Error{Error{Problem::unsupported, "this service is read-only"}.with_code("read-only")};
    return *context.desk;
}

Batch batch_of(Context& context, const Request& request) {
    auto batch = context.catalogue.batch(request.captures.at("id"));
    if (!batch) throw Error{Error{Problem::not_found, "no such batch"}.with_code("not-found")};
    return std::move(*batch);
}

/// Items that were carried out, or of a plan those that are in it.
std::int64_t counted(const Batch& batch) {
    std::int64_t count = 0;
    for (const auto& [outcome, of_it] : batch.totals) count += of_it;
    return count;
}

json batch_json(Context& context, const Batch& batch) {
    const std::string self = "/api/v1/batches/" + batch.id;
    json totals = {{"created", 0}, {"updated", 0}, {"unchanged", 0}, {"rejected", 0}, {"skipped", 0}};
    for (const auto& [outcome, count] : batch.totals) totals[outcome] = count;
    const bool planned = batch.state == "planning" || batch.state == "planned";
    json told = {{"id", batch.id},
                 {"name", batch.name},
                 {"state", batch.state},
                 {"started", batch.started},
                 {"found", batch.found},
                 {"done", planned ? 0 : counted(batch)},
                 {"totals", std::move(totals)},
                 {"links", {{"self", self}, {"report", self + "/report"}, {"events", self + "/events"}}}};
    if (!batch.finished.empty()) told["finished"] = batch.finished;
    if (!context.desk) return told;
    told["busy"] = context.desk->is_busy(batch.id);
    if (const auto failure = context.desk->failure(batch.id); !failure.empty()) told["error"] = failure;
    return told;
}

Response private_json(const json& body) {
    auto response = json_response(body);
    response.headers["Cache-Control"] = "no-store";
    return response;
}

Response accepted(Context& context, const Batch& batch) {
    auto response = private_json(batch_json(context, batch));
    response.status = 202;
    response.headers["Location"] = "/api/v1/batches/" + batch.id;
    return response;
}

Response list(Context& context, const Request&) {
    json batches = json::array();
    for (const auto& batch : context.catalogue.batches()) batches.push_back(batch_json(context, batch));
    return private_json({{"total", batches.size()}, {"batches", std::move(batches)}});
}

Response create(Context& context, const Request& request) {
    auto& desk = desk_of(context);
    std::error_code wrong;
    if (!request.upload || std::filesystem::file_size(request.upload->file(), wrong) == 0)
        throw Error{Error{Problem::bad_input, "no file was sent"}.with_code("file-required")};
    Intake intake;
    for (const auto& [name, value] : request.parameters) {
        if (name == "filename") intake.file_name = value;
        if (name == "name") intake.name = value;
        if (name == "event") intake.event = value;
        if (name == "kind") intake.kind = value;
        if (name == "collection" && !value.empty()) intake.collection = value;
        if (name == "on_error" && !value.empty()) intake.on_error = value;
    }
    return accepted(context, desk.plan(request.upload->file(), intake));
}

Response one(Context& context, const Request& request) {
    return private_json(batch_json(context, batch_of(context, request)));
}

Response report_of(Context& context, const Request& request) {
    const auto batch = batch_of(context, request);
    auto name = request.parameter("format").value_or("");
    if (name.empty()) name = "json";
    const auto wanted = request.parameter("outcome").value_or("");
    const EachItem all = items_of(context.catalogue, batch.id);
    const EachItem chosen = [&](const std::function<void(const Item&)>& visit) {
        all([&](const Item& item) {
            if (wanted.empty() || to_string(item.outcome) == wanted) visit(item);
        });
    };
    std::ostringstream out;
    write_report(out, batch, chosen, report_format(name), answer_language(request));
    Response response{.content_type = name == "json"   ? "application/json"
                                      : name == "csv"  ? "text/csv; charset=utf-8"
                                      : name == "html" ? "text/html; charset=utf-8"
                                                       : "text/plain; charset=utf-8",
                      .body = std::move(out).str()};
    response.headers["Cache-Control"] = "no-store";
    // The page brings its own style and nothing else.
    if (name == "html")
        response.headers["Content-Security-Policy"] =
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";
    if (name == "csv") response.headers["Content-Disposition"] = "attachment; filename=\"" + batch.id + ".csv\"";
    return response;
}

bool is_over(Context& context, const Batch& batch) {
    const bool rests = batch.state != "planning" && batch.state != "applying";
    return rests && !(context.desk && context.desk->is_busy(batch.id));
}

/// Where a batch is, told as server-sent events until it rests, with its rate (items a second) and the time left
/// (seconds) since the first was sent.
class Progression {
public:
    explicit Progression(std::string id) : id_{std::move(id)} {}

    Piece next(Context& context) {
        const auto batch = context.catalogue.batch(id_);
        if (!batch) return {};
        const auto now = Clock::now();
        json told = batch_json(context, *batch);
        // While a plan is made its items are what progresses.
        const auto done = counted(*batch);
        told["done"] = done;
        const std::chrono::duration<double> seconds = now - begun_;
        if (first_ < 0) {
            first_ = done;
        } else if (seconds.count() > 0 && done > first_) {
            const double rate = static_cast<double>(done - first_) / seconds.count();
            told["rate"] = rate;
            if (batch->found > done) told["seconds_left"] = static_cast<double>(batch->found - done) / rate;
        }
        const bool over = is_over(context, *batch);
        const std::string state = batch->state + ' ' + std::to_string(done) + ' ' + std::to_string(batch->found);
        std::string bytes;
        if (state != told_ || over) {
            bytes = "event: progress\ndata: " + dump(told) + "\n\n";
            told_ = state;
            said_ = now;
        } else if (now - said_ > longest_silence) {
            bytes = ": still here\n\n";
            said_ = now;
        }
        if (over) bytes += "event: end\ndata: " + dump(told) + "\n\n";
        return {.bytes = std::move(bytes), .last = over, .wait = poll};
    }

private:
    std::string id_, told_;
    Clock::time_point begun_ = Clock::now(), said_ = begun_;
    std::int64_t first_ = -1;
};

Response events(Context& context, const Request& request) {
    const auto batch = batch_of(context, request);
    Response response{.content_type = "text/event-stream"};
    response.headers["Cache-Control"] = "no-store";
    response.headers["X-Accel-Buffering"] = "no";  // a proxy in front must not keep the events back
    response.stream = [progression = std::make_shared<Progression>(batch.id)](Context& present) {
        return progression->next(present);
    };
    return response;
}

Response apply_batch(Context& context, const Request& request) {
    return accepted(context, desk_of(context).apply(request.captures.at("id")));
}

Response resume_batch(Context& context, const Request& request) {
    return accepted(context, desk_of(context).resume(request.captures.at("id")));
}

Response revert_batch(Context& context, const Request& request) {
    return private_json(batch_json(context, desk_of(context).revert(request.captures.at("id"))));
}

Parameter id_parameter() {
    return {.name = "id", .description = "Id of the batch.", .required = true, .example = "0000000b"};
}

Route step(const char* name, const char* operation, const char* summary, Handler handler, int status) {
    return {.pattern = std::string{"/api/v1/batches/{id}/"} + name,
            .operation = operation,
            .summary = summary,
            .parameters = {id_parameter()},
            .schema = "Batch",
            .handler = std::move(handler),
            .method = "POST",
            .role = librarian,
            .status = status};
}

}  // namespace

std::vector<Route> batch_routes() {
    return {
        {.pattern = "/api/v1/batches",
         .operation = "listBatches",
         .summary = "Every batch, the newest first",
         .schema = "BatchList",
         .handler = list,
         .role = librarian},
        {.pattern = "/api/v1/batches",
         .operation = "createBatch",
         .summary = "Send a file, archive or manifest; what would become of it is planned",
         .parameters =
             {{.name = "filename", .description = "The file's own name.", .required = true, .example = "congreso.zip"},
              {.name = "name", .description = "A name for the batch."},
              {.name = "event", .description = "Event of the records that name none."},
              {.name = "kind", .description = "Kind of the records that name none."},
              {.name = "collection", .description = "Namespace of the source keys."},
              {.name = "on_error",
               .description = "What a rejected item does.",
               .values = {"skip", "stop", "rollback"}}},
         .schema = "Batch",
         .handler = create,
         .method = "POST",
         .role = librarian,
         .uploads = true,
         .status = 202},
        {.pattern = "/api/v1/batches/{id}",
         .operation = "getBatch",
         .summary = "Where a batch is",
         .parameters = {id_parameter()},
         .schema = "Batch",
         .handler = one,
         .role = librarian},
        {.pattern = "/api/v1/batches/{id}/report",
         .operation = "getBatchReport",
         .summary = "What became, or would become, of every item",
         .parameters = {id_parameter(),
                        {.name = "format",
                         .description = "Format of the report.",
                         .values = {"json", "csv", "html", "text"},
                         .example = "json"},
                        {.name = "outcome",
                         .description = "Only the items of this outcome.",
                         .values = {"created", "updated", "unchanged", "rejected", "skipped"},
                         .example = "rejected"}},
         .schema = "BatchReport",
         .handler = report_of,
         .role = librarian},
        {.pattern = "/api/v1/batches/{id}/events",
         .operation = "getBatchEvents",
         .summary = "Progress as server-sent events, until the batch rests",
         .parameters = {id_parameter()},
         .schema = "BatchEvents",
         .handler = events,
         .content_type = "text/event-stream",
         .role = librarian},
        step("apply", "applyBatch", "Carry out a plan", apply_batch, 202),
        step("resume", "resumeBatch", "Go on with a batch that did not finish", resume_batch, 202),
        step("revert", "revertBatch", "Take a batch back", revert_batch, 200),
    };
}

}  // namespace acervo
