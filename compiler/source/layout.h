// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "source/settings.h"
#include "source/source_manager.h"

#include <string>
#include <vector>

namespace onus::source {

/// One folder of a build: the project that was asked for, a member of it, or another project that one of them depends
/// on.
struct Unit {
  std::string name;          ///< as messages say it: "the project", "member `teams/payments`", "dependency `people`"
  std::string directory;     ///< absolute
  std::string settings;      ///< its onus.toml, absolute; empty where it has none
  Settings said;             ///< what that says
  size_t project = 0;        ///< the unit at the root of its project; itself where it is no member
  std::vector<size_t> lists; ///< the projects that its onus.toml lists as dependencies
  int64_t costLimit = 0;     ///< the least of its own and its project's
  std::string from;          ///< where an onus.toml names it, `onus.toml:3:4`; empty for the project
  std::string written;       ///< what stands there
  bool pattern = false;      ///< a pattern found it
};

/// Which folders a build consists of, which file belongs to which, and who sees whose packages: everybody those of
/// their own project and of the dependencies that their own onus.toml, or that of their project, lists. Made with the
/// project; without units (texts in memory, say) everybody sees everything.
class Layout {
public:
  std::vector<Unit> units; ///< the first is the project that was asked for

  void assign(FileId file, size_t unit);
  /// The unit of a file; null for a file of the standard library, and where there are no units.
  const Unit *unitOf(FileId file) const;
  /// True for a file of a dependency.
  bool isForeign(FileId file) const;
  /// True where what `to` declares may be named in `from`.
  bool sees(FileId from, FileId to) const;
  /// True where the project of `from` needs that of `to`, directly or through others.
  bool dependsOn(const Unit &from, const Unit &to) const;

private:
  std::vector<size_t> unitOf_; ///< by the file's index; SIZE_MAX for none
};

} // namespace onus::source
