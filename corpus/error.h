// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdexcept>
#include <string>
#include <utility>

namespace acervo {

/// Chosen by who must react: the one who asked (not_found, bad_input, unsupported, too_large), the one who should try
/// again (busy), or the operator (broken).
enum class Problem { not_found, bad_input, unsupported, too_large, busy, broken };

/// The one exception of the project. `what()` reads from the outermost task to the cause:
/// "ingesting guide.pdf: page 3: ...". Library exceptions are translated into it at the library's wrapper.
class Error : public std::runtime_error {
public:
    Error(Problem problem, const std::string& message)
        : std::runtime_error(message), problem_(problem), message_(message) {}

    Problem problem() const noexcept { return problem_; }
    const char* what() const noexcept override { return message_.c_str(); }
    /// What the reader can do about it; empty when we know no remedy.
    const std::string& hint() const noexcept { return hint_; }
    /// Stable machine name of the cause ("too-broad-wildcard"); empty when nobody needs to tell it apart.
    const std::string& code() const noexcept { return code_; }

    Error&& with_hint(std::string hint) && {
        hint_ = std::move(hint);
        return std::move(*this);
    }
    Error&& with_code(std::string code) && {
        code_ = std::move(code);
        return std::move(*this);
    }
    void prepend(const std::string& task) { message_ = task + ": " + message_; }

private:
    Problem problem_;
    std::string message_;
    std::string hint_;
    std::string code_;
};

/// Runs `step`; an Error that passes through it is told what was being done.
template <typename Step>
decltype(auto) during(const std::string& task, Step&& step) {
    try {
        return std::forward<Step>(step)();
    } catch (Error& error) {
        error.prepend(task);
        throw;
    }
}

}  // namespace acervo
