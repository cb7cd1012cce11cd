// SPDX-License-Identifier: Apache-2.0
#include "driver/project_reader.h"

#include "source/paths.h"
#include "source/read_file.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace onus::driver {

namespace {
constexpr size_t largest = 64u << 20;
}

ProjectReader::ProjectReader(const source::Layout &layout) {
  for (const source::Unit &unit : layout.units) {
    const std::string &root = layout.units[unit.project].directory;
    places_.push_back({unit.directory, root, source::realPath(root)});
  }
}

/// The innermost folder that holds a file; the project for a file of nobody.
const ProjectReader::Place &ProjectReader::placeOf(llvm::StringRef fromFile) const {
  std::string absolute = source::absolutePath(fromFile);
  const Place *best = &places_.front();
  size_t length = 0;
  for (const Place &place : places_)
    if (!fromFile.empty() && source::isWithin(absolute, place.folder) && place.folder.size() > length) {
      best = &place;
      length = place.folder.size();
    }
  return *best;
}

std::optional<std::string> ProjectReader::find(llvm::StringRef fromFile, llvm::StringRef path,
                                               std::string &error) const {
  if (path.empty() || path.contains('\0')) {
    error = "this is no path";
    return std::nullopt;
  }
  if (places_.empty()) {
    error = "a text that is no file yet has no files beside it";
    return std::nullopt;
  }
  if (llvm::sys::path::is_absolute(path)) {
    error = "an absolute path means something else on every machine; write it relative to this file or to the project";
    return std::nullopt;
  }
  const Place &place = placeOf(fromFile);
  std::string chosen = source::absolutePath(place.root + "/" + path.str());
  std::string beside =
      source::absolutePath((llvm::sys::path::parent_path(source::absolutePath(fromFile)) + "/" + path).str());
  for (const std::string &candidate : {source::absolutePath(place.folder + "/" + path.str()), beside})
    if (!fromFile.empty() && source::isWithin(candidate, place.root) && llvm::sys::fs::exists(candidate))
      chosen = candidate;
  if (!source::isWithin(chosen, place.root)) {
    error = "it lies outside of the project";
    return std::nullopt;
  }
  std::string real = source::realPath(chosen);
  if (!real.empty() && !source::isWithin(real, place.realRoot)) {
    error = "it is a link that leads out of the project";
    return std::nullopt;
  }
  return chosen;
}

std::optional<std::string> ProjectReader::read(llvm::StringRef fromFile, llvm::StringRef path, std::string &error) {
  auto chosen = find(fromFile, path, error);
  if (!chosen)
    return std::nullopt;
  auto bytes = source::readFile(*chosen, largest);
  if (auto *failure = std::get_if<source::ReadError>(&bytes)) {
    error = failure->message;
    return std::nullopt;
  }
  if (std::get<std::string>(bytes).size() > largest) {
    error = "it is larger than 64 MiB";
    return std::nullopt;
  }
  return std::move(std::get<std::string>(bytes));
}

} // namespace onus::driver
