// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lsp/session.h"

#include <vector>

namespace onus::lsp {

/// Answers a request: the result, which may be null. Throws RequestError; what else it throws is answered as an
/// internal error.
using Handler = json::Value (*)(Session &session, const json::Value &params);

struct Method {
  const char *name; ///< `textDocument/hover`
  Handler handler;
};

/// Something that the server does for an editor: one file in features/, one row in features.def. Its `Feature` has the
/// row's name.
struct Feature {
  /// Adds to the server's capabilities what this client can make use of.
  void (*offer)(json::Object &capabilities, const Client &client);
  std::vector<Method> methods;
  /// What `workspace/executeCommand` takes, by the command's name; the parameters are the list of arguments.
  std::vector<Method> commands = {};
};

#define ONUS_FEATURE(NAME) extern const Feature NAME;
#include "lsp/features.def"

const std::vector<const Feature *> &allFeatures();

} // namespace onus::lsp
