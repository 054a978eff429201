// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/metrics.h"

#include <sstream>

namespace acervo {
namespace {

std::string heading(const std::string& name, const std::string& type, const std::string& help) {
    return "# HELP " + name + " " + help + "\n# TYPE " + name + " " + type + "\n";
}

}  // namespace

void Metrics::count(int status, double seconds) {
    const std::lock_guard lock{mutex_};
    ++by_status_[status];
    ++requests_;
    seconds_ += seconds;
    for (std::size_t i = 0; i < bounds.size(); ++i)
        if (seconds <= bounds[i]) ++buckets_[i];
}

std::string Metrics::text() const {
    std::ostringstream out;
    {
        const std::lock_guard lock{mutex_};
        out << heading("acervo_http_requests_total", "counter", "Requests answered, by status.");
        for (const auto& [status, count] : by_status_)
            out << "acervo_http_requests_total{status=\"" << status << "\"} " << count << '\n';
        const std::string name = "acervo_http_request_duration_seconds";
        out << heading(name, "histogram", "From the arrival of a whole request to its answer being ready.");
        for (std::size_t i = 0; i < bounds.size(); ++i)
            out << name << "_bucket{le=\"" << bounds[i] << "\"} " << buckets_[i] << '\n';
        out << name << "_bucket{le=\"+Inf\"} " << requests_ << '\n';
        out << name << "_sum " << seconds_ << '\n' << name << "_count " << requests_ << '\n';
    }
    out << metric("acervo_http_connections", "gauge", "Connections that are open.", connections_.load());
    out << metric("acervo_http_connections_refused_total", "counter", "Connections refused for being too many.",
                  refused_.load());
    return out.str();
}

std::string metric(const std::string& name, const std::string& type, const std::string& help, std::int64_t value) {
    return heading(name, type, help) + name + " " + std::to_string(value) + "\n";
}

}  // namespace acervo
