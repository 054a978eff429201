// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/harvest/fetcher.h"

#include <algorithm>
#include <thread>

#include "corpus/error.h"
#include "corpus/text.h"

namespace acervo {
namespace {

using std::chrono::seconds;

constexpr int most_empty_pages = 20;  // of a list that still goes on
constexpr int most_restarts = 2;

std::string query_escaped(const std::string& text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                           c == '_' || c == '.' || c == '~';
        if (plain) {
            out += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            out += '%';
            out += digits[byte >> 4];
            out += digits[byte & 15];
        }
    }
    return out;
}

/// An answer that might be better when it is asked for again.
Error passing(const std::string& what) {
    return Error{Problem::busy, what}
        .with_hint("What came so far is kept: harvest again later, and it goes on from there.")
        .with_code("network");
}

bool may_pass(int status) {
    return status == 408 || status == 425 || status == 429 || (status >= 500 && status != 501 && status != 505);
}

/// Names the part of a list that an answer is. Some servers give one part for ever, and their tokens alone do not tell:
/// there are others with one token for all parts.
std::string sum_of(const OaiAnswer& answer) {
    std::string names = answer.headers.empty() ? answer.token : "";
    for (const auto& header : answer.headers) names += header.identifier + "\n";
    return sha256_of(names).substr(0, 16);
}

std::string day_of(const std::string& date) {
    return date.substr(0, 10);
}

}  // namespace

HarvestFetcher::HarvestFetcher(const HarvestOptions& options, const HarvestFolder& folder, HarvestState& state,
                               const std::function<void(const HarvestProgress&)>& progress)
    : options_(options), folder_(folder), state_(state), progress_(progress) {
    manners_.allow_private = options.allow_private;
    manners_.most = options.most;
    manners_.patience = options.timeout;
    if (!options.agent.empty()) manners_.agent = options.agent;
}

void HarvestFetcher::say(const std::string& rule, const std::string& value) {
    constexpr std::size_t most = 1000;
    if (state_.notices.size() < most) state_.notices.push_back({state_.pages + 1, {rule, "", value, ""}});
}

void HarvestFetcher::pause(seconds time, const std::string& why) {
    if (time <= seconds{0}) return;
    if (progress_) progress_({state_.pages, state_.records, state_.deleted, why});
    if (options_.wait) {
        options_.wait(time);
    } else {
        std::this_thread::sleep_for(time);
    }
}

HarvestFetcher::Page HarvestFetcher::try_once(const std::string& url) {
    auto got = web_get(url, manners_);
    if (got.status != 200) {
        const auto what = options_.url + " answered " + std::to_string(got.status);
        if (!may_pass(got.status)) throw Error{Problem::bad_input, what}.with_code("oai-error");
        asked_to_wait_ = got.retry_after.value_or(seconds{0});
        if (asked_to_wait_ <= options_.longest_wait) throw passing(what);
        throw Error{Problem::busy,
                    what + " and asks to come back in " + std::to_string(asked_to_wait_.count()) + " seconds"}
            .with_hint("What came so far is kept: harvest again then, and it goes on from there.")
            .with_code("come-back-later");
    }
    Page page;
    page.xml = mended_xml(got.body);
    page.answer = read_oai_answer(page.xml.bytes);
    if (!page.answer.is_oai) {
        throw Error{Problem::busy, options_.url + " answered something that is not OAI-PMH: " +
                                       shorten(squeeze(clean(to_utf8(got.body.substr(0, 400)))), 120)}
            .with_hint("Check the address: it is the one that \"?verb=Identify\" can be put behind.")
            .with_code("not-oai");
    }
    if (got.torn || !page.answer.whole) throw passing("the answer of " + options_.url + " is torn");
    return page;
}

HarvestFetcher::Page HarvestFetcher::ask(const std::string& verb, const Arguments& arguments) {
    std::string url = options_.url + (options_.url.find('?') == std::string::npos ? "?" : "&") + "verb=" + verb;
    for (const auto& [name, value] : arguments)
        if (!value.empty()) url += "&" + name + "=" + query_escaped(value);
    if (asked_) pause(options_.delay, "");
    asked_ = true;
    for (int tried = 1;; ++tried) {
        asked_to_wait_ = seconds{0};
        try {
            auto page = try_once(url);
            for (const auto& finding : page.xml.findings) say(finding.rule, finding.value);
            return page;
        } catch (const Error& error) {
            // An address that never answered as it should is a wrong one.
            const bool wrong = error.code() == "not-oai" && verb == "Identify";
            const bool again = error.problem() == Problem::busy && error.code() != "come-back-later" && !wrong;
            if (!again || tried >= options_.tries) throw;
            say("oai-again", shorten(error.what(), 120));
            pause(std::max(asked_to_wait_, seconds{1LL << std::min(tried, 6)}), error.what());
        }
    }
}

