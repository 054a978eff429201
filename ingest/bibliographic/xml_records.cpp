// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/bibliographic/xml_records.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "corpus/text.h"
#include "ingest/bibliographic/text_lines.h"

namespace acervo {

namespace {

constexpr std::size_t deepest = 64;                // elements around a record
constexpr std::size_t longest_record = 16U << 20;  // bytes
constexpr std::size_t longest_tag = 64U << 10;     // bytes, of one that is around a record

/// One tag of the text.
struct Tag {
    std::size_t begin = 0, end = 0;  ///< from "<" to behind ">"
    std::string_view name;           ///< qualified
    bool closes = false, empty = false;
    std::string_view local() const { return name.substr(name.find(':') == name.npos ? 0 : name.find(':') + 1); }
};

/// Cuts out the tags of a text one after another; comments, CDATA, instructions and the document type are no tags.
class Tags {
public:
    explicit Tags(std::string_view text) : text_(text) {}
    std::optional<Tag> next() {
        for (;;) {
            at_ = text_.find('<', at_);
            if (at_ == std::string_view::npos || at_ + 1 >= text_.size()) return std::nullopt;
            if (!skip_other()) return tag();
        }
    }
    void go_to(std::size_t at) { at_ = at; }

private:
    bool skip_other() {
        constexpr std::array<std::pair<std::string_view, std::string_view>, 3> others{
            {{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}}};
        for (const auto& [begin, end] : others) {
            if (text_.substr(at_, begin.size()) != begin) continue;
            const auto last = text_.find(end, at_ + begin.size());
            at_ = last == std::string_view::npos ? text_.size() : last + end.size();
            return true;
        }
        if (text_[at_ + 1] == '!') {
            // Of a document type with declarations of its own: what it declares is not known to the records.
            auto end = text_.find_first_of("[>", at_);
            if (end != std::string_view::npos && text_[end] == '[') end = text_.find("]>", end);
            at_ = end == std::string_view::npos ? text_.size() : end + 1;
            return true;
        }
        return false;
    }
    Tag tag() {
        Tag tag;
        tag.begin = at_;
        tag.closes = text_[at_ + 1] == '/';
        const auto name = at_ + (tag.closes ? 2 : 1);
        const auto name_end = std::min(text_.find_first_of(" \t\r\n/>", name), text_.size());
        tag.name = text_.substr(name, name_end - name);
        at_ = name_end;
        while (at_ < text_.size() && text_[at_] != '>' && text_[at_] != '<') {
            const char c = text_[at_];
            if (c == '"' || c == '\'') {
                const auto close = text_.find(c, at_ + 1);
                at_ = close == std::string_view::npos ? text_.size() : close;
            }
            if (at_ < text_.size()) ++at_;
        }
        tag.empty = at_ > 0 && text_[at_ - 1] == '/';
        if (at_ < text_.size() && text_[at_] == '>') ++at_;
        tag.end = at_;
        return tag;
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

/// An Error about a piece as one about the file: its "line 3" is counted from where the piece begins.
Error placed(const Error& error, int line) {
    std::string text = error.what();
    const auto at = text.find("line ");
    if (at != std::string::npos) {
        const auto end = std::min(text.find_first_not_of("0123456789", at + 5), text.size());
        if (end > at + 5 && end - at < 15)
            text.replace(at + 5, end - at - 5, std::to_string(std::stol(text.substr(at + 5, end - at - 5)) + line - 1));
    }
    return Error{error.problem(), text}.with_code(error.code()).with_hint(error.hint());
}

class Records {
public:
    Records(std::string_view text, std::string_view local, const XmlRecordSink& sink)
        : text_(text), tags_(text), local_(local), sink_(sink), lines_(text) {}

    void run() {
        while (const auto tag = tags_.next()) {
            if (tag->closes) {
                if (!around_.empty() && around_.back().name == tag->name) around_.pop_back();
            } else if (tag->local() == local_) {
                record(*tag);
            } else if (!tag->empty) {
                if (around_.size() >= deepest)
                    throw Error{Problem::bad_input, "elements are nested too deeply"}.with_code("malformed");
                around_.push_back(*tag);
            }
        }
    }

private:
    void record(const Tag& start) {
        const int line = lines_.next(start.begin);
        auto end = start.empty ? std::optional{start.end} : end_of(start);
        if (!end && !repairs_) {
            // An end is missing somewhere: from here on a record goes no further than to where the next begins.
            repairs_ = true;
            tags_.go_to(start.end);
            end = end_of(start);
        }
        if (!end) {
            sink_.wrong(Error{Problem::bad_input,
                              "line " + std::to_string(line) + ": <" + std::string{start.name} + "> is not closed"}
                            .with_code("malformed"),
                        line);
            return;
        }
        hand_over(text_.substr(start.begin, *end - start.begin), line);
    }

    /// Where the element ends; nothing when it does not.
    std::optional<std::size_t> end_of(const Tag& start) {
        std::size_t open = 1;
        while (const auto tag = tags_.next()) {
            if (tag->name != start.name) continue;
            if (tag->closes) {
                if (--open == 0) return tag->end;
            } else if (!tag->empty) {
                if (repairs_) {
                    tags_.go_to(tag->begin);
                    return std::nullopt;
                }
                ++open;
            }
        }
        return std::nullopt;
    }

    void hand_over(std::string_view piece, int line) {
        if (piece.size() > longest_record) {
            sink_.wrong(Error{Problem::bad_input, "the record is too large"}.with_code("too-large"), line);
            return;
        }
        std::string whole;
        // An empty line between two of them would shift the lines that errors tell.
        for (const auto& tag : around_) {
            if (tag.end - tag.begin > longest_tag) continue;
            std::string opening{text_.substr(tag.begin, tag.end - tag.begin)};
            std::ranges::replace_if(
                opening, [](char c) { return c == '\n' || c == '\r'; }, ' ');
            whole += opening;
        }
        whole += piece;
        for (std::size_t i = around_.size(); i-- > 0;) {
            const auto& tag = around_[i];
            if (tag.end - tag.begin <= longest_tag) whole += "</" + std::string{tag.name} + ">";
        }
        xml::Document document;
        try {
            document = xml::parse(whole);
        } catch (const Error& error) {
            sink_.wrong(placed(error, line), line);
            return;
        }
        auto node = xml::root(document);
        for (std::size_t i = 0; i < around_.size() && !xml::is(node, local_); ++i) {
            const auto inner = xml::children(node);
            if (inner.empty()) return;
            node = inner.front();
        }
        sink_.take(node, line);
    }

    std::string_view text_;
    Tags tags_;
    std::string_view local_;
    const XmlRecordSink& sink_;
    std::vector<Tag> around_;
    bool repairs_ = false;
    RisingLines lines_;
};

/// The encoding that the XML declaration names; empty when it names none.
std::string declared_encoding(std::string_view bytes) {
    const auto head = bytes.substr(0, std::min(bytes.find("?>"), std::size_t{200}));
    auto at = head.find("encoding");
    if (!head.starts_with("<?xml") || at == std::string_view::npos) return {};
    at = head.find_first_of("\"'", at);
    if (at == std::string_view::npos) return {};
    const auto end = head.find(head[at], at + 1);
    return end == std::string_view::npos ? std::string{} : std::string{head.substr(at + 1, end - at - 1)};
}

}  // namespace

std::string_view root_name(std::string_view bytes) {
    const auto tag = Tags(bytes).next();
    return tag ? tag->local() : std::string_view{};
}

void each_xml_record(std::string_view bytes, std::string_view local, const XmlRecordSink& sink) {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    const auto encoding = lower(declared_encoding(bytes));
    // A text of hundreds of megabytes is not copied when it need not be.
    const bool wide =
        bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF") || bytes.substr(0, 8).find('\0') != bytes.npos;
    if (!wide && (encoding.empty() || encoding == "utf-8" || encoding == "us-ascii")) {
        Records(bytes, local, sink).run();
        return;
    }
    const std::string text = to_utf8(bytes, encoding);
    Records(text, local, sink).run();
}

}  // namespace acervo
