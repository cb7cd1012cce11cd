// SPDX-License-Identifier: Apache-2.0
#include "lint/text_forms.h"

namespace onus::lint {

std::vector<CompiledForm> compile(llvm::ArrayRef<TextForm> forms) {
  std::vector<CompiledForm> made;
  for (const TextForm &form : forms)
    made.push_back({form.what, std::get<ir::Regex>(ir::Regex::compile(form.pattern))});
  return made;
}

} // namespace onus::lint
