// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/json.h"
#include "diagnostics/render/report.h"

/// Places as SARIF writes them: files relative to the root of the repository, columns in Unicode scalar values.
namespace onus::diagnostics::render::sarif {

/// A path as the path of a URI: what is neither unreserved nor a slash is percent-encoded.
std::string percentEncoded(llvm::StringRef path);

/// `{"text": …}`
json::Value text(llvm::StringRef content);
/// Words as a sentence: they end in a full stop.
std::string sentence(llvm::StringRef words);

class Places {
public:
  explicit Places(const Report &report);

  json::Value artifactLocation(llvm::StringRef path) const;
  json::Value region(const source::SourceManager &sources, source::Range range) const;
  json::Value physicalLocation(const source::SourceManager &sources, source::Range range) const;
  /// Where a finding is: the first line of the project's file where it has no place.
  json::Value physicalLocation(const Finding &finding) const;

  json::Value artifacts() const;
  /// What the base names of `artifactLocation` stand for.
  static json::Value bases();

private:
  const Report &report_;
  std::map<std::string, size_t> index_; ///< of the files that `artifacts` lists
};

} // namespace onus::diagnostics::render::sarif
