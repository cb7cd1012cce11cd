// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"
#include "lint/removal.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lint {

namespace {

using diagnostics::Applicability;
using source::Range;

/// A second `use` that binds a name which an earlier one of the file has bound already.
bool isRepeated(const syntax::File &file, const syntax::Name &bound) {
  for (const syntax::Use &use : file.uses) {
    std::vector<const syntax::Name *> names;
    if (!use.braces && use.path)
      names.push_back(use.alias ? &use.alias : &use.path.names.back());
    for (const syntax::UseItem &item : use.items)
      names.push_back(item.alias ? &item.alias : &item.name);
    for (const syntax::Name *each : names) {
      if (each == &bound)
        return false;
      if (each->text == bound.text)
        return true;
    }
  }
  return false;
}

diagnostics::Builder report(const syntax::File &file, const syntax::Name &bound, Range range, Pass &pass) {
  if (isRepeated(file, bound))
    return pass.report(range, "`{}` is imported already: this says it a second time", bound.text);
  return pass.report(range, "`{}` is imported and used nowhere in this file", bound.text);
}

void checkItems(const syntax::File &file, const syntax::Use &use, Pass &pass) {
  auto bound = [&](size_t at) -> const syntax::Name & {
    const syntax::UseItem &item = use.items[at];
    return item.alias ? item.alias : item.name;
  };
  auto unused = [&](size_t at) { return !pass.facts.uses().hasImport(bound(at)); };
  std::vector<Range> items;
  size_t count = 0;
  for (size_t at = 0; at < use.items.size(); ++at) {
    const syntax::UseItem &item = use.items[at];
    items.push_back(item.alias ? source::join(item.name.range, item.alias.range) : item.name.range);
    count += unused(at);
  }
  if (count == items.size() && count > 1) {
    pass.report(use.range, "nothing that is imported here is used in this file")
        .fix({"take the import out", Applicability::MachineApplicable, {removal(pass.sources(), use.range)}});
    return;
  }
  for (size_t at = 0; at < items.size(); ++at) {
    if (!unused(at))
      continue;
    diagnostics::Edit edit =
        items.size() == 1 ? removal(pass.sources(), use.range) : removalOfItem(pass.sources(), items, at, unused);
    report(file, bound(at), items[at], pass)
        .fix({"take the import out", Applicability::MachineApplicable, {std::move(edit)}});
  }
}

void check(const syntax::File &file, Pass &pass) {
  for (const syntax::Use &use : file.uses) {
    if (use.braces) {
      checkItems(file, use, pass);
      continue;
    }
    const syntax::Name &bound = use.alias ? use.alias : use.path.names.back();
    if (!pass.facts.uses().hasImport(bound))
      report(file, bound, use.range, pass)
          .fix({"take the import out", Applicability::MachineApplicable, {removal(pass.sources(), use.range)}});
  }
}

} // namespace

extern const Rule unused_import = {
    .name = "unused-import",
    .category = Category::Style,
    .summary = "a `use` brings a name that its file never needs",
    .fixable = true,
    .file = check,
};

} // namespace onus::lint
