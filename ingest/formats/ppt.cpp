// SPDX-License-Identifier: GPL-3.0-or-later
#include <map>
#include <vector>

#include "corpus/error.h"
#include "corpus/text.h"
#include "ingest/formats/binary.h"
#include "ingest/formats/formats.h"
#include "ingest/formats/metadata.h"
#include "ingest/formats/ppt_records.h"
#include "ingest/formats/property_set.h"
#include "ingest/formats/sections.h"

namespace acervo {
namespace {

/// What a text is for, by its header.
enum TextType : std::uint32_t { title_text = 0, notes_text = 2, center_title = 6 };

struct Text {
    std::uint32_t type = 4;
    std::string words;  ///< a paragraph a line
};

/// A slide in the document's list: its object, its number, and the texts of its placeholders.
struct Listed {
    std::uint32_t object = 0, id = 0;
    std::vector<Text> texts;
};

std::string lines_of(const PptRecord& atom) {
    auto text = atom.kind == PptRecord::text_utf16 ? from_utf16(atom.body) : from_code_page(atom.body, 1252);
    for (char& c : text) {
        if (c == '\r' || c == '\v') c = '\n';
    }
    return text;
}

bool is_text(const PptRecord& record) {
    return record.kind == PptRecord::text_utf16 || record.kind == PptRecord::text_latin1;
}

/// "*" stands for the number of the slide, the date, a footer.
bool is_field(const std::string& words) {
    return words.find_first_not_of("* \t\n") == std::string::npos;
}

std::vector<Listed> list(const PptRecord& document, unsigned instance) {
    std::vector<Listed> found;
    each_record(document.body, [&](const auto& container) {
        if (container.kind != PptRecord::slide_list || container.instance != instance) return true;
        each_record(container.body, [&](const auto& record) {
            if (record.kind == PptRecord::slide_persist && record.body.size() >= 16) {
                found.push_back({.object = u32(record.body, 0), .id = u32(record.body, 12), .texts = {}});
            } else if (record.kind == PptRecord::text_header && record.body.size() >= 4 && !found.empty()) {
                found.back().texts.push_back({u32(record.body, 0), {}});
            } else if (is_text(record) && !found.empty() && !found.back().texts.empty()) {
                found.back().texts.back().words = lines_of(record);
            }
            return true;
        });
        return true;
    });
    return found;
}

/// The texts on a slide or a page of notes, as its drawing has them. Those of placeholders may be in the document's
/// list instead: `listed`.
class Drawing {
public:
    explicit Drawing(const std::vector<Text>& listed) : listed_(listed), used_(listed.size(), false) {}

    void read(std::string_view body, int depth = 0) {
        constexpr int deepest = 32;  // groups in groups
        if (depth > deepest) return;
        each_record(body, [&](const auto& record) {
            if (record.kind == PptRecord::drawing_text) {
                box(record.body);
            } else if (record.container) {
                read(record.body, depth + 1);
            }
            return true;
        });
    }

    std::vector<Text> take() {
        for (std::size_t i = 0; i < listed_.size(); ++i) {
            if (!used_[i]) texts_.push_back(listed_[i]);
        }
        return std::move(texts_);
    }

private:
    void box(std::string_view body) {
        std::uint32_t type = 4;
        each_record(body, [&](const auto& record) {
            if (record.kind == PptRecord::text_header && record.body.size() >= 4) type = u32(record.body, 0);
            if (is_text(record)) texts_.push_back({type, lines_of(record)});
            if (record.kind == PptRecord::outline_reference && record.body.size() >= 4) {
                const std::size_t number = u32(record.body, 0);
                if (number < listed_.size() && !used_[number]) {
                    used_[number] = true;
                    texts_.push_back(listed_[number]);
                }
            }
            return true;
        });
    }

    const std::vector<Text>& listed_;
    std::vector<bool> used_;
    std::vector<Text> texts_;
};

Unit slide_of(std::vector<Text> texts) {
    Unit unit{.kind = UnitKind::slide};
    for (auto& text : texts) {
        if (is_field(text.words)) continue;
        const bool title = text.type == title_text || text.type == center_title;
        if (title && unit.title.empty()) {
            unit.title = squeeze(text.words);
        } else {
            unit.text += text.words + "\n";
        }
    }
    while (unit.text.ends_with('\n')) unit.text.pop_back();
    return unit;
}

class PptExtractor : public Extractor {
public:
    bool reads(std::string_view type) const override { return type == "application/vnd.ms-powerpoint"; }

    Extracted extract(const SourceFile& file, std::string_view media_type) const override {
        constexpr unsigned slides_list = 0, notes_list = 2;  // 1 is that of the masters, whose texts are prompts
        constexpr std::size_t most_slides = 20000;
        const CompoundFile compound{file.bytes};
        PptObjects objects{compound};
        const auto notes = notes_of(objects, list(objects.document(), notes_list));
        Extracted out{.media_type = std::string{media_type}};
        for (const auto& listed : list(objects.document(), slides_list)) {
            if (out.units.size() == most_slides) {
                out.notices.push_back({"truncated", std::to_string(most_slides)});
                break;
            }
            Drawing drawing{listed.texts};
            if (const auto slide = objects.take(listed.object); slide && slide->kind == PptRecord::slide) {
                drawing.read(slide->body);
            } else {
                out.notices.push_back({"repaired", "slide " + std::to_string(out.units.size() + 1)});
            }
            out.units.push_back(slide_of(drawing.take()));
            if (const auto found = notes.find(listed.id); found != notes.end()) out.units.back().notes = found->second;
        }
        if (out.units.empty()) throw Error{Problem::bad_input, "the presentation has no slides"}.with_code("empty");
        finish(out.units);
        describe(compound, file.name, out.described);
        out.described.kind = "presentation";
        title_from_slides(out.described, out.units, file.name);
        return out;
    }

private:
    /// Notes by the number of the slide they are of.
    static std::map<std::uint32_t, std::string> notes_of(PptObjects& objects, const std::vector<Listed>& pages) {
        std::map<std::uint32_t, std::string> found;
        for (const auto& page : pages) {
            const auto record = objects.take(page.object);
            if (!record || record->kind != PptRecord::notes) continue;
            std::uint32_t slide = 0;
            each_record(record->body, [&](const auto& inner) {
                if (inner.kind != PptRecord::notes_atom || inner.body.size() < 4) return true;
                slide = u32(inner.body, 0);
                return false;
            });
            Drawing drawing{page.texts};
            drawing.read(record->body);
            std::string words;
            for (const auto& text : drawing.take()) {
                if (text.type == notes_text && !is_field(text.words)) words += text.words + "\n";
            }
            while (words.ends_with('\n')) words.pop_back();
            if (!words.empty()) found.emplace(slide, std::move(words));
        }
        return found;
    }
};

}  // namespace

std::unique_ptr<Extractor> ppt_extractor() {
    return std::make_unique<PptExtractor>();
}

}  // namespace acervo
