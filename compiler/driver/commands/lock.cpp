// SPDX-License-Identifier: Apache-2.0
#include "driver/commands/commands.h"
#include "driver/report.h"

#include "check/lock.h"
#include "source/paths.h"

namespace onus::driver {

namespace {

/// Answers for everything but the present lock, which is what is being renewed: a tool that is new is no obstacle. What
/// the lock held is kept for `checkOld`.
class WithoutLock : public check::FileReader {
public:
  explicit WithoutLock(std::unique_ptr<check::FileReader> inner) : inner_(std::move(inner)) {}
  std::optional<std::string> read(llvm::StringRef fromFile, llvm::StringRef path, std::string &error) override {
    auto text = inner_->read(fromFile, path, error);
    if (path != check::lockFileName)
      return text;
    old_ = std::move(text);
    error = "there is no such file";
    return std::nullopt;
  }
  /// What stood in the lock; nothing where there is none, or where the project has no surface.
  const std::optional<std::string> &old() const { return old_; }

private:
  std::unique_ptr<check::FileReader> inner_;
  std::optional<std::string> old_;
};

/// A tool that changed is locked only with a new approval (S13).
void checkOld(Compilation &compilation, const std::string &text) {
  auto old = check::readLock(text);
  if (auto *lock = std::get_if<check::Lock>(&old))
    check::checkRenewal(*compilation.program, *lock, compilation.reporter);
  else
    check::reportInvalidLock(std::get<check::LockError>(old), compilation.reporter);
}

std::unique_ptr<Compilation> compileUnlocked(const std::string &path, const Options &options) {
  auto compilation = load(path);
  auto reader = std::make_unique<WithoutLock>(std::move(compilation->reader));
  const WithoutLock &present = *reader;
  compilation->reader = std::move(reader);
  PipelineOptions settings;
  settings.check = options.checkOptions();
  settings.check.locked = false;
  compile(*compilation, Stage::Check, settings);
  compilation->reporter.drop(diagnostics::Kind::LockMissing);
  if (compilation->program && compilation->clean() && present.old())
    checkOld(*compilation, *present.old());
  compilation->reporter.sort();
  return compilation;
}

ExitStatus writeOne(const Compilation &compilation, const Options &options, Console &console) {
  check::Lock lock = check::lockOf(*compilation.program);
  std::string path = compilation.project.root + "/" + check::lockFileName;
  std::string problem = writeFileAtomically(path, check::writeLock(lock));
  if (!problem.empty()) {
    console.error(source::shownPath(path) + ": could not be written: " + problem);
    return ExitStatus::Input;
  }
  size_t tools = 0;
  for (const auto &[surface, digests] : lock)
    tools += digests.size();
  if (!options.quiet)
    console.err(source::shownPath(path) + ": " + std::to_string(tools) + (tools == 1 ? " tool" : " tools") + " of " +
                std::to_string(lock.size()) + (lock.size() == 1 ? " surface\n" : " surfaces\n"));
  return ExitStatus::Clean;
}

ExitStatus lock(const Options &options, Console &console) {
  std::vector<std::string> paths = options.paths;
  if (paths.empty())
    paths.push_back("");
  ExitStatus status = ExitStatus::Clean;
  for (const std::string &path : paths) {
    Compilations one;
    one.push_back(compileUnlocked(path, options));
    ExitStatus found = report(one, options, Channel::Err, console);
    summarize(one, options, "", console);
    if (found == ExitStatus::Clean)
      found = writeOne(*one.front(), options, console);
    status = worse(status, found);
  }
  return status;
}

} // namespace

void addLock(CLI::App &app, Work &chosen) {
  Subcommand command = addSubcommand(app, "lock", "Write onus.lock: the digests of the approved tools");
  addPaths(command);
  addFormat(command);
  addCompiling(command);
  onChosen(command, chosen, [options = command.options](Console &console) { return lock(*options, console); });
}

} // namespace onus::driver
