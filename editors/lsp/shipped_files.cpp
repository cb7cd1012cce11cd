// SPDX-License-Identifier: Apache-2.0
#include "lsp/shipped_files.h"

#include "driver/cache_folder.h"
#include "driver/console.h"
#include "driver/rule_info.h"
#include "driver/version.h"
#include "reference_pages/reference_pages.h"
#include "source/read_file.h"
#include "stdlib/stdlib.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace onus::lsp {

namespace fs = llvm::sys::fs;

namespace {

constexpr llvm::StringLiteral libraryPrefix = "<std>/";

/// Below the cache folder, for each version its own.
std::string folder(llvm::StringRef name) {
  std::string cache = driver::userCacheFolder();
  return cache.empty() ? cache : cache + "/" + name.str() + "-" + driver::version;
}

/// Writes a text to disk where it is not there yet; gives the path back, or an empty one after a failure.
std::string onDisk(const std::string &path, llvm::StringRef text) {
  auto there = source::readFile(path, text.size());
  if (auto *read = std::get_if<std::string>(&there); read && *read == text)
    return path;
  if (!driver::prepareCacheFolder(driver::userCacheFolder()) ||
      fs::create_directories(llvm::sys::path::parent_path(path), /*IgnoreExisting=*/true, fs::owner_all) ||
      !driver::writeFileAtomically(path, text).empty())
    return {};
  fs::setPermissions(path, fs::owner_read);
  return path;
}

} // namespace

const std::string &ShippedFiles::library(llvm::StringRef name) const {
  auto [written, isNew] = written_.try_emplace(name);
  std::string root = folder("std");
  if (isNew && !root.empty() && name.consume_front(libraryPrefix))
    for (const stdlib::File &file : stdlib::files())
      if (name == llvm::StringRef(file.path))
        written->second = onDisk(root + "/" + name.str(), file.text);
  return written->second;
}

std::optional<std::string> ShippedFiles::libraryName(llvm::StringRef path) const {
  std::string root = folder("std");
  if (root.empty() || !path.consume_front(root + "/"))
    return std::nullopt;
  return (libraryPrefix + path).str();
}

const std::string &ShippedFiles::page(const diagnostics::KindInfo &kind) const {
  auto [written, isNew] = written_.try_emplace(std::string(kind.code));
  std::string root = folder("pages");
  if (isNew && !root.empty())
    if (std::string markdown = driver::describe(kind).markdown; !markdown.empty())
      written->second = onDisk(root + "/" + std::string(kind.code) + ".md", markdown);
  return written->second;
}

const std::string &ShippedFiles::reference(llvm::StringRef page) const {
  std::string name = page.str() + ".md";
  auto [written, isNew] = written_.try_emplace(name);
  std::string root = folder("reference");
  if (isNew && !root.empty())
    for (const reference_pages::File &file : reference_pages::files())
      if (name == file.path)
        written->second = onDisk(root + "/" + name, file.text);
  return written->second;
}

} // namespace onus::lsp
