// SPDX-License-Identifier: Apache-2.0
#include "driver/result_cache.h"

#include "driver/cache_folder.h"

#include "driver/stored_findings.h"
#include "driver/version.h"
#include "runtime/base/sha256.h"
#include "source/read_file.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/CachePruning.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <cstdlib>
#include <ctime>
#include <elf.h>
#include <link.h>
#include <sys/stat.h>
#include <unistd.h>

namespace onus::driver {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

namespace {

constexpr size_t largestEntry = 256u << 20;
/// What is smaller than this is judged sooner than looked up; a project that names its cache folder is kept anyway.
constexpr size_t leastText = 256u << 10;
constexpr llvm::StringRef mark = "onus findings 1\n";

/// A digest of parts, each told apart from the next.
class Key {
public:
  Key &add(llvm::StringRef part) {
    uint64_t size = part.size();
    hash_.update({reinterpret_cast<const char *>(&size), sizeof size});
    hash_.update({part.data(), part.size()});
    return *this;
  }
  Key &add(int64_t number) { return add(std::to_string(number)); }
  std::string hex() {
    rt::Digest digest = hash_.finish();
    return llvm::toHex(llvm::makeArrayRef(digest.bytes), /*LowerCase=*/true);
  }

private:
  rt::Sha256 hash_{rt::shaMeans()};
};

/// The identity that the linker gave this program: a digest of its contents. Empty where it gave none.
std::string buildId() {
  std::string id;
  auto look = [](dl_phdr_info *program, size_t, void *out) {
    for (size_t i = 0; i < program->dlpi_phnum; ++i) {
      const auto &segment = program->dlpi_phdr[i];
      if (segment.p_type != PT_NOTE)
        continue;
      const char *at = reinterpret_cast<const char *>(program->dlpi_addr + segment.p_vaddr);
      const char *end = at + segment.p_memsz;
      while (at + sizeof(ElfW(Nhdr)) <= end) {
        const auto *note = reinterpret_cast<const ElfW(Nhdr) *>(at);
        const char *name = at + sizeof *note, *text = name + llvm::alignTo(note->n_namesz, 4);
        if (note->n_type == NT_GNU_BUILD_ID && llvm::StringRef(name, note->n_namesz) == llvm::StringRef("GNU\0", 4))
          *static_cast<std::string *>(out) = std::string(text, note->n_descsz);
        at = text + llvm::alignTo(note->n_descsz, 4);
      }
    }
    return 1; // the first is this program
  };
  dl_iterate_phdr(look, &id);
  return id;
}

std::string digestOf(const std::optional<std::string> &bytes, const std::string &error) {
  return Key().add(bytes ? "read" : "failed").add(bytes ? *bytes : error).hex();
}

} // namespace

/// Notes which files are read, and what they held.
class WatchedReader : public check::FileReader {
public:
  explicit WatchedReader(std::unique_ptr<check::FileReader> reader) : reader_(std::move(reader)) {}

  std::optional<std::string> read(llvm::StringRef fromFile, llvm::StringRef path, std::string &error) override {
    auto bytes = reader_->read(fromFile, path, error);
    reads.push_back({fromFile.str(), path.str(), digestOf(bytes, error)});
    return bytes;
  }

