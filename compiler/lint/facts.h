// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/program.h"
#include "lint/uses.h"

#include <memory>
#include <optional>
#include <vector>

/// What several rules need to know about a program as a whole. Each fact is found out when it is first asked
/// for.
namespace onus::lint {

class Trials;

class Facts {
public:
  explicit Facts(const check::Program &program);
  ~Facts();
  Facts(const Facts &) = delete;

  /// The files of the project itself, in their order.
  llvm::ArrayRef<const syntax::File *> files() const { return files_; }
  /// The file belongs to the project: neither to the standard library nor to a dependency.
  bool isOwn(source::FileId file) const;
  /// What the project's tests show. Asking for it plays them.
  const Trials &trials();
  /// What names what.
  const Uses &uses();

private:
  const check::Program &program_;
  std::optional<Uses> uses_;
  std::vector<const syntax::File *> files_;
  std::vector<bool> own_; ///< by the file's index
  std::unique_ptr<Trials> trials_;
};

} // namespace onus::lint
