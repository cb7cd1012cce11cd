// SPDX-License-Identifier: Apache-2.0
#include "analysis/tell_witness.h"

namespace onus::analysis {

bool tellWitness(diagnostics::Builder &builder, const std::optional<Witness> &witness, const std::string &before) {
  if (!witness || witness->values.empty())
    return false;
  builder.note(before + witness->text());
  for (const Witness::Value &each : witness->values)
    builder.flow(each.read, each.text());
  return true;
}

} // namespace onus::analysis
