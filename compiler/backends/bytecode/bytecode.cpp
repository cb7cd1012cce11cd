// SPDX-License-Identifier: Apache-2.0
#include "backends/bytecode/bytecode.h"

#include "backends/bytecode/module_writer.h"

namespace onus::backends {

Artifact emitBytecode(const ir::Module &module, const source::SourceManager *sources) {
  bytecode::Rows rows;
  rt::Header header = bytecode::ModuleWriter(module, sources, rows).write();
  Artifact artifact;
  artifact.fidelity = allExact(module);
  artifact.problem = rows.problem();
  if (artifact.problem.empty())
    artifact.bytes = rows.finish(header);
  return artifact;
}

} // namespace onus::backends
