// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/workers.h"

#include <spdlog/spdlog.h>

#include <memory>

#include "api/log.h"

namespace acervo {
namespace {

/// Neither may be shared by threads.
struct Tools {
    Tools(const std::filesystem::path& data, Index& index)
        : catalogue{data, Catalogue::Mode::read_only}, searcher{index} {}
    Catalogue catalogue;
    Searcher searcher;
};

Context context_of(const Workplace& place, Tools& tools) {
    return {tools.catalogue, tools.searcher, place.vocabulary, &place.metrics, place.desk, place.site};
}

Response answer(const Workplace& place, std::unique_ptr<Tools>& tools, Request request) {
    try {
        if (!tools) tools = std::make_unique<Tools>(place.data, place.index);
    } catch (const std::exception& error) {
        spdlog::error("opening the catalogue: {}", one_line(error.what()));
        return problem_for(request, Error{Problem::broken, error.what()});
    }
    Context context = context_of(place, *tools);
    return place.router.answer(context, std::move(request));
}

/// What follows of an answer that is under way. It cannot be taken back: where it fails, the connection breaks, so that
/// nobody takes half of it for the whole.
Delivery go_on(const Workplace& place, std::unique_ptr<Tools>& tools, const Delivery& begun) {
    try {
        if (!tools) tools = std::make_unique<Tools>(place.data, place.index);
        Context context = context_of(place, *tools);
        const Piece piece = begun.stream(context);
        return deliver(piece, begun.stream, begun.chunked, begun.close);
    } catch (const std::exception& error) {
        spdlog::error("an answer broke off: {}", one_line(error.what()));
        return {.status = 0, .close = true};
    }
}

}  // namespace

Workers::Workers(const Workplace& place, Size size) : place_{place}, size_{size} {
    for (int i = 0; i < size.threads; ++i) threads_.emplace_back([this] { work(); });
}

Workers::~Workers() {
    {
        const std::lock_guard lock{mutex_};
        over_ = true;
        waiting_.clear();
    }
    arrived_.notify_all();
    for (auto& thread : threads_) thread.join();
}

bool Workers::take(Job& job) {
    {
        const std::lock_guard lock{mutex_};
        if (over_ || waiting_.size() >= size_.queue) return false;
        waiting_.push_back(std::move(job));
    }
    arrived_.notify_one();
    return true;
}

void Workers::work() {
    std::unique_ptr<Tools> tools;
    while (true) {
        Job job;
        {
            std::unique_lock lock{mutex_};
            arrived_.wait(lock, [this] { return over_ || !waiting_.empty(); });
            if (over_) return;
            job = std::move(waiting_.front());
            waiting_.pop_front();
        }
        if (job.begun.stream) {
            place_.done(job.connection, go_on(place_, tools, job.begun));
            continue;
        }
        const bool too_late = Clock::now() - job.arrived > size_.patience;
        auto response = too_late ? problem_for(job.request, Error{Problem::busy, "waited too long"})
                                 : answer(place_, tools, job.request);
        auto delivery = deliver(job.request, std::move(response), job.keep_alive);
        record_answer(place_.metrics, job.request, delivery, job.arrived);
        place_.done(job.connection, std::move(delivery));
    }
}

void record_answer(Metrics& metrics, const Request& request, const Delivery& delivery, Clock::time_point arrived) {
    const std::chrono::duration<double> took = Clock::now() - arrived;
    metrics.count(delivery.status, took.count());
    spdlog::info("{} \"{} {}\" {} {} B {:.1f} ms", one_line(request.client), one_line(request.method),
                 one_line(request.path), delivery.status, delivery.bytes.size() + delivery.length, took.count() * 1000);
}

}  // namespace acervo
