// SPDX-License-Identifier: Apache-2.0
#include "driver/commands/explain_guardrail.h"

#include "driver/report.h"
#include "driver/screen.h"

#include "prose/guardrail.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace onus::driver {

namespace {

struct Target {
  std::string path;
  std::string guardrail; ///< empty: all of them
};

/// The path before the last colon, where there is such a file; a path may hold colons itself.
Target targetOf(llvm::StringRef what) {
  auto [path, name] = what.rsplit(':');
  if (llvm::sys::fs::exists(what) || name.empty() || path == what)
    return {what.str(), ""};
  return {path.str(), name.str()};
}

bool belongs(const check::Guardrail &guardrail, const Compilation &compilation, const std::string &path) {
  if (llvm::sys::fs::is_directory(path))
    return !guardrail.symbol->package->standard && !guardrail.symbol->testOnly;
  bool same = false;
  std::error_code failed = llvm::sys::fs::equivalent(compilation.sources.path(guardrail.symbol->file->id), path, same);
  return !failed && same;
}

/// Those that are meant: by the simple or the qualified name among those of the path, or of the whole project.
std::vector<const check::Guardrail *> chosen(const Compilation &compilation, const Target &target) {
  std::vector<const check::Guardrail *> here, named;
  for (const check::Guardrail &guardrail : compilation.program->guardrails) {
    bool mine = belongs(guardrail, compilation, target.path);
    if (mine)
      here.push_back(&guardrail);
    if (guardrail.name() == target.guardrail || (mine && guardrail.symbol->simpleName() == target.guardrail))
      named.push_back(&guardrail);
  }
  return target.guardrail.empty() ? here : named;
}

ExitStatus notFound(const Compilation &compilation, const Target &target, Console &console) {
  if (target.guardrail.empty()) {
    console.error(target.path + ": no guardrail is declared there");
    return ExitStatus::Input;
  }
  std::vector<llvm::StringRef> names;
  for (const check::Guardrail &guardrail : compilation.program->guardrails) {
    names.push_back(guardrail.symbol->simpleName());
    names.push_back(guardrail.name());
  }
  std::string guess = resolve::closest(target.guardrail, names);
  std::string help = guess.empty() ? "`onus explain " + target.path + "` explains all that there are"
                                   : "did you mean `" + guess + "`?";
  console.error(target.path + ": there is no guardrail `" + target.guardrail + "`", help);
  return ExitStatus::Input;
}

void show(const std::vector<const check::Guardrail *> &guardrails, const Compilation &compilation, ProseFormat format,
          Console &console) {
  prose::SourceIndex index(*compilation.program);
  prose::Project project{*compilation.program, *compilation.module, index};
  json::Array all;
  bool first = true;
  for (const check::Guardrail *guardrail : guardrails) {
    prose::Document document = prose::explain(project, *guardrail);
    switch (format) {
    case ProseFormat::Text:
      console.out((first ? "" : "\n\n") + prose::toText(document, screenWidth(), console.colorOut()));
      break;
    case ProseFormat::Markdown:
      console.out((first ? "" : "\n") + prose::toMarkdown(document));
      break;
    case ProseFormat::Json:
      all.push_back(json::Object{{"name", guardrail->name()}, {"text", prose::toJson(document)}});
      break;
    }
    first = false;
  }
  if (format == ProseFormat::Json)
    console.out(json::writePretty(json::Object{{"version", json::Value::integer(1)}, {"guardrails", std::move(all)}}));
}

/// A file that needs its neighbours stands for the directory in which it lies.
Compilations compileAround(Options &options, Console &console) {
  Compilations alone = compilePaths(options, Stage::Lower, console);
  const std::string path = options.paths.front();
  bool clean = alone.size() == 1 && alone.front()->module.has_value();
  if (clean || !llvm::sys::fs::is_regular_file(path) || !source::findSettings(path).empty())
    return alone;
  llvm::StringRef parent = llvm::sys::path::parent_path(path);
  options.paths = {parent.empty() ? "." : parent.str()};
  Compilations around = compilePaths(options, Stage::Lower, console);
  return around.size() == 1 && around.front()->module.has_value() ? std::move(around) : std::move(alone);
}

} // namespace

bool namesSources(llvm::StringRef what) { return llvm::sys::fs::exists(targetOf(what).path) || what.contains('/'); }

ExitStatus explainGuardrails(const std::string &what, const Options &options, ProseFormat format, Console &console) {
  Target target = targetOf(what);
  Options common = options;
  common.paths = {target.path};
  Compilations compilations = compileAround(common, console);
  bool clean = compilations.size() == 1 && compilations.front()->module.has_value();
  if (!clean || format != ProseFormat::Json) {
    ExitStatus status = report(compilations, common, clean ? Channel::Err : Channel::Out, console);
    if (!clean) {
      summarize(compilations, common, "", console);
      return status;
    }
  }
  const Compilation &compilation = *compilations.front();
  auto guardrails = chosen(compilation, target);
  if (guardrails.empty())
    return notFound(compilation, target, console);
  show(guardrails, compilation, format, console);
  return ExitStatus::Clean;
}

} // namespace onus::driver