void HarvestFetcher::identify() {
    const auto page = ask("Identify", {});
    state_.repository = page.answer.repository;
    if (!page.answer.error.empty() || page.answer.granularity.empty()) say("oai-identify", page.answer.error);
    // What does not say so is asked by days, which everybody must understand.
    state_.seconds = page.answer.granularity == "YYYY-MM-DDThh:mm:ssZ";
}

void HarvestFetcher::choose_format() {
    state_.format = options_.prefix;
    if (!state_.format.empty()) return;
    const auto page = ask("ListMetadataFormats", {});
    // Every repository must have this one, whatever else it says.
    state_.format = page.answer.formats.empty() ? "oai_dc" : richest_format(page.answer.formats);
    if (!state_.format.empty()) return;
    std::string offered;
    for (const auto& format : page.answer.formats) offered += (offered.empty() ? "" : ", ") + format.prefix;
    throw Error{Problem::unsupported, options_.url + " offers no format that can be read: " + offered}
        .with_hint("Choose one of them with --prefix, if you know that it can be.")
        .with_code("no-format");
}

HarvestFetcher::Arguments HarvestFetcher::first_arguments() const {
    // Both alike: by days where one of them is a day.
    const auto is_day = [](const std::string& text) { return text.size() == 10; };
    const bool days = !state_.seconds || is_day(state_.from) || is_day(state_.until);
    const auto date = [&](const std::string& text) { return days ? day_of(text) : text; };
    return {{"metadataPrefix", state_.format},
            {"set", options_.set},
            {"from", date(state_.from)},
            {"until", date(state_.until)}};
}

/// Whether there is something to be done about an error of the protocol. @throws Error otherwise
bool HarvestFetcher::recover(const OaiAnswer& answer) {
    const bool resumed = !state_.token.empty();
    if (answer.error == "badResumptionToken" && resumed && state_.restarts < most_restarts) {
        say("oai-token-expired");
        ++state_.restarts;
        state_.token.clear();
        state_.seen.clear();
        return true;
    }
    const bool dated = !state_.from.empty() || !state_.until.empty();
    if (answer.error == "badArgument" && !resumed && state_.seconds && dated) {
        say("oai-granularity");
        state_.seconds = false;
        return true;
    }
    throw Error{Problem::bad_input, options_.url + " says " + answer.error + ": " + shorten(answer.error_text, 200)}
        .with_code("oai-error");
}

void HarvestFetcher::count(const OaiAnswer& answer) {
    std::string wrong;
    for (const auto& header : answer.headers) {
        ++(header.deleted ? state_.deleted : state_.records);
        if (is_oai_date(header.datestamp)) {
            state_.newest = std::max(state_.newest, header.datestamp);
        } else if (wrong.empty()) {
            wrong = header.datestamp.empty() ? "-" : header.datestamp;
        }
    }
    if (!wrong.empty()) say("oai-date", wrong);
    if (state_.begun.empty()) {
        const bool told = is_oai_date(answer.response_date) && answer.response_date.size() > 10;
        if (!told) say("oai-date", answer.response_date.empty() ? "-" : answer.response_date);
        // A clock that goes ahead must not have the next harvest ask for what is to come.
        state_.begun = told ? std::min(answer.response_date, now()) : now();
    }
}

bool HarvestFetcher::is_seen(const std::string& sum) const {
    return std::find(state_.seen.begin(), state_.seen.end(), sum) != state_.seen.end();
}

bool HarvestFetcher::next_page() {
    const bool resumed = !state_.token.empty();
    const auto page = ask("ListRecords", resumed ? Arguments{{"resumptionToken", state_.token}} : first_arguments());
    const auto& answer = page.answer;
    if (!answer.error.empty() && answer.headers.empty()) {
        // Nothing to take in is no trouble; at the end of a list, neither.
        if (answer.error == "noRecordsMatch") {
            if (state_.begun.empty()) count(answer);
            return false;
        }
        return recover(answer);
    }
    const auto sum = sum_of(answer);
    if (is_seen(sum)) {
        say("oai-token-repeated");
        state_.cut = true;
        return false;
    }
    if (answer.headers.empty() && !answer.token.empty()) {
        say("oai-empty-page");
        if (++state_.empty > most_empty_pages) {
            state_.cut = true;
            return false;
        }
    }
    count(answer);
    if (!answer.headers.empty()) {
        folder_.add_page(state_, state_.pages + 1, page.xml.bytes);
        ++state_.pages;
    }
    state_.seen.push_back(sum);
    state_.token = answer.token;
    if (progress_) progress_({state_.pages, state_.records, state_.deleted, ""});
    return !answer.token.empty();
}

void HarvestFetcher::run() {
    if (state_.format.empty()) {
        identify();
        choose_format();
        folder_.save(state_);
    }
    while (next_page()) folder_.save(state_);
    state_.token.clear();
    state_.complete = true;
    folder_.save(state_);
}

}  // namespace acervo
