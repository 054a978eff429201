// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "api/http.h"
#include "corpus/xml_writer.h"

/// SRU 1.2 (1.1 is answered likewise): Search/Retrieve via URL.
namespace acervo::sru {

/// The people of a collection in alphabetical order, for scans; read anew when the catalogue moved on.
class NameIndex {
public:
    struct Entry {
        std::string key, name;  ///< key: for sorting and finding
        std::int64_t records = 0;
    };
    /// Shared with whoever reads it meanwhile. The first call, and one after each write, reads the whole catalogue;
    /// those who call in the meantime are given what was there before.
    std::shared_ptr<const std::vector<Entry>> entries(const Catalogue& catalogue);

private:
    std::shared_ptr<const std::vector<Entry>> known(std::int64_t sequence, bool old_will_do);

    std::mutex reading_, mutex_;
    std::shared_ptr<const std::vector<Entry>> entries_;
    std::int64_t sequence_ = -1;
};

/// The answer to a request, whatever it asks: what cannot be answered is a diagnostic in it.
std::string document(Context& context, const Request& request, NameIndex& names);

/// The arguments of a request. Private to api/sru/.
class Arguments {
public:
    explicit Arguments(const Request& request) : all_{request.parameters} {}
    std::string get(const std::string& name) const;  ///< empty when it is not there
    bool has(const std::string& name) const;
    /// @throws Diagnostic: 6 when it is no number from `least`
    long number(const std::string& name, long otherwise, long least) const;
    /// @throws Diagnostic: 8 for an argument that is none of these, 6 for one that is given twice
    void check(std::initializer_list<std::string_view> known) const;

private:
    std::vector<std::pair<std::string, std::string>> all_;
};

/// A schema that records are given in.
struct RecordSchema {
    const char* name;
    const char* address;
    const char* title;
    std::string (*write)(const Stored& stored, const Publication& publication);
};
const std::vector<RecordSchema>& record_schemas();

void search_retrieve(xml::Writer& out, Context& context, const Arguments& arguments);
void scan(xml::Writer& out, Context& context, const Arguments& arguments, NameIndex& names);
void explain(xml::Writer& out, const Context& context);

}  // namespace acervo::sru
