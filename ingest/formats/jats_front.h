// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "corpus/record.h"
#include "corpus/xml.h"

namespace acervo {

/// Metadata of <article>: journal-meta and article-meta.
void describe_article(xml::Node article, const std::string& language, Record& record);
/// Title, abstract and keywords of a translation (its front-stub) put under its language.
void describe_translation(xml::Node front, const std::string& language, Record& record);
/// Title with subtitle of an article-meta or front-stub.
std::string article_title(xml::Node front);

}  // namespace acervo
