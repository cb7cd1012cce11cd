// SPDX-License-Identifier: Apache-2.0
#include "lint/controls.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lint {

using diagnostics::Taxon;

namespace {

struct Place {
  source::Range range;
  const check::Guardrail *guardrail = nullptr;
};

/// Where guardrails and what belongs to them are declared, by file.
class Places {
public:
  explicit Places(const check::Program &program) {
    for (const check::Guardrail &guardrail : program.guardrails) {
      if (guardrail.controls.empty())
        continue;
      add(guardrail.decl->range, guardrail);
      for (const check::Exception &exception : guardrail.exceptions)
        add(exception.decl->range, guardrail);
    }
  }

  const check::Guardrail *around(source::Range range) const {
    auto found = range.valid() ? byFile_.find(range.file.index) : byFile_.end();
    if (found == byFile_.end())
      return nullptr;
    for (const Place &place : found->second)
      if (place.range.begin <= range.begin && range.end <= place.range.end)
        return place.guardrail;
    return nullptr;
  }

private:
  void add(source::Range range, const check::Guardrail &guardrail) {
    if (range.valid())
      byFile_[range.file.index].push_back({range, &guardrail});
  }

  llvm::DenseMap<uint32_t, std::vector<Place>> byFile_;
};

std::vector<Taxon> controlsOf(const check::Guardrail &guardrail) {
  std::vector<Taxon> controls;
  for (const check::MappedControl &each : guardrail.controls) {
    if (!each.framework || !each.framework->decl)
      continue;
    Taxon taxon{each.framework->symbol->name, each.framework->decl->version.value.str(), each.id,
                each.control ? each.control->decl->title.value.str() : ""};
    bool known = llvm::any_of(
        controls, [&](const Taxon &other) { return other.framework == taxon.framework && other.id == taxon.id; });
    if (!known)
      controls.push_back(std::move(taxon));
  }
  return controls;
}

} // namespace

void addControls(const check::Program &program, diagnostics::Reporter &reporter) {
  if (reporter.count() == 0)
    return;
  Places places(program);
  reporter.revise([&](diagnostics::Diagnostic &diagnostic) {
    if (const check::Guardrail *guardrail = places.around(diagnostic.range))
      diagnostic.controls = controlsOf(*guardrail);
    return true;
  });
}

} // namespace onus::lint
