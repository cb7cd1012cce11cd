// SPDX-License-Identifier: Apache-2.0
#include "lsp/project_state.h"

#include "base/parallel.h"
#include "driver/linting.h"
#include "driver/project_reader.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lsp {

using driver::Compilation;
using driver::Stage;
using source::FileId;

namespace {

/// The files of a compilation that cannot be parsed; the trees of the others are kept.
std::vector<std::pair<FileId, std::shared_ptr<const driver::ParsedFile>>>
findBroken(const Compilation &compilation, driver::ParsedFiles &trees, unsigned threads) {
  const std::vector<FileId> &files = compilation.project.files;
  std::vector<std::shared_ptr<const driver::ParsedFile>> broken(files.size());
  inParallel(files.size(), threads, [&](size_t at) {
    if (trees.find(compilation.sources, files[at]))
      return;
    auto parsed = driver::parseFile(compilation.sources, files[at], {});
    if (parsed->messages.hasErrors())
      broken[at] = std::move(parsed);
    else
      trees.keep(files[at], std::move(parsed));
  });
  std::vector<std::pair<FileId, std::shared_ptr<const driver::ParsedFile>>> found;
  for (size_t at = 0; at < files.size(); ++at)
    if (broken[at])
      found.emplace_back(files[at], std::move(broken[at]));
  return found;
}

/// Of a part of a project that has more files only the guardrails that changed are judged, where nothing else changed.
constexpr size_t quickSlice = 30;

void leaveOut(Compilation &compilation, llvm::function_ref<bool(FileId)> unwanted) {
  llvm::erase_if(compilation.project.files, unwanted);
}

driver::PipelineOptions optionsWith(driver::ParsedFiles &trees) {
  driver::PipelineOptions options;
  options.check.asOf = driver::defaultDay();
  options.trees = &trees;
  return options;
}

} // namespace

void WholeJob::run() {
  broken = findBroken(*compilation, *trees, hardwareThreads());
  leaveOut(*compilation,
           [&](FileId file) { return llvm::any_of(broken, [&](const auto &each) { return each.first == file; }); });
  if (needsGraph) {
    graph.emplace();
    for (FileId file : compilation->project.files)
      graph->set(file, compilation->sources.text(file));
    graph->settle();
  }
  driver::compile(*compilation, Stage::Check, optionsWith(*trees));
  if (lint && broken.empty())
    driver::lintProject(*compilation, driver::LintOptions());
}

ProjectState::ProjectState(std::string path, bool isFile) : path_(std::move(path)), isFile_(isFile) { load({}); }

void ProjectState::load(const std::vector<source::Overlay> &open) {
  if (isFile_)
    base_ = driver::load(path_, open);
  else
    base_ = driver::load({{path_, open.empty() ? std::string() : open.front().text}},
                         std::make_unique<driver::ProjectReader>(source::Layout()));
  driver::addLibrary(*base_);
  problems_ = base_->project.problems;
  trees_ = std::make_shared<driver::ParsedFiles>();
  graph_ = {};
  byPath_.clear();
  edited_.clear();
  stale_.clear();
  dirty_.clear();
  broken_.clear();
  unread_.clear();
  found_.clear();
  whole_ = part_ = nullptr;
  for (FileId file : base_->project.files)
    byPath_[pathOf(base_->project, base_->sources, file)] = file;
  ++generation_;
  ++reading_;
}

std::optional<FileId> ProjectState::find(llvm::StringRef path) const {
  auto found = byPath_.find(path);
  return found == byPath_.end() ? std::nullopt : std::optional(found->second);
}

bool ProjectState::setText(llvm::StringRef path, llvm::StringRef text) {
  auto file = find(path);
  if (!file)
    return false;
  edited_[file->index] = text.str();
  ++generation_;
  return true;
}

std::vector<FileId> ProjectState::readable() const {
  std::vector<FileId> files = base_->project.files;
  llvm::erase_if(files, [&](FileId file) { return unread_.count(file.index); });
  return files;
}

/// Parses an edited text; it becomes the file's where it can be read.
void ProjectState::takeText(uint32_t index) {
  FileId file{index};
  auto texts = std::make_shared<Texts>(*base_);
  texts->sources.replace(file, edited_[index]);
  auto parsed = driver::parseFile(texts->sources, file, {});
  dirty_.insert(index);
  bool wasBroken = broken_.erase(index);
  if (parsed->messages.hasErrors())
    broken_.insert(index);
  if (wasBroken || parsed->messages.hasErrors())
    found_.take(file, parsed->messages, texts);
  if (parsed->messages.hasErrors())
    return;
  unread_.erase(index);
  base_->sources.replace(file, texts->sources);
  trees_->keep(file, std::move(parsed));
  if (!graph_.isEmpty())
    graph_.set(file, base_->sources.text(file));
  stale_.insert(index);
}

void ProjectState::update() {
  for (const auto &[file, text] : edited_)
    takeText(file);
  edited_.clear();
  // Before the whole was compiled once there is nothing to add a part to.
  if (!whole_ || (stale_.empty() && (dirty_.empty() || !broken_.empty())))
    return;
  std::optional<PackageGraph::Slice> slice;
  if (!graph_.isEmpty()) {
    llvm::DenseSet<uint32_t> files = dirty_;
    files.insert(stale_.begin(), stale_.end());
    slice = graph_.slice(files);
    graph_.settle();
  }
  auto changed = slice && slice->needed.size() > quickSlice ? onlyGuardrailsChanged() : std::nullopt;
  if (changed)
    compileGuardrails(*slice, *changed);
  else
    compilePart(slice ? &*slice : nullptr);
}

