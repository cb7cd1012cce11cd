// SPDX-License-Identifier: Apache-2.0
#include "driver/commands/commands.h"
#include "driver/starter.h"
#include "driver/surface_difference.h"

#include "check/surfaces/manifest.h"
#include "scaffold/render.h"
#include "source/paths.h"
#include "source/read_file.h"
#include "syntax/token.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace onus::driver {

namespace {

namespace path = llvm::sys::path;
using check::surfaces::ManifestTool;

constexpr size_t largest = 64u << 20;

struct SurfaceOptions {
  std::string file;
  std::string out;
  std::string format; ///< empty: as the document looks
  scaffold::SurfaceWords words;
  SurfaceChoice against;
};

/// `corpus/mail.tools.json` → `mail`.
std::string stem(llvm::StringRef file) {
  llvm::StringRef name = path::filename(file).split('.').first;
  return identifierFrom(name.empty() || file == "-" ? "tools" : name.str());
}

bool isName(llvm::StringRef word) {
  return identifierFrom(word.str()) == word.lower() && !syntax::isReserved(syntax::wordKind(word));
}

bool isDotted(llvm::StringRef text) {
  llvm::SmallVector<llvm::StringRef, 4> parts;
  text.split(parts, '.');
  return std::all_of(parts.begin(), parts.end(), isName);
}

/// Up and down from a directory to a file; both absolute.
std::string pathFrom(const std::string &directory, const std::string &file) {
  std::string up, at = directory;
  while (!source::isWithin(file, at) && !path::parent_path(at).empty()) {
    up += "../";
    at = path::parent_path(at).str();
  }
  return up + source::relativePath(file, at);
}

/// Fills in what no flag said. The reason why the words will not do, or nothing.
std::string complete(SurfaceOptions &settings) {
  scaffold::SurfaceWords &words = settings.words;
  if (words.surface.empty())
    words.surface = stem(settings.file);
  if (!isName(words.surface))
    words.surface += "_surface";
  if (!isName(words.surface))
    return "`" + words.surface + "` is no name for a surface";
  if (words.package.empty())
    words.package = "tools." + words.surface;
  if (!isDotted(words.package) || llvm::StringRef(words.package).split('.').first == "std")
    return "`" + words.package + "` is no name for a package";
  if (!words.owner.empty() && !isDotted(words.owner))
    return "`" + words.owner + "` is no name of a team or person";
  if (words.path.empty()) {
    std::string beside = settings.out.empty() ? "." : path::parent_path(source::absolutePath(settings.out)).str();
    words.path = settings.file == "-" ? words.surface + ".json"
                                      : pathFrom(source::absolutePath(beside), source::absolutePath(settings.file));
  }
  return {};
}

/// The document's tools, or nothing after saying why.
std::optional<std::vector<ManifestTool>> readTools(SurfaceOptions &settings, ir::TypeTable &types, Console &console) {
  bool standardInput = settings.file == "-";
  std::string shown = standardInput ? "standard input" : source::shownPath(settings.file);
  auto bytes = standardInput ? source::readStandardInput(largest) : source::readFile(settings.file, largest);
  if (auto *error = std::get_if<source::ReadError>(&bytes)) {
    console.error(shown + ": " + error->message);
    return std::nullopt;
  }
  const std::string &text = std::get<std::string>(bytes);
  if (text.size() > largest) {
    console.error(shown + ": it is larger than 64 MiB");
    return std::nullopt;
  }
  settings.words.format = settings.format.empty() ? check::surfaces::guessFormat(text).str() : settings.format;
  auto manifest = check::surfaces::readManifest(types, settings.words.format, text);
  if (auto *error = std::get_if<check::surfaces::ManifestError>(&*manifest)) {
    console.error(shown + ": cannot take tools from it: " + error->message,
                  "it must be the result of MCP's `tools/list`, or an OpenAPI 3 document in JSON");
    return std::nullopt;
  }
  return std::move(std::get<std::vector<ManifestTool>>(*manifest));
}

ExitStatus write(const SurfaceOptions &settings, const std::vector<ManifestTool> &tools, const Options &options,
                 Console &console) {
  std::string text = scaffold::render(settings.words, tools);
  // What stands there may be signed already.
  if (!settings.out.empty() && llvm::sys::fs::exists(settings.out)) {
    console.error(source::shownPath(settings.out) + " exists already; nothing was written",
                  "`--diff " + source::shownPath(settings.out) + "` shows what is new, or name another file");
    return ExitStatus::Input;
  }
  if (settings.out.empty()) {
    console.out(text);
  } else if (std::string problem = writeFileAtomically(settings.out, text); !problem.empty()) {
    console.error(source::shownPath(settings.out) + ": could not be written: " + problem);
    return ExitStatus::Input;
  }
  if (!options.quiet)
    console.err(std::to_string(tools.size()) + (tools.size() == 1 ? " tool" : " tools") +
                ", none of them approved: read every line, then sign for the surface\n");
  return ExitStatus::Clean;
}

ExitStatus surface(SurfaceOptions settings, const Options &options, Console &console) {
  bool compares = !settings.against.project.empty();
  if (options.format == Format::Json && !compares) {
    console.error("`--format json` is about differences", "give `--diff SURFACE` too");
    return ExitStatus::Input;
  }
  ir::TypeTable types;
  auto tools = readTools(settings, types, console);
  if (!tools)
    return ExitStatus::Input;
  if (compares) {
    settings.against.document = settings.file;
    return compareSurface(settings.against, *tools, options, console);
  }
  if (tools->empty()) {
    console.error(source::shownPath(settings.file) + ": it has no tools, so there is nothing to classify");
    return ExitStatus::Input;
  }
  if (std::string problem = complete(settings); !problem.empty()) {
    console.error(problem, "a name has letters, digits and `_`, and is no reserved word");
    return ExitStatus::Input;
  }
  return write(settings, *tools, options, console);
}

} // namespace

void addSurface(CLI::App &app, Work &chosen) {
  Subcommand command =
      addSubcommand(app, "surface", "Write a classified surface for a document of tools, or compare the two");
  auto settings = std::make_shared<SurfaceOptions>();
  scaffold::SurfaceWords &words = settings->words;
  command.app
      ->add_option("FILE", settings->file, "Result of MCP's tools/list, or an OpenAPI 3 document (- is standard input)")
      ->required()
      ->type_name("");
  command.app->add_option("-o,--out", settings->out, "Where to write it (standard output)")->type_name("OUT");
  command.app->add_option("--from", settings->format, "What the document is: mcp or openapi (as it looks)")
      ->type_name("FORMAT")
      ->check(isOneOf({"mcp", "openapi"}));
  command.app->add_option("--package", words.package, "Package of the surface (tools.NAME)")->type_name("PACKAGE");
  command.app->add_option("--name", words.surface, "Name of the surface (the document's)")->type_name("NAME");
  command.app->add_option("--owner", words.owner, "Team or person that looks after the tools")->type_name("PARTY");
  command.app->add_option("--path", words.path, "How the surface names the document (relative to OUT)")
      ->type_name("PATH");
  command.app
      ->add_option("--diff", settings->against.project,
                   "Compare with the surface in this .onus file or project instead; exit status 1 where they differ")
      ->type_name("SURFACE");
  command.app
      ->add_option("--surface", settings->against.surface, "Which surface to compare with, where there are several")
      ->type_name("NAME");
  addFormat(command);
  addAsOf(command);
  onChosen(command, chosen,
           [options = command.options, settings](Console &console) { return surface(*settings, *options, console); });
}

} // namespace onus::driver
