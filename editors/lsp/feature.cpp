// SPDX-License-Identifier: Apache-2.0
#include "lsp/feature.h"

namespace onus::lsp {

const std::vector<const Feature *> &allFeatures() {
  static const std::vector<const Feature *> features = {
#define ONUS_FEATURE(NAME) &NAME,
#include "lsp/features.def"
  };
  return features;
}

} // namespace onus::lsp
