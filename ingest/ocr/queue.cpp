// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <chrono>
#include <mutex>
#include <optional>
#include <thread>

#include "corpus/error.h"
#include "ingest/extraction.h"
#include "ingest/languages.h"
#include "ingest/ocr/languages.h"
#include "ingest/ocr/ocr.h"
#include "ingest/worker.h"

namespace acervo::ocr {
namespace {

using Clock = std::chrono::steady_clock;

/// What one page may cost. The wall clock is generous: a process that gives way to all others may have to wait.
constexpr Limits page_limits{
    .memory = 1ULL << 30, .cpu = std::chrono::seconds{120}, .wall = std::chrono::seconds{1800}, .output = 8ULL << 20};

class Run {
public:
    Run(const std::filesystem::path& data, const Wishes& wishes, const std::atomic<bool>& stop,
        const std::function<void(const Report&)>& progress)
        : catalogue_(data),
          store_(data, Recognitions::Mode::read_write),
          wishes_(wishes),
          stop_(stop),
          progress_(progress) {
        for (int i = 0; i < std::max(1, wishes.jobs); ++i) workers_.emplace_back(page_limits, wishes.program);
    }

    Report run() {
        look_at_new();
        while (!is_over()) {
            const auto record = store_.next();
            if (!record) break;
            if (!read_record(*record)) break;
            store_.dequeue(*record);
        }
        report_.waiting = store_.waiting();
        report_.seconds = std::chrono::duration<double>(Clock::now() - begun_).count();
        return report_;
    }

private:
    bool is_over() const { return stop_ || (wishes_.limit > 0 && report_.pages + report_.failed >= wishes_.limit); }

    void look_at_new() {
        const auto sequence = catalogue_.sequence();
        std::vector<std::string> found;
        catalogue_.changed_since(store_.covered(), [&](const Stored& stored) {
            const bool open = !stored.withdrawn && stored.text != 0 && may_be_scanned(stored.record);
            if (open && !pages_to_read(stored.record, catalogue_.units(stored.text)).empty())
                found.push_back(stored.record.id);
            return !stop_;
        });
        if (stop_) return;  // all of it is looked at again
        store_.enqueue(found);
        store_.set_covered(sequence);
    }

    /// False: ended before all of its pages were done.
    bool read_record(const std::string& id) {
        const auto stored = catalogue_.find(id);
        if (!stored || stored->withdrawn || stored->text == 0 || stored->record.files.empty()) return true;
        const auto& file = stored->record.files.front();
        const auto units = catalogue_.units(stored->text);
        const auto pages = pages_to_read(stored->record, units);
        auto done = store_.find(file.sha256, engine());
        std::vector<int> open;
        for (const int page : pages) {
            if (!done.contains(page)) open.push_back(page);
        }
        std::filesystem::path original;
        try {
            original = catalogue_.original(file.sha256);
        } catch (const Error&) {
            return true;  // the check of originals says that it is gone
        }
        if (!open.empty()) {
            // The first page tells the language, where nothing else does.
            auto languages = languages_of_record(*stored, units);
            if (languages.size() > 1) {
                for (std::size_t i = 0; i < open.size() && languages.size() > 1 && !is_over(); ++i) {
                    const auto page = read_page(original, file, open[i], languages, workers_.front());
                    done[open[i]] = page;
                    if (const auto guess = language_of(page.text); !guess.empty()) languages = {guess};
                }
            }
            std::erase_if(open, [&](int page) { return done.contains(page); });
            read_pages(original, file, open, languages);
            done = store_.find(file.sha256, engine());
            if (std::ranges::any_of(pages, [&](int page) { return !done.contains(page); })) return false;
        }
        finish(id, file.sha256, done);
        return true;
    }

    void read_pages(const std::filesystem::path& original, const FileRef& file, const std::vector<int>& pages,
                    const std::vector<std::string>& languages) {
        std::atomic<std::size_t> next{0};
        std::exception_ptr failure;
        const auto lane = [&](Worker& worker) {
            try {
                for (;;) {
                    {
                        const std::lock_guard lock{mutex_};
                        if (is_over() || failure) return;
                    }
                    const auto at = next++;
                    if (at >= pages.size()) return;
                    read_page(original, file, pages[at], languages, worker);
                }
            } catch (...) {
                const std::lock_guard lock{mutex_};
                failure = std::current_exception();
            }
        };
        std::vector<std::thread> others;
        for (std::size_t i = 1; i < workers_.size(); ++i) others.emplace_back(lane, std::ref(workers_[i]));
        lane(workers_.front());
        for (auto& other : others) other.join();
        if (failure) std::rethrow_exception(failure);
    }