  struct Read {
    std::string from, path, digest;
  };
  std::vector<Read> reads;

private:
  std::unique_ptr<check::FileReader> reader_;
};

namespace {

/// Whether a file changed since then; a file that cannot be looked at did.
bool changedSince(const std::string &file, time_t began) {
  struct stat status {};
  return ::stat(file.c_str(), &status) != 0 || status.st_ctime >= began - 1;
}

std::string keyOf(const Compilation &loaded, const CacheOptions &options) {
  Key key;
  llvm::SmallString<256> here;
  fs::current_path(here);
  key.add(buildId()).add(version).add(options.arguments()).add(options.common->asOf).add(here);
  for (const source::Unit &unit : loaded.project.layout.units) {
    auto text = unit.settings.empty() ? std::string() : source::readFile(unit.settings, 1u << 20);
    key.add(unit.directory).add(unit.settings);
    key.add(std::holds_alternative<std::string>(text) ? std::get<std::string>(text) : "");
  }
  for (source::FileId file : loaded.project.files)
    key.add(loaded.sources.path(file)).add(loaded.sources.projectPath(file)).add(loaded.sources.text(file));
  return key.hex();
}

size_t textSize(const Compilation &compilation) {
  size_t bytes = 0;
  for (source::FileId file : compilation.project.files)
    bytes += compilation.sources.text(file).size();
  return bytes;
}

/// Reads `TEXT\n`.
llvm::StringRef takeLine(llvm::StringRef &bytes) {
  auto [line, rest] = bytes.split('\n');
  bytes = rest;
  return line;
}

} // namespace

std::string CacheOptions::arguments() const {
  // What is not listed here counts, so that a flag somebody adds is safe.
  static constexpr llvm::StringRef shown[] = {"PATH",        "--output",    "--format",          "--color",
                                              "--quiet",     "--as-filter", "--no-cache",        "--jobs",
                                              "--cache-dir", "--help",      "--show-suppressed", "--fail-level"};
  std::string result = command->get_name();
  for (const CLI::Option *option : command->get_options()) {
    if (option->count() == 0 || llvm::is_contained(shown, llvm::StringRef(option->get_name())))
      continue;
    result += '\0' + option->get_name();
    for (const std::string &word : option->results())
      result += '\1' + word;
  }
  return result;
}

std::shared_ptr<CacheOptions> addCaching(const Subcommand &command) {
  auto options = std::make_shared<CacheOptions>();
  options->command = command.app;
  options->common = command.options;
  options->began = std::time(nullptr);
  command.app->add_flag("--no-cache", options->off, "Neither use nor keep what was found before");
  command.app->add_option("--cache-dir", options->folder, "Where to keep what was found ($XDG_CACHE_HOME/onus)")
      ->type_name("DIR");
  return options;
}

CachedResult::CachedResult(Compilation &loaded, const CacheOptions &options)
    : compilation_(loaded), began_(options.began) {
  std::string folder = options.folder.empty() ? userCacheFolder() : options.folder;
  bool worthIt = !options.folder.empty() || textSize(loaded) >= leastText;
  // What `--verbose` tells besides, and what a baseline is compared with, comes from the program itself.
  bool needsProgram = options.common->verbose || !loaded.project.settings.lint.baseline.text.empty();
  if (options.off || needsProgram || !worthIt || folder.empty() || !loaded.project.problems.empty() ||
      buildId().empty() || !prepareCacheFolder(folder))
    return;
  auto reader = std::make_unique<WatchedReader>(std::move(loaded.reader));
  reader_ = reader.get();
  loaded.reader = std::move(reader);
  key_ = keyOf(loaded, options);
  // One entry for each project and command: a newer one takes its place. LLVM's pruning knows its files by this name.
  file_ = folder + "/llvmcache-" + Key().add(loaded.project.root).add(options.arguments()).hex();
}

bool CachedResult::recall() {
  if (file_.empty())
    return false;
  bool found = look();
  if (!found)
    reader_->reads.clear(); // those of looking
  return found;
}

bool CachedResult::look() {
  auto read = source::readFile(file_, largestEntry);
  auto *text = std::get_if<std::string>(&read);
  llvm::StringRef bytes = text ? llvm::StringRef(*text) : llvm::StringRef();
  if (!bytes.consume_front(mark) || takeLine(bytes) != key_)
    return false;
  llvm::StringRef digest = takeLine(bytes);
  if (Key().add(bytes).hex() != digest)
    return false;
  size_t count = 0;
  if (takeLine(bytes).getAsInteger(10, count))
    return false;
  for (size_t i = 0; i < count; ++i) {
    llvm::StringRef from = takeLine(bytes), path = takeLine(bytes), held = takeLine(bytes);
    std::string error;
    auto now = compilation_.reader->read(from, path, error);
    if (digestOf(now, error) != held)
      return false;
  }
  return restoreFindings(bytes, compilation_);
}

void CachedResult::remember() {
  if (file_.empty() || !compilation_.project.problems.empty())
    return;
  // The texts of onus.toml were read before they were digested; what changed in between must not be kept as found.
  for (const source::Unit &unit : compilation_.project.layout.units)
    if (!unit.settings.empty() && changedSince(unit.settings, began_))
      return;
  std::string body = std::to_string(reader_->reads.size()) + "\n";
  for (const WatchedReader::Read &read : reader_->reads) {
    if (llvm::StringRef(read.from + read.path).contains('\n'))
      return;
    body += read.from + "\n" + read.path + "\n" + read.digest + "\n";
  }
  body += storeFindings(compilation_);
  if (body.size() > largestEntry / 2)
    return;
  if (!writeFileAtomically(file_, (mark + key_ + "\n" + Key().add(body).hex() + "\n" + body).str()).empty())
    return; // the next run judges anew
  llvm::CachePruningPolicy policy;
  policy.MaxSizeBytes = 512u << 20;
  policy.Expiration = std::chrono::hours(30 * 24);
  llvm::pruneCache(path::parent_path(file_), policy);
}

} // namespace onus::driver
