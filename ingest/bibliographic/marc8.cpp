// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <vector>

#include "corpus/text.h"
#include "ingest/bibliographic/marc.h"

namespace acervo {

namespace {

constexpr char escape = 0x1B;
constexpr char32_t replacement = 0xFFFD;

/// ANSEL A1..C8: letters and signs; 0 where there is none.
constexpr std::array<char16_t, 40> ansel_letters{
    0x0141, 0x00D8, 0x0110, 0x00DE, 0x00C6, 0x0152, 0x02B9, 0x00B7, 0x266D, 0x00AE, 0x00B1, 0x01A0, 0x01AF, 0x02BC,
    0,      0x02BB, 0x0142, 0x00F8, 0x0111, 0x00FE, 0x00E6, 0x0153, 0x02BA, 0x0131, 0x00A3, 0x00F0, 0,      0x01A1,
    0x01B0, 0,      0,      0x00B0, 0x2113, 0x2117, 0x00A9, 0x266F, 0x00BF, 0x00A1, 0x00DF, 0x20AC};

/// ANSEL E0..FE: marks, which stand before their letter there and behind it in Unicode.
constexpr std::array<char16_t, 31> ansel_marks{0x0309, 0x0300, 0x0301, 0x0302, 0x0303, 0x0304, 0x0306, 0x0307,
                                               0x0308, 0x030C, 0x030A, 0xFE20, 0xFE21, 0x0315, 0x030B, 0x0310,
                                               0x0327, 0x0328, 0x0323, 0x0324, 0x0325, 0x0333, 0x0332, 0x0326,
                                               0x031C, 0x032E, 0xFE22, 0xFE23, 0,      0,      0x0313};

enum class Set { ascii, greek_symbols, subscript, superscript, ansel, unknown };

class Decoder {
public:
    explicit Decoder(std::string_view bytes) : bytes_(bytes) {}

    std::string run() {
        for (at_ = 0; at_ < bytes_.size(); ++at_) {
            const auto byte = static_cast<unsigned char>(bytes_[at_]);
            if (bytes_[at_] == escape) {
                designate();
            } else if (byte < 0x20) {
                flush(byte);
            } else if (byte < 0x80) {
                low(byte);
            } else {
                high(byte);
            }
        }
        for (const auto mark : marks_) append_utf8(out_, mark);  // marks without a letter
        return std::move(out_);
    }
    bool replaced() const { return replaced_; }

private:
    void flush(char32_t letter) {
        append_utf8(out_, letter);
        for (const auto mark : marks_) append_utf8(out_, mark);
        marks_.clear();
    }
    void lost() {
        replaced_ = true;
        flush(replacement);
    }

    void low(unsigned char byte) {
        switch (g0_) {
            case Set::ascii:
            case Set::ansel:
                return flush(byte);
            case Set::greek_symbols:
                return flush(byte == 'a' ? 0x03B1 : byte == 'b' ? 0x03B2 : byte == 'c' ? 0x03B3 : byte);
            case Set::subscript:
                return flush(byte >= '0' && byte <= '9' ? 0x2080 + byte - '0' : byte);
            case Set::superscript:
                if (byte == '1') return flush(0xB9);
                if (byte == '2' || byte == '3') return flush(0xB2 + byte - '2');
                return flush(byte == '0' || (byte > '3' && byte <= '9') ? 0x2070 + byte - '0' : byte);
            case Set::unknown:
                return byte == ' ' ? flush(byte) : lost();
        }
    }

    void high(unsigned char byte) {
        if (g1_ != Set::ansel) return lost();
        if (byte >= 0xE0 && byte <= 0xFE && ansel_marks[byte - 0xE0] != 0) {
            marks_.push_back(ansel_marks[byte - 0xE0]);
        } else if (byte >= 0xA1 && byte <= 0xC8 && ansel_letters[byte - 0xA1] != 0) {
            flush(ansel_letters[byte - 0xA1]);
        } else if (byte != 0x88 && byte != 0x89) {  // those two frame what is not sorted by
            lost();
        }
    }

    /// ESC and what follows: a character set is made G0 or G1.
    void designate() {
        const auto next = [&](std::size_t ahead) { return at_ + ahead < bytes_.size() ? bytes_[at_ + ahead] : '\0'; };
        const char kind = next(1);
        if (kind == 'g' || kind == 'b' || kind == 'p' || kind == 's') {
            g0_ = kind == 'g'   ? Set::greek_symbols
                  : kind == 'b' ? Set::subscript
                  : kind == 'p' ? Set::superscript
                                : Set::ascii;
            at_ += 1;
            return;
        }
        std::size_t ahead = 1;
        const bool many = kind == '$';
        if (many) ++ahead;
        const char where = next(ahead);
        const bool g0 = where == '(' || where == ',', g1 = where == ')' || where == '-';
        if (g0 || g1) ++ahead;
        if (!many && !g0 && !g1) return;  // no designation: the escape goes
        if (next(ahead) == '!') ++ahead;
        const char final = next(ahead);
        at_ += ahead;
        (g1 ? g1_ : g0_) = many ? Set::unknown : final == 'B' ? Set::ascii : final == 'E' ? Set::ansel : Set::unknown;
    }

    std::string_view bytes_;
    std::size_t at_ = 0;
    std::string out_;
    std::vector<char32_t> marks_;
    Set g0_ = Set::ascii, g1_ = Set::ansel;
    bool replaced_ = false;
};

}  // namespace

std::string marc8_to_utf8(std::string_view bytes, bool& replaced) {
    Decoder decoder(bytes);
    const auto text = decoder.run();
    replaced = replaced || decoder.replaced();
    return clean(text);
}

}  // namespace acervo
