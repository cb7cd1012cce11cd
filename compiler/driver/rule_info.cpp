// SPDX-License-Identifier: Apache-2.0
#include "driver/rule_info.h"

#include "lint/rule.h"
#include "pages/pages.h"
#include "rule_pages/rule_pages.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/ErrorHandling.h"

namespace onus::driver {

namespace {

using diagnostics::Kind;

/// The group of a diagnostic: the file below diagnostics/kinds that lists it.
std::string groupOf(Kind kind) {
  switch (kind) {
#define ONUS_DIAGNOSTIC(CODE, NAME, SEVERITY, TEXT) case Kind::NAME:
#include "diagnostics/kinds/syntax.def"
    return "syntax";
#include "diagnostics/kinds/names.def"
    return "names";
#include "diagnostics/kinds/types.def"
    return "types";
#include "diagnostics/kinds/accountability.def"
    return "accountability";
#include "diagnostics/kinds/waivers.def"
    return "waivers";
#include "diagnostics/kinds/frameworks.def"
    return "frameworks";
#include "diagnostics/kinds/surfaces.def"
    return "surfaces";
#include "diagnostics/kinds/logging.def"
    return "logging";
#include "diagnostics/kinds/tests.def"
    return "tests";
#include "diagnostics/kinds/backends.def"
    return "backends";
#include "diagnostics/kinds/standards.def"
    return "standards";
#include "diagnostics/kinds/rules.def"
    return "rules";
#undef ONUS_DIAGNOSTIC
  case Kind::Lint:
    break;
  }
  llvm_unreachable("a lint rule has a category");
}

template <typename Files>
std::string pageIn(const Files &files, const std::string &path) {
  auto found = llvm::find_if(files, [&](const auto &file) { return file.path == path; });
  return found == files.end() ? std::string() : std::string(found->text);
}

} // namespace

diagnostics::render::RuleInfo describe(const diagnostics::KindInfo &kind) {
  diagnostics::render::RuleInfo info;
  info.code = kind.code;
  info.name = kind.name;
  info.severity = kind.severity;
  info.lint = kind.kind == Kind::Lint;
  if (info.lint) {
    info.summary = kind.format;
    info.category = "style";
    if (const lint::Rule *rule = lint::findRule(kind.name)) {
      info.category = word(rule->category).str();
      info.markdown = pageIn(rule_pages::files(), pagePath(*rule));
    }
    return info;
  }
  info.category = groupOf(kind.kind);
  info.markdown = pageIn(pages::files(), info.code + ".md");
  info.summary = llvm::StringRef(diagnostics::render::firstParagraph(info.markdown)).split(". ").first.str();
  return info;
}

} // namespace onus::driver
