// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace acervo {

/// What a machine recognised in the picture of one page.
struct Recognition {
    std::string text;       ///< paragraphs, one a line
    double confidence = 0;  ///< 0..1: mean of its words, by their length
    std::string language;   ///< analysis languages that it looked for, the best one alone where it was known: "es"
    std::string why_not;    ///< empty: done; else "blank", "not-needed", or the rule that reading failed by
    bool operator==(const Recognition&) const = default;
};

/// `folder`/ocr.db: what was recognised, page by page, by the SHA-256 of the original, the page and the engine that did
/// it; and the records that wait for it. Pages are kept as they come, so that a kill loses the one under way. It can be
/// thrown away: then everything is recognised again. A reader and the one writer do not wait for each other. One object
/// per thread.
class Recognitions {
public:
    enum class Mode { read_write, read_only };

    /// Read-only, a store that is not there (yet) is one that holds nothing. @throws Error (broken) when it is damaged
    /// or of another version; busy in read_write mode while another process has it in that mode.
    explicit Recognitions(std::filesystem::path folder, Mode mode = Mode::read_only);
    ~Recognitions();
    Recognitions(Recognitions&&) noexcept;

    /// By page number, from 1.
    std::map<int, Recognition> find(const std::string& sha256, const std::string& engine) const;
    void put(const std::string& sha256, int page, const std::string& engine, const Recognition& page_text);

    /// Records that wait, in the order in which they came.
    void enqueue(const std::vector<std::string>& records);
    void dequeue(const std::string& record);
    std::optional<std::string> next() const;
    std::int64_t waiting() const;

    /// The catalogue's sequence number up to which its records were looked at.
    std::int64_t covered() const;
    void set_covered(std::int64_t sequence);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace acervo