namespace {

bool declaresOnlyGuardrails(const syntax::File &file) {
  return llvm::all_of(file.decls, [](const syntax::Decl *decl) { return llvm::isa<syntax::GuardrailDecl>(decl); });
}

} // namespace

/// The one file that changed, where all that it declared and declares are guardrails: how those of other files are
/// typed does not depend on it.
std::optional<FileId> ProjectState::onlyGuardrailsChanged() const {
  if (!broken_.empty() || stale_.size() != 1 || dirty_.size() != 1 || *stale_.begin() != *dirty_.begin())
    return std::nullopt;
  FileId file{*stale_.begin()};
  ViewPtr before = view(file);
  auto after = trees_->find(base_->sources, file);
  if (!before || !after || !declaresOnlyGuardrails(*before->tree(file)) || !declaresOnlyGuardrails(*after->file))
    return std::nullopt;
  return file;
}

std::unique_ptr<Compilation> ProjectState::compiled(const PackageGraph::Slice *slice,
                                                    const llvm::DenseSet<uint32_t> *focus) const {
  std::vector<FileId> files = readable();
  if (slice)
    llvm::erase_if(files, [&](FileId file) { return !slice->needed.count(file.index); });
  auto compilation = driver::again(*base_, std::move(files));
  driver::PipelineOptions options = optionsWith(*trees_);
  options.check.focus = focus;
  driver::compile(*compilation, Stage::Check, options);
  return compilation;
}

/// Judges the guardrails of one file. What they do to other files (what nothing covers any more, who names one that is
/// gone, what all cost together) is found out when the whole is compiled.
void ProjectState::compileGuardrails(const PackageGraph::Slice &slice, FileId file) {
  llvm::DenseSet<uint32_t> focus;
  focus.insert(file.index);
  auto compilation = compiled(&slice, &focus);
  compilation->program->options.focus = nullptr; // which ends here
  found_.take(*compilation, focus);
  dirty_.clear();
  stale_.clear();
  part_ = std::make_shared<const View>(std::move(compilation), false);
}

void ProjectState::compilePart(const PackageGraph::Slice *slice) {
  auto compilation = compiled(slice, nullptr);
  bool whole = compilation->project.files.size() == readable().size();
  if (broken_.empty()) {
    if (slice)
      found_.take(*compilation, slice->affected);
    else
      found_.takeAll(*compilation, true);
    dirty_.clear();
  }
  if (!compilation->program)
    return;
  stale_.clear();
  part_ = std::make_shared<const View>(std::move(compilation), whole);
  if (whole) {
    whole_ = std::move(part_);
    wholeGeneration_ = generation_;
  }
}

ViewPtr ProjectState::view(FileId file) const {
  if (part_ && part_->tree(file))
    return part_;
  return whole_ && whole_->tree(file) ? whole_ : nullptr;
}

ViewPtr ProjectState::whole() {
  update();
  if (!whole_ || wholeGeneration_ != generation_) {
    WholeJob job = startWhole(false, false);
    job.run();
    finish(std::move(job));
  }
  return whole_;
}

WholeJob ProjectState::startWhole(bool lint, bool settle) {
  update();
  WholeJob job;
  job.compilation = driver::again(*base_, readable());
  job.trees = trees_;
  job.lint = lint && broken_.empty();
  job.settles = settle;
  job.needsGraph = graph_.isEmpty();
  job.generation = generation_;
  job.reading = reading_;
  return job;
}

void ProjectState::finish(WholeJob job) {
  if (job.reading != reading_)
    return;
  // What is known of texts that were edited meanwhile is newer; only a first view is better than none.
  bool current = job.generation == generation_;
  if (current)
    takeWhole(job);
  if (!job.compilation->program || (whole_ && !current))
    return;
  whole_ = std::make_shared<const View>(std::move(job.compilation), true);
  wholeGeneration_ = job.generation;
  if (current) {
    part_ = nullptr;
    stale_.clear();
  }
}

/// Takes what was found in the texts as they still are.
void ProjectState::takeWhole(WholeJob &job) {
  if (job.graph)
    graph_ = std::move(*job.graph);
  for (const auto &[file, parsed] : job.broken) {
    broken_.insert(file.index);
    unread_.insert(file.index);
    dirty_.insert(file.index);
    found_.take(file, parsed->messages, std::make_shared<const Texts>(*job.compilation));
  }
  // What was compiled without some texts, or with older ones, is no answer to what is wrong.
  if (broken_.empty()) {
    found_.takeAll(*job.compilation, !job.settles);
    dirty_.clear();
  }
  problems_ = job.compilation->project.problems;
  if (job.settles)
    settled_ = generation_;
}

std::vector<std::string> ProjectState::pathsWithFindings() const {
  std::vector<std::string> paths;
  for (uint32_t file : found_.files())
    if (file != FileId().index)
      paths.push_back(pathOf(base_->project, base_->sources, FileId{file}));
    else if (base_->project.configured)
      paths.push_back(base_->project.layout.units.front().settings);
  return paths;
}

std::vector<Finding> ProjectState::findings(llvm::StringRef path, bool lint) const {
  auto file = find(path);
  std::vector<Finding> found = file ? found_.of(file->index, lint) : std::vector<Finding>();
  // What is said of no text is said of the settings.
  if (base_->project.configured && path == base_->project.layout.units.front().settings)
    llvm::append_range(found, found_.of(FileId().index, lint));
  return found;
}

} // namespace onus::lsp
