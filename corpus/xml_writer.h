// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace acervo::xml {

/// Text as XML holds it, in an element or in an attribute between double quotes. What XML 1.0 cannot hold (most control
/// characters, bytes that are no UTF-8) becomes U+FFFD. HTML reads it alike.
std::string escaped(std::string_view text);

using Attributes = std::initializer_list<std::pair<std::string_view, std::string_view>>;

/// Appends elements to a text: well-formed as long as names are, and every open() has its close(). Attributes with an
/// empty value are left out. Nothing is indented: what a text says is what is read back.
class Writer {
public:
    explicit Writer(std::string& out) : out_{out} {}
    Writer& open(std::string_view name, Attributes attributes = {});
    Writer& close();
    Writer& text(std::string_view text);
    /// An element with a text and nothing else.
    Writer& element(std::string_view name, std::string_view text, Attributes attributes = {});
    /// XML that is well-formed already.
    Writer& raw(std::string_view xml);

private:
    void start(std::string_view name, Attributes attributes);
    std::string& out_;
    std::vector<std::string> names_;  ///< of the elements that are open
};

}  // namespace acervo::xml
