// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "ingest/formats/volume/layout.h"
#include "ingest/formats/volume/names.h"

namespace acervo::volume {

/// Where on a page a work begins, and how much looks like that.
struct Opening {
    std::string title;
    std::vector<Agent> authors;
    double top = 0;         ///< of the title, in points
    bool large = false;     ///< set larger or bolder than the text
    bool abstract = false;  ///< an abstract or keywords follow
    bool address = false;   ///< an author's e-mail address follows
    bool byline() const { return !authors.empty(); }
    /// Signs of a work of its own that follow the title.
    bool is_work() const { return byline() || abstract || address; }
};

/// Openings of a page that show by themselves: a title in larger or bolder type, followed by a byline, an abstract or
/// an address. `body`: size of the volume's text.
std::vector<Opening> openings(const Page& page, double body, const People& people);

/// The place where `title` is printed on the page, with what follows it; `found` is false when it is not there.
struct Printed {
    bool found = false;
    Opening opening;
};
Printed printed_at(const Page& page, const std::string& title, double body, const People& people);

/// Cuts an entry of the contents into title and authors by what is printed on its page: the longest run of lines set
/// alike that the entry has in it. Empty title when the page prints nothing of it.
struct Resolved {
    std::string title, before, after;  ///< of the entry's text
    Opening opening;
};
Resolved resolved_by(const Page& page, const std::string& entry, double body, const People& people);

/// Lines that the page itself begins with, without running heads: index of the first one in page.rows.
std::size_t first_row(const Page& page);

}  // namespace acervo::volume
