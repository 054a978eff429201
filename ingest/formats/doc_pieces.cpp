// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/formats/doc_pieces.h"

#include <algorithm>
#include <array>
#include <utility>

#include "corpus/error.h"
#include "ingest/formats/binary.h"

namespace acervo {
namespace {

[[noreturn]] void malformed(const char* what) {
    throw Error{Problem::bad_input, std::string{"not a whole Word document: "} + what}.with_code("malformed");
}

/// The code page in which Word 6 and 95 wrote a language (the lower ten bits of its Windows number).
unsigned code_page_of(unsigned language) {
    constexpr std::array<std::pair<unsigned, unsigned>, 23> pages{
        {{0x01, 1256}, {0x02, 1251}, {0x04, 936},  {0x05, 1250}, {0x08, 1253}, {0x0D, 1255}, {0x0E, 1250}, {0x11, 932},
         {0x12, 949},  {0x15, 1250}, {0x18, 1250}, {0x19, 1251}, {0x1A, 1250}, {0x1B, 1250}, {0x1C, 1250}, {0x1F, 1254},
         {0x22, 1251}, {0x23, 1251}, {0x24, 1250}, {0x25, 1257}, {0x26, 1257}, {0x27, 1257}, {0x2F, 1251}}};
    const auto* found =
        std::find_if(pages.begin(), pages.end(), [&](auto one) { return one.first == (language & 0x3FF); });
    return found == pages.end() ? 1252 : found->second;
}

bool ends_paragraph(unsigned character) {
    return character == 0x0D || character == 0x07 || character == 0x0C;
}

}  // namespace

DocPieces::DocPieces(const CompoundFile& file) {
    auto stream = file.read("WordDocument");
    if (!stream) malformed("there is no text in it");
    stream_ = std::move(*stream);
    const auto magic = u16(stream_, 0), flags = u16(stream_, 0x0A);
    constexpr unsigned protected_flag = 0x0100;
    if ((flags & protected_flag) != 0)
        throw Error{Problem::bad_input, "the document is protected by a password"}.with_code("encrypted");
    modern_ = u16(stream_, 2) >= 0xC0;
    if (magic != 0xA5EC && magic != 0xA5DC) malformed("its header is of another program");
    for (std::size_t i = 0; i < 8; ++i) lengths_.push_back(u32(stream_, (modern_ ? 0x4C : 0x34) + 4 * i));
    modern_ ? read_word_97(file, flags) : read_word_6(flags);
    if (pieces_.empty()) malformed("the table of its pieces is empty");
}

void DocPieces::read_word_6(unsigned flags) {
    constexpr unsigned fast_saved = 0x0004;
    code_page_ = code_page_of(u16(stream_, 6));
    if ((flags & fast_saved) != 0) return read_table(piece(stream_, u32(stream_, 0x160), u32(stream_, 0x164)));
    const std::uint64_t begin = u32(stream_, 0x18), end = u32(stream_, 0x1C);
    if (begin < end) add_piece({.begin = 0, .end = end - begin, .at = begin});
}

void DocPieces::read_word_97(const CompoundFile& file, unsigned flags) {
    constexpr unsigned second_table = 0x0200;
    const auto table = file.read((flags & second_table) != 0 ? "1Table" : "0Table");
    if (!table) malformed("there is no table of its pieces");
    read_table(piece(*table, u32(stream_, 0x1A2), u32(stream_, 0x1A6)));
    read_runs(piece(*table, u32(stream_, 0x102), u32(stream_, 0x106)));
}

/// Changes of format, of no interest, then the pieces: their ends, then where they are.
void DocPieces::read_table(std::string_view table) {
    std::size_t at = 0;
    while (at < table.size() && u8(table, at) == 1) at += 3 + std::size_t{u16(table, at + 1)};
    if (at >= table.size() || u8(table, at) != 2) malformed("the table of its pieces cannot be read");
    table = piece(table, at + 5, u32(table, at + 1));
    const std::size_t count = table.size() < 4 ? 0 : (table.size() - 4) / 12;
    for (std::size_t i = 0; i < count; ++i) {
        constexpr std::uint32_t one_byte = 1U << 30;
        const auto where = u32(table, 4 * (count + 1) + 8 * i + 2);
        const bool wide = modern_ && (where & one_byte) == 0;
        const std::uint32_t byte = wide || !modern_ ? where : (where & ~one_byte) / 2;
        add_piece({.begin = u32(table, 4 * i), .end = u32(table, 4 * i + 4), .at = byte, .wide = wide});
    }
}

/// Pieces do not share bytes: so all of them are no longer than the stream, whatever the table says.
void DocPieces::add_piece(Piece piece) {
    if (piece.end <= piece.begin || piece.at >= stream_.size()) return;
    if (!pieces_.empty() && piece.begin < pieces_.back().end) return;
    const std::uint64_t width = piece.wide ? 2 : 1;
    const auto room = std::min(stream_.size() - piece.at, stream_.size() - used_) / width;
    piece.end = piece.begin + std::min(piece.end - piece.begin, room);
    used_ += (piece.end - piece.begin) * width;
    if (piece.end > piece.begin) pieces_.push_back(piece);
}

/// Formats of paragraphs lie in pages of 512 bytes; styles 1 to 9 are the headings.
void DocPieces::read_runs(std::string_view pages) {
    constexpr std::size_t page_size = 512, reference_size = 13;
    const std::size_t count = pages.size() < 4 ? 0 : std::min((pages.size() - 4) / 8, stream_.size() / page_size + 1);
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t number = u32(pages, 4 * ((pages.size() - 4) / 8 + 1) + 4 * i) & 0x3FFFFF;
        const auto page = piece(stream_, number * page_size, page_size);
        if (page.size() < page_size) continue;
        const std::size_t runs = std::min<std::size_t>(u8(page, page_size - 1), 29);
        for (std::size_t run = 0; run < runs; ++run) {
            const std::size_t at = 2 * u8(page, 4 * (runs + 1) + reference_size * run);
            if (at == 0 || at + 4 > page_size) continue;
            const bool long_form = u8(page, at) == 0;
            const std::size_t size = long_form ? 2 * u8(page, at + 1) : 2 * u8(page, at) - 1;
            const auto format = piece(page, at + (long_form ? 2 : 1), size);
            if (format.size() < 2) continue;
            const auto style = u16(format, 0);
            Run found{.begin = u32(page, 4 * run), .end = u32(page, 4 * run + 4)};
            found.level = style >= 1 && style <= 9 ? style : 0;
            found.row_end = format.find("\x17\x24\x01") != std::string_view::npos;  // sprmPFTtp: a row ends here
            if (found.level > 0 || found.row_end) runs_.push_back(found);
        }
    }
    std::sort(runs_.begin(), runs_.end(), [](const auto& a, const auto& b) { return a.begin < b.begin; });
}

