// SPDX-License-Identifier: Apache-2.0
#include "backends/json/json.h"

#include "ir/json_writer.h"

namespace onus::backends {

Artifact emitJson(const ir::Module &module, const source::SourceManager *) {
  return {ir::writeModule(module), allExact(module), {}};
}

} // namespace onus::backends