    Recognition read_page(const std::filesystem::path& original, const FileRef& file, int number,
                          const std::vector<std::string>& languages, Worker& worker) {
        Recognition page;
        try {
            page = worker.recognise(original, file.name, number, tesseract_codes(languages));
        } catch (const Error& error) {
            if (error.code() == "ocr" || ends_the_run(error)) throw;
            const auto failed = extraction_of(error);
            page.why_not = failed.wrong;
        }
        for (const auto& language : languages) page.language += (page.language.empty() ? "" : " ") + language;
        const std::lock_guard lock{mutex_};
        store_.put(file.sha256, number, engine(), page);
        if (page.why_not.empty()) {
            ++report_.pages;
            report_.unsure += page.confidence < least_confidence ? 1 : 0;
        } else if (page.why_not == "blank") {
            ++report_.blank;
        } else if (page.why_not == "not-needed") {
            ++report_.unneeded;
        } else {
            ++report_.failed;
        }
        report_.seconds = std::chrono::duration<double>(Clock::now() - begun_).count();
        if (progress_) progress_(report_);
        return page;
    }

    static std::string language_of(const std::string& text) {
        std::vector<Unit> units{{.number = 1, .text = text}};
        guess_languages(units, {});
        const auto& tag = units.front().language;
        const auto main = tag.substr(0, tag.find('-'));
        const auto here = languages_here();
        return text.size() > 200 && std::ranges::count(here, main) > 0 ? main : std::string{};
    }

    /// The one language that the record, or the text of its other pages, is in; those of the collection otherwise.
    static std::vector<std::string> languages_of_record(const Stored& stored, const std::vector<Unit>& units) {
        const auto here = languages_here();
        if (here.empty()) {
            throw Error{Problem::broken, "there is no language data of tesseract on this machine"}
                .with_hint(
                    "Install tesseract-ocr-spa, tesseract-ocr-por and tesseract-ocr-eng; everything else works "
                    "without.")
                .with_code("ocr");
        }
        for (const auto& said : {stored.record.languages, languages_of(units)}) {
            std::vector<std::string> known;
            for (const auto& tag : said) {
                auto main = tag.substr(0, tag.find('-'));
                if (std::ranges::count(here, main) > 0 && std::ranges::count(known, main) == 0)
                    known.push_back(std::move(main));
            }
            if (!known.empty() && known.size() <= 2) return known;
        }
        std::vector<std::string> usual;
        for (const char* language : {"es", "pt", "en"}) {
            if (std::ranges::count(here, language) > 0) usual.emplace_back(language);
        }
        return usual.empty() ? here : usual;
    }

    /// The record as it is now gets its text.
    void finish(const std::string& id, const std::string& sha256, const std::map<int, Recognition>& pages) {
        Catalogue::Transaction transaction(catalogue_);
        const auto stored = catalogue_.find(id);
        const bool same = stored && !stored->withdrawn && stored->text != 0 && !stored->record.files.empty() &&
                          stored->record.files.front().sha256 == sha256;
        if (!same) return;
        auto record = stored->record;
        auto units = catalogue_.units(stored->text);
        add_recognised(record, units, pages);
        const auto put = catalogue_.put(record, units, stored->batch);
        if (put.outcome == Outcome::updated) {
            ++report_.records;
            extend_batch(*stored, put.version_after);
        }
        transaction.commit();
    }

    /// The batch that wrote the record goes on with it: taking that back takes the recognised text back as well.
    void extend_batch(const Stored& before, std::int64_t version) {
        if (before.batch.empty()) return;
        for (auto item : catalogue_.items_of(before.batch, before.record.id)) {
            if (item.version_after != before.version) continue;
            item.version_after = version;
            catalogue_.put_item(before.batch, item);
        }
    }

    Catalogue catalogue_;
    Recognitions store_;
    const Wishes& wishes_;
    const std::atomic<bool>& stop_;
    const std::function<void(const Report&)>& progress_;
    std::vector<Worker> workers_;
    std::mutex mutex_;
    Report report_;
    Clock::time_point begun_ = Clock::now();
};

}  // namespace

Report recognise_waiting(const std::filesystem::path& data, const Wishes& wishes, const std::atomic<bool>& stop,
                         const std::function<void(const Report&)>& progress) {
    return Run{data, wishes, stop, progress}.run();
}

}  // namespace acervo::ocr
