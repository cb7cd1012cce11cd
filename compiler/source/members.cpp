// SPDX-License-Identifier: Apache-2.0
#include "source/members.h"

#include "source/ignore.h"
#include "source/paths.h"
#include "source/read_file.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <optional>

namespace onus::source {

namespace {

namespace fs = llvm::sys::fs;
using Parts = llvm::SmallVector<llvm::StringRef, 8>;

Parts partsOf(llvm::StringRef path) {
  Parts parts;
  path.split(parts, '/', -1, /*KeepEmpty=*/false);
  return parts;
}

bool hasWildcard(llvm::StringRef part) { return part.find_first_of("*?[") != llvm::StringRef::npos; }

bool partMatches(llvm::StringRef glob, llvm::StringRef name) {
  return hasWildcard(glob) ? !name.startswith(".") && globMatches(glob, name) : glob == name;
}

/// The folders below `directory` that the parts of a pattern lead to.
void expand(const std::string &directory, llvm::ArrayRef<llvm::StringRef> parts, std::vector<std::string> &found) {
  if (parts.empty()) {
    found.push_back(directory);
    return;
  }
  if (!hasWildcard(parts.front())) {
    std::string next = directory + "/" + parts.front().str();
    if (fs::is_directory(next))
      expand(next, parts.drop_front(), found);
    return;
  }
  std::error_code error;
  std::vector<std::string> names;
  for (fs::directory_iterator at(directory, error), end; !error && at != end; at.increment(error))
    names.push_back(llvm::sys::path::filename(at->path()).str());
  llvm::sort(names);
  for (const std::string &name : names)
    if (std::string next = directory + "/" + name; partMatches(parts.front(), name) && fs::is_directory(next))
      expand(next, parts.drop_front(), found);
}

bool isExcluded(const Settings &settings, llvm::StringRef root, llvm::StringRef folder) {
  IgnoreRules rules;
  for (const std::string &line : settings.exclude)
    rules.add(line);
  for (; folder.size() > root.size(); folder = llvm::sys::path::parent_path(folder))
    if (rules.match(relativePath(folder, root), /*directory=*/true) == IgnoreRules::Verdict::Ignored)
      return true;
  return false;
}

/// What is wrong with a path before anybody looks for it.
std::optional<MemberError> checkWritten(llvm::StringRef root, const MemberSetting &member) {
  llvm::StringRef path = member.path;
  if (path.empty() || path.contains('\0'))
    return MemberError{"this is no path", {}};
  if (llvm::sys::path::is_absolute(path))
    return MemberError{"an absolute path means something else on every machine", "write it relative to this file"};
  if (llvm::is_contained(partsOf(path), "**"))
    return MemberError{"`**` would take in folders at any depth", "name the folders, with `*` for one part of a path"};
  std::string folder = absolutePath((root + "/" + path).str());
  if (folder == root)
    return MemberError{"a project is not a member of itself", "what lies in its folder belongs to it anyway"};
  if (!isWithin(folder, root))
    return MemberError{"member `" + path.str() + "` lies outside of the project",
                       "another project is taken in by a line of [dependencies]"};
  return std::nullopt;
}

} // namespace

bool isPattern(llvm::StringRef member) { return hasWildcard(member); }

std::variant<std::vector<std::string>, MemberError> findMembers(llvm::StringRef root, const Settings &settings,
                                                                const MemberSetting &member) {
  if (auto error = checkWritten(root, member))
    return *error;
  std::string folder = absolutePath((root + "/" + member.path).str());
  std::vector<std::string> found;
  if (isPattern(member.path)) {
    std::string relative = relativePath(folder, root);
    expand(root.str(), partsOf(relative), found);
    llvm::erase_if(found, [&](const std::string &path) { return isExcluded(settings, root, path); });
    std::string realRoot = realPath(root);
    llvm::erase_if(found, [&](const std::string &path) { return !isWithin(realPath(path), realRoot); });
    if (found.empty())
      return MemberError{"no folder fits `" + member.path + "`", {}};
    return found;
  }
  if (!fs::is_directory(folder)) {
    auto read = readFile(folder, 0);
    auto *error = std::get_if<ReadError>(&read);
    std::string why = !error ? "it is a file" : error->missing ? "there is no such folder" : error->message;
    return MemberError{"member `" + member.path + "`: " + why, {}};
  }
  if (isExcluded(settings, root, folder))
    return MemberError{"member `" + member.path + "` is left out by `exclude`", "take one of the two out"};
  if (!isWithin(realPath(folder), realPath(root)))
    return MemberError{"member `" + member.path + "` is a link that leads out of the project",
                       "another project is taken in by a line of [dependencies]"};
  found.push_back(folder);
  return found;
}

bool hasMember(llvm::StringRef root, const Settings &settings, llvm::StringRef folder) {
  std::string inside = relativePath(folder, root);
  Parts given = partsOf(inside);
  return llvm::any_of(settings.members, [&](const MemberSetting &member) {
    if (checkWritten(root, member))
      return false;
    std::string written = relativePath(absolutePath((root + "/" + member.path).str()), root.str());
    Parts parts = partsOf(written);
    bool fits = parts.size() == given.size() && llvm::all_of(llvm::zip(parts, given), [](const auto &pair) {
                  return partMatches(std::get<0>(pair), std::get<1>(pair));
                });
    return fits && !(isPattern(member.path) && isExcluded(settings, root, folder));
  });
}

} // namespace onus::source
