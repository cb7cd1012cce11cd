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

/// Whose files are looked at: the project's own, or the standard library's too, which only the library's tests ask for.
enum class Scope { Project, ProjectAndLibrary };

class Facts {
public:
  explicit Facts(const check::Program &program, Scope scope = Scope::Project);
  ~Facts();
  Facts(const Facts &) = delete;

  /// The files that are looked at, in their order.
  llvm::ArrayRef<const syntax::File *> files() const { return files_; }
  /// The file is one of them: in the scope of the project, neither the standard library's nor a dependency's.
  bool isOwn(source::FileId file) const;
  /// What the project's tests show. Asking for it plays them.
  const Trials &trials();
  /// What names what.
  const Uses &uses();

private:
  const check::Program &program_;
  Scope scope_;
  std::optional<Uses> uses_;
  std::vector<const syntax::File *> files_;
  std::vector<bool> own_; ///< by the file's index
  std::unique_ptr<Trials> trials_;
};

} // namespace onus::lint
