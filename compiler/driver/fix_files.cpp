// SPDX-License-Identifier: Apache-2.0
#include "driver/fix_files.h"

#include "diagnostics/render/cells.h"
#include "format/difference.h"
#include "source/paths.h"
#include "source/read_file.h"

namespace onus::driver {

std::shared_ptr<FixFlags> addFixing(const Subcommand &command) {
  auto flags = std::make_shared<FixFlags>();
  auto *fix = command.app->add_flag("--fix", flags->fix,
                                    "Make the fixes that were checked to change no decision; report what is left");
  auto *diff = command.app->add_flag("--diff", flags->diff,
                                     "Write nothing; show what --fix would change, exit 1 where something would");
  auto *only = command.app->add_flag("--fix-only", flags->only, "Like --fix, but what is left is not reported");
  diff->excludes(fix)->excludes(only);
  command.app->add_flag("--unsafe-fixes", flags->unsafe,
                        "With --fix, --fix-only or --diff: fixes, too, that may change what is decided");
  command.app->add_flag("--show-fixes", flags->show, "List the fixes that were made, and why they are safe");
  return flags;
}

std::unique_ptr<Compilation> FixRun::fix(const ProjectInput &project, const CompileWith &compile) {
  FixOptions options;
  options.asOf = options_.asOf;
  options.unsafe = flags_.unsafe;
  if (project.text)
    options.onlyFile = source::absolutePath(project.text->path);
  Fixing fixing = makeFixes(compile, options);
  keep(project, fixing);
  made_ += fixing.made.size();
  unsafeLeft_ += fixing.unsafeLeft;
  if (flags_.show)
    list(fixing);
  if (fixing.unfinished) {
    console_.error("there are still fixes to make after the last round",
                   "run it again; where that does not end, two fixes undo each other: please report it");
    status_ = worse(status_, ExitStatus::Incomplete);
  }
  return std::move(fixing.compilation);
}

void FixRun::keep(const ProjectInput &project, const Fixing &fixing) {
  for (const auto &[path, after] : fixing.after) {
    const std::string &before = fixing.before.at(path);
    if (before == after)
      continue;
    ++files_;
    if (flags_.diff) {
      status_ = worse(status_, ExitStatus::Findings);
      console_.out(format::unifiedDiff(source::shownPath(path), before, after, format::lineDifference(before, after),
                                       console_.colorOut()));
    } else if (!project.text) {
      write(path, before, after);
    }
  }
  if (!project.text || flags_.diff)
    return;
  auto fixed = fixing.after.find(source::absolutePath(project.text->path));
  console_.out(fixed == fixing.after.end() ? project.text->text : fixed->second);
}

/// Somebody may have changed the file while its fixes were checked; what they wrote is theirs.
void FixRun::write(const std::string &path, const std::string &before, const std::string &after) {
  std::string problem;
  auto now = source::readFile(path, before.size());
  if (auto *text = std::get_if<std::string>(&now); !text || *text != before)
    problem = "it changed in the meantime, and was left as it is";
  else if (std::string error = writeFileAtomically(path, after); !error.empty())
    problem = "could not be written: " + error;
  if (problem.empty())
    return;
  console_.error(source::shownPath(path) + ": " + problem);
  status_ = worse(status_, ExitStatus::Input);
}

void FixRun::list(const Fixing &fixing) const {
  for (const FixMade &each : fixing.made)
    console_.err(diagnostics::render::printable(each.place + ": " + each.code + ": " + each.title + " (" +
                                                (each.how.empty() ? "unsafe" : each.how) + ")") +
                 "\n");
}

void FixRun::summarize() const {
  if (options_.quiet || (made_ == 0 && unsafeLeft_ == 0))
    return;
  auto counted = [](size_t count, const char *what) {
    return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
  };
  std::string said = flags_.diff ? "would fix " : "fixed ";
  said += made_ == 0 ? "nothing" : counted(made_, "finding") + " in " + counted(files_, "file");
  if (unsafeLeft_ > 0)
    said += "; " + std::to_string(unsafeLeft_) + " more with --unsafe-fixes";
  console_.err(said + "\n");
}

} // namespace onus::driver
