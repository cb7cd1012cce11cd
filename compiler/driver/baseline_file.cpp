// SPDX-License-Identifier: Apache-2.0
#include "driver/baseline_file.h"

#include "driver/console.h"
#include "lint/baseline.h"
#include "source/paths.h"
#include "source/read_file.h"

#include "llvm/Support/Path.h"

namespace onus::driver {

namespace {

class BaselineFile {
public:
  BaselineFile(Compilation &compilation, const lint::Levels &levels, const BaselineOptions &options)
      : compilation_(compilation), levels_(levels), options_(options) {}

  void run(bool isolated) {
    if (!findFile(isolated))
      return;
    auto known = read();
    if (!known)
      return;
    if (options_.write || options_.grow)
      renew(*known);
    if (exists_)
      lint::applyBaseline(*known,
                          compilation_.sources.add(shown_, text_, source::pathFrom(path_, compilation_.project.root)),
                          *compilation_.program, levels_, compilation_.reporter);
  }

private:
  bool fail(std::string where, std::string message, std::string help = {}) {
    compilation_.project.problems.push_back(
        {source::LoadProblem::Kind::Input, std::move(where), std::move(message), std::move(help)});
    return false;
  }

  /// Which file it is; false where there is none to be used.
  bool findFile(bool isolated) {
    const source::Project &project = compilation_.project;
    const source::LintWord &said = project.settings.lint.baseline;
    if (!options_.file.empty()) {
      path_ = source::absolutePath(options_.file);
    } else if (!isolated && !said.text.empty()) {
      if (llvm::sys::path::is_absolute(said.text))
        return fail(source::nearPath(project.root + "/onus.toml") + ":" + std::to_string(said.place.line) + ":" +
                        std::to_string(said.place.column),
                    "an absolute path means something else on every machine", "write it relative to this file");
      path_ = source::absolutePath(project.root + "/" + said.text);
    } else {
      return options_.write || options_.grow ? fail("--write-baseline", "no file is named for the baseline",
                                                    "name it with `--baseline FILE`, or write `baseline = "
                                                    "\"lint-baseline.json\"` below [lint] in onus.toml")
                                             : false;
    }
    shown_ = source::nearPath(path_);
    return true;
  }

  std::optional<lint::Baseline> read() {
    constexpr size_t limit = 64u << 20;
    auto bytes = source::readFile(path_, limit);
    if (auto *error = std::get_if<source::ReadError>(&bytes)) {
      if (error->missing && (options_.write || options_.grow))
        return lint::Baseline();
      fail(shown_, error->message, error->missing ? "`onus lint --write-baseline` makes the baseline" : "");
      return std::nullopt;
    }
    exists_ = true;
    text_ = std::move(std::get<std::string>(bytes));
    auto parsed = lint::Baseline::parse(text_);
    if (auto *baseline = std::get_if<lint::Baseline>(&parsed))
      return std::move(*baseline);
    const auto &error = std::get<lint::Baseline::Error>(parsed);
    source::SourceManager alone;
    source::Position place = alone.position(alone.add(shown_, text_), static_cast<uint32_t>(error.offset));
    fail(shown_ + ":" + std::to_string(place.line) + ":" + std::to_string(place.column), error.message,
         "take the file from version control, or delete it and write it again");
    return std::nullopt;
  }

  /// Writes what is found now, with what was not looked at. Without permission nothing new goes into an old file.
  void renew(lint::Baseline &known) {
    lint::Baseline now = lint::Baseline::of(compilation_.reporter, compilation_.sources, levels_);
    size_t fresh = 0;
    for (const lint::BaselineEntry &entry : now.entries())
      fresh += !known.has(entry.fingerprint);
    if (exists_ && fresh > 0 && !options_.grow) {
      fail(shown_,
           std::to_string(fresh) + (fresh == 1 ? " finding is" : " findings are") +
               " not in it, and a baseline only shrinks: nothing was written",
           "mend what is new, or take it in with `--grow-baseline`");
      return;
    }
    lint::Looked looked(*compilation_.program, levels_);
    for (const lint::BaselineEntry &entry : known.entries())
      if (!looked.at(entry))
        now.add(entry);
    text_ = now.text();
    if (std::string error = writeFileAtomically(path_, text_); !error.empty()) {
      fail(shown_, error);
      return;
    }
    exists_ = true;
    known = std::move(now);
  }

  Compilation &compilation_;
  const lint::Levels &levels_;
  const BaselineOptions &options_;
  std::string path_;  ///< absolute
  std::string shown_; ///< how people see it
  std::string text_;
  bool exists_ = false;
};

} // namespace

void useBaseline(Compilation &compilation, const lint::Levels &levels, const BaselineOptions &options, bool isolated) {
  BaselineFile(compilation, levels, options).run(isolated);
}

} // namespace onus::driver
