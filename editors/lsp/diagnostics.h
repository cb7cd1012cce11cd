// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lsp/session.h"

namespace onus::lsp {

/// What is to be said of a file, as the protocol says it: an array of diagnostics for the texts as they are now.
json::Value diagnosticsOf(const Session &session, llvm::StringRef path);

/// The files of which something is to be said: sources and settings.
std::vector<std::string> pathsToTell(const Session &session);

/// Tells a client that does not ask: what changed since the last time, and of every open document that did.
class Publisher {
public:
  void publish(Session &session);

private:
  struct Told {
    std::vector<std::shared_ptr<const diagnostics::Diagnostic>> findings;
    std::string problems; ///< as JSON
    std::optional<int64_t> version;
    bool operator==(const Told &) const = default;
  };
  void publish(Session &session, const std::string &path);
  std::map<std::string, Told> told_; ///< by path
};

} // namespace onus::lsp
