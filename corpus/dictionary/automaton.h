// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Private to corpus/dictionary/.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace acervo {

/// States and arcs of a letter transducer as a file has them.
struct Automaton {
    struct Arc {
        std::uint32_t from = 0, to = 0;
        std::uint32_t input = 0, output = 0;  ///< symbols
    };
    std::uint32_t states = 0;
    std::vector<std::uint32_t> initial, final;
    std::vector<Arc> arcs;
    std::vector<std::string> symbols;  ///< "" (nothing), a letter in UTF-8, or a tag: "<n>"
};

/// Reads a file that lttoolbox compiled (version 3, as Debian's apertium-* packages have them), all its sections
/// together, without their weights. Everything in it is checked. @throws Error (bad_input, unsupported)
Automaton read_automaton(std::string_view bytes);

}  // namespace acervo
