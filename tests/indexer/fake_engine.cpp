// SPDX-License-Identifier: GPL-3.0-or-later
// A stage of a translator that misbehaves on demand: `fake_engine -z SUFFIX` answers each text, both ended by a NUL,
// with its words lengthened by SUFFIX; what stands in brackets is handed on. Some words make it do something else.
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <string>
#include <thread>

namespace {

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

std::string lengthened(const std::string& text, const std::string& suffix) {
    std::string result;
    bool kept = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\') {
            result += text[i++];
            if (i < text.size()) result += text[i];
            continue;
        }
        kept = text[i] == '[' || (kept && text[i] != ']');
        result += text[i];
        if (!kept && is_letter(text[i]) && (i + 1 == text.size() || !is_letter(text[i + 1]))) result += suffix;
    }
    return result;
}

void answer(const std::string& text) {
    std::cout << text << '\0' << std::flush;
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 3 || std::string{arguments[1]} != "-z") return 2;
    const std::string suffix = arguments[2];
    if (suffix == "sordo") ::pause();
    for (std::string text; std::getline(std::cin, text, '\0');) {
        const auto has = [&](const char* word) { return text.find(word) != std::string::npos; };
        if (has("cuelga")) ::pause();
        if (has("revienta")) std::abort();
        if (has("pierde")) continue;
        if (has("dobla")) answer(text);
        if (has("miente")) text = "\xff\xfe";
        if (has("inunda")) {
            for (;;) std::cout << std::string(1 << 16, 'x');
        }
        if (has("devora")) {
            const std::string memory(std::size_t{2} << 30, 'x');
            answer(memory.substr(0, 10));
        }
        if (has("escribe")) {
            std::FILE* file = std::tmpfile();
            answer(file && std::fputs("x", file) >= 0 && std::fflush(file) == 0 ? "written" : "refused");
            continue;
        }
        if (has("lento")) std::this_thread::sleep_for(std::chrono::milliseconds{20});
        answer(lengthened(text, suffix));
    }
    return 0;
}