/// A paragraph has the format of its end mark.
void DocPieces::close(Paragraph& paragraph, std::uint64_t byte) const {
    auto run = std::upper_bound(runs_.begin(), runs_.end(), byte,
                                [](std::uint64_t at, const Run& one) { return at < one.begin; });
    if (run != runs_.begin() && byte < (--run)->end) {
        paragraph.level = run->level;
        paragraph.row_end = run->row_end;
    } else if (!modern_) {
        paragraph.row_end = paragraph.mark == 0x07 && paragraph.text.empty();
    }
}

void DocPieces::paragraphs(Story story, const std::function<void(const Paragraph&)>& take) const {
    std::uint64_t begin = 0;
    for (int earlier = 0; earlier < story; ++earlier) begin += lengths_[static_cast<std::size_t>(earlier)];
    const auto end = begin + lengths_[story];
    Paragraph paragraph;
    for (const auto& piece : pieces_) {
        if (piece.end <= begin || piece.begin >= end) continue;
        const std::size_t width = piece.wide ? 2 : 1;
        std::uint64_t at = piece.at;
        if (begin > piece.begin) at += (begin - piece.begin) * width;
        const auto last = piece.at + (std::min(end, piece.end) - piece.begin) * width;
        auto from = at;
        const auto keep = [&] {
            const auto bytes = std::string_view{stream_}.substr(from, at - from);
            if (!bytes.empty()) paragraph.text += piece.wide ? from_utf16(bytes) : from_code_page(bytes, code_page_);
        };
        for (; at < last; at += width) {
            const unsigned character = piece.wide ? u16(stream_, at) : u8(stream_, at);
            if (!ends_paragraph(character)) continue;
            keep();
            from = at + width;
            paragraph.mark = static_cast<char>(character);
            close(paragraph, at);
            take(paragraph);
            paragraph = {};
        }
        keep();
    }
    if (!paragraph.text.empty()) take(paragraph);
}

}  // namespace acervo
