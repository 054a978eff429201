// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ingest/messages.h"

/// Private to ingest/harvest.
namespace acervo {

/// An answer of a server, brought into a form that can be read, with what had to be done for that.
struct MendedXml {
    std::string bytes;              ///< UTF-8 with a declaration that says so; nothing before or behind the document
    std::vector<Finding> findings;  ///< "oai-encoding", "oai-control-characters", "oai-junk"
};
/// Bytes that are no UTF-8 though they should be are read as Windows-1252, one by one; control characters go, written
/// as references too. Never throws: what is no XML at all stays what it is.
MendedXml mended_xml(std::string_view bytes);

struct OaiHeader {
    std::string identifier, datestamp;
    bool deleted = false;
};

/// What a harvester needs to know of an answer; the records themselves are read elsewhere.
struct OaiAnswer {
    bool is_oai = false;  ///< else it is something else, such as a web page
    bool whole = false;   ///< its document element is closed
    std::string response_date;
    std::string error, error_text;                  ///< code of the first error
    std::vector<OaiHeader> headers;                 ///< of a list, in its order
    std::string token;                              ///< trimmed; empty: the list ends here
    std::string granularity, earliest, repository;  ///< of Identify
    struct Format {
        std::string prefix, space;
    };
    std::vector<Format> formats;
};
/// Reads element by element, each by itself: what is broken in one record spoils nothing else. Expects mended_xml().
OaiAnswer read_oai_answer(std::string_view bytes);

/// Whether a text is a day or an instant as OAI-PMH writes them, and one that there is; fractions of seconds are none.
bool is_oai_date(const std::string& text);

/// The prefix that says most of those that are offered and that can be read here; empty when there is none.
std::string richest_format(const std::vector<OaiAnswer::Format>& formats);

}  // namespace acervo
