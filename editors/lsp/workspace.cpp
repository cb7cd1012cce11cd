// SPDX-License-Identifier: Apache-2.0
#include "lsp/workspace.h"

#include "lsp/text_difference.h"
#include "source/paths.h"
#include "source/read_file.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lsp {

using source::FileId;

namespace {

/// How long nobody types before a whole project is compiled and linted again.
constexpr auto pause = std::chrono::milliseconds(300);
/// A project of so many files is compiled at once when it is opened; for a larger one the answer can wait.
constexpr size_t smallProject = 300;

/// An unsaved text may have any name.
bool isSource(const Document &document) { return !document.isFile || llvm::StringRef(document.path).endswith(".onus"); }

} // namespace

struct Workspace::Entry {
  std::string path; ///< what is loaded: a project's folder, a file of no project, or the URI of an unsaved document
  ProjectState state;
  Clock::time_point due = Clock::now();
  bool running = false;
  uint64_t used = 0; ///< greater for one that was opened later
};

Workspace::Workspace(const Documents &documents, Inbox &inbox) : documents_(documents), inbox_(inbox) {
  worker_ = std::thread([this] {
    while (auto item = jobs_.next({}))
      std::get<Inbox::Work> (*item)();
  });
}

Workspace::~Workspace() {
  jobs_.close();
  worker_.join();
}

// ---- What happens

std::string Workspace::projectOf(const Document &document) const {
  if (!document.isFile || !source::findSettings(document.path).empty())
    return document.isFile ? source::projectOf(document.path) : document.path;
  // As the command line takes the directory in which it is run for the project of what belongs to no other.
  std::string best;
  for (const std::string &folder : folders_)
    if (source::isWithin(document.path, folder) && folder.size() > best.size())
      best = folder;
  return best.empty() ? document.path : best;
}

Workspace::Entry *Workspace::entryOf(llvm::StringRef path) const {
  Entry *best = nullptr;
  for (const auto &[key, entry] : entries_) {
    if (!entry->state.has(path))
      continue;
    // A file may be part of several builds, as one of a dependency is; its own project says what holds of it.
    bool own = source::isWithin(path, entry->state.project().root);
    if (!best || (own && entry->path.size() > best->path.size()))
      best = entry.get();
  }
  return best;
}

std::vector<source::Overlay> Workspace::overlaysOf(const Entry &entry) const {
  std::vector<source::Overlay> overlays;
  for (const auto &document : documents_.all()) {
    bool within = isSource(*document) && projectOf(*document) == entry.path;
    if (within || entry.state.has(document->path))
      overlays.push_back({document->path, document->text});
  }
  return overlays;
}

void Workspace::reload(Entry &entry) {
  entry.state.load(overlaysOf(entry));
  touch(entry);
}

void Workspace::touch(Entry &entry) { entry.due = Clock::now() + pause; }

Workspace::Entry &Workspace::open(const Document &document) {
  std::string path = projectOf(document);
  std::shared_ptr<Entry> &entry = entries_[path];
  if (!entry) {
    entry = std::make_shared<Entry>(Entry{path, ProjectState(path, document.isFile)});
    entry->state.load(overlaysOf(*entry));
    entry->due = Clock::now();
  }
  static uint64_t count = 0;
  entry->used = ++count;
  return *entry;
}

void Workspace::opened(const Document &document) {
  if (!isSource(document) || shipped_.libraryName(document.path))
    return;
  Entry &entry = open(document);
  if (!entry.state.has(document.path) && document.isFile)
    reload(entry); // a file that was not there, or not saved yet
  changed(document);
}

void Workspace::changed(const Document &document) {
  for (const auto &[path, entry] : entries_)
    if (entry->state.setText(document.path, document.text))
      touch(*entry);
}

void Workspace::closed(llvm::StringRef path) {
  auto text = source::readFile(path, syntax::Limits().bytes);
  for (const auto &[key, entry] : entries_) {
    if (!entry->state.has(path))
      continue;
    if (auto *read = std::get_if<std::string>(&text)) {
      entry->state.setText(path, *read);
      touch(*entry);
    } else if (source::isWithin(path, key)) {
      reload(*entry);
    }
  }
  closeIdle();
}

/// Lets go of projects without an open document, but for the one that was opened last.
void Workspace::closeIdle() {
  uint64_t last = 0;
  for (const auto &[path, entry] : entries_)
    last = std::max(last, entry->used);
  std::set<std::string> wanted;
  for (const auto &document : documents_.all())
    wanted.insert(projectOf(*document));
  for (auto each = entries_.begin(); each != entries_.end();)
    each = wanted.count(each->first) || each->second->used == last ? std::next(each) : entries_.erase(each);
}

void Workspace::changedOnDisk(llvm::ArrayRef<std::string> paths) {
  for (const auto &each : entries_) {
    const std::string &key = each.first;
    const std::shared_ptr<Entry> &entry = each.second;
    bool concerned = llvm::any_of(paths, [&](const std::string &path) {
      // What an editor holds counts, whatever lies on disk; its own saving is no news.
      if (documents_.findPath(path) && entry->state.has(path))
        return false;
      // A project whose folder was gone has no units.
      return source::isWithin(path, key) ||
             llvm::any_of(entry->state.project().layout.units,
                          [&](const source::Unit &unit) { return source::isWithin(path, unit.directory); });
    });
    if (concerned)
      reload(*entry);
  }
}

void Workspace::setLint(bool lint) {
  if (lint == lint_)
    return;
  lint_ = lint;
  for (const auto &[path, entry] : entries_)
    reload(*entry);
}

// ---- Compiling

void Workspace::compileSmall(Entry &entry) {
  if (entry.state.hasView() || entry.state.fileCount() > smallProject)
    return;
  WholeJob job = entry.state.startWhole(false, false);
  job.run();
  entry.state.finish(std::move(job));
}

void Workspace::update() {
  for (const auto &[path, entry] : entries_) {
    entry->state.update();
    compileSmall(*entry);
  }
}

std::optional<Clock::time_point> Workspace::due() const {
  std::optional<Clock::time_point> first;
  for (const auto &[path, entry] : entries_)
    if (!entry->running && !entry->state.isSettled() && (!first || entry->due < *first))
      first = entry->due;
  return first;
}

void Workspace::start(Entry &entry) {
  entry.running = true;
  auto job = std::make_shared<WholeJob>(entry.state.startWhole(lint_, true));
  std::weak_ptr<Entry> weak = entries_.at(entry.path);
  jobs_.put([this, job, weak] {
    std::exception_ptr failure;
    try {
      job->run();
    } catch (...) {
      failure = std::current_exception();
    }
    inbox_.put([job, weak, failure] {
      auto still = weak.lock();
      if (!still)
        return;
      still->running = false;
      if (failure) {
        still->state.giveUp(job->generation);
        std::rethrow_exception(failure); // in the server's thread, which tells the client
      }
      still->state.finish(std::move(*job));
    });
  });
}

void Workspace::startDue() {
  auto now = Clock::now();
  for (const auto &[path, entry] : entries_)
    if (!entry->running && !entry->state.isSettled() && entry->due <= now)
      start(*entry);
}

void Workspace::settle() {
  for (const auto &[path, entry] : entries_) {
    entry->state.update();
    if (entry->state.isSettled())
      continue;
    WholeJob job = entry->state.startWhole(lint_, true);
    job.run();
    entry->state.finish(std::move(job));
  }
}

bool Workspace::isBusy() const {
  return llvm::any_of(entries_, [](const auto &each) { return each.second->running; });
}

// ---- Views

ViewPtr Workspace::view(const Document &document) {
  update();
  if (shipped_.libraryName(document.path)) {
    for (const auto &[path, entry] : entries_)
      if (entry->state.hasView())
        return entry->state.whole();
    return nullptr;
  }
  Entry *entry = entryOf(document.path);
  return entry ? entry->state.view(*entry->state.find(document.path)) : nullptr;
}

ViewPtr Workspace::wholeView(const Document &document) {
  update();
  if (shipped_.libraryName(document.path))
    return view(document);
  Entry *entry = entryOf(document.path);
  return entry ? entry->state.whole() : nullptr;
}

ViewPtr Workspace::lastWholeView(const Document &document) {
  Entry *entry = entryOf(document.path);
  return entry ? entry->state.lastWhole() : nullptr;
}

std::vector<ViewPtr> Workspace::wholeViews() {
  update();
  std::vector<ViewPtr> views;
  for (const auto &[path, entry] : entries_)
    if (ViewPtr view = entry->state.whole())
      views.push_back(std::move(view));
  return views;
}

std::optional<FileId> Workspace::fileOf(const View &view, const Document &document) const {
  const driver::Compilation &compilation = view.compilation();
  std::string path = shipped_.libraryName(document.path).value_or(document.path);
  for (const syntax::File *file : compilation.files)
    if (pathOf(compilation.project, view.sources(), file->range.file) == path)
      return file->range.file;
  return std::nullopt;
}

std::optional<Place> Workspace::place(std::shared_ptr<const Document> document, uint32_t offset, bool whole) {
  ViewPtr found = whole ? wholeView(*document) : view(*document);
  auto file = found ? fileOf(*found, *document) : std::nullopt;
  if (!file)
    return std::nullopt;
  auto there = moved(document->text, found->text(*file), offset, offset);
  if (!there)
    return std::nullopt;
  return Place{std::move(found), *file, there->first, std::move(document)};
}

// ---- From a view to what the editor shows

std::string Workspace::shownPath(const std::string &path) const {
  return llvm::StringRef(path).startswith("<std>/") ? shipped_.library(path) : path;
}

std::optional<Span> Workspace::spanIn(llvm::StringRef text, const std::string &path, source::Range range) const {
  auto document = documents_.findPath(path);
  if (!document)
    return TextLines(text, documents_.encoding()).span(range);
  auto there = moved(text, document->text, range.begin, range.end);
  return there ? std::optional(document->lines.span(there->first, there->second)) : std::nullopt;
}

std::optional<json::Value> Workspace::locationIn(llvm::StringRef text, const std::string &path,
                                                 source::Range range) const {
  std::string shown = shownPath(path);
  auto span = shown.empty() ? std::nullopt : spanIn(text, shown, range);
  if (!span)
    return std::nullopt;
  auto document = documents_.findPath(shown);
  return json::Object{{"uri", document ? document->uri : uriOf(shown)}, {"range", toJson(*span)}};
}

std::optional<Span> Workspace::span(const View &view, source::Range range) const {
  return spanIn(view.text(range.file), shownPath(view.path(range.file)), range);
}

std::optional<json::Value> Workspace::location(const View &view, source::Range range) const {
  return locationIn(view.text(range.file), view.path(range.file), range);
}

std::string Workspace::uri(const View &view, FileId file) const {
  std::string path = shownPath(view.path(file));
  auto document = documents_.findPath(path);
  return document ? document->uri : uriOf(path);
}

bool Workspace::isCurrent(const View &view, FileId file) const {
  auto document = documents_.findPath(view.path(file));
  return !document || document->text == view.text(file);
}

// ---- Findings

std::vector<Finding> Workspace::findings(llvm::StringRef path) const {
  if (Entry *entry = entryOf(path))
    return entry->state.findings(path, lint_);
  std::vector<Finding> found; // of settings
  for (const auto &[key, entry] : entries_)
    llvm::append_range(found, entry->state.findings(path, lint_));
  return found;
}

std::optional<Span> Workspace::span(const Finding &finding, source::Range range) const {
  if (!range.valid())
    return Span();
  return spanIn(finding.texts->sources.text(range.file), shownPath(finding.texts->path(range.file)), range);
}

std::optional<json::Value> Workspace::location(const Finding &finding, source::Range range) const {
  return locationIn(finding.texts->sources.text(range.file), finding.texts->path(range.file), range);
}

std::vector<std::string> Workspace::pathsWithFindings() const {
  std::set<std::string> paths;
  for (const auto &[key, entry] : entries_)
    for (std::string &path : entry->state.pathsWithFindings())
      paths.insert(std::move(path));
  return {paths.begin(), paths.end()};
}

std::vector<source::LoadProblem> Workspace::problems() const {
  std::vector<source::LoadProblem> problems;
  for (const auto &[path, entry] : entries_)
    llvm::append_range(problems, entry->state.problems());
  return problems;
}

bool Workspace::isSettled(const Document &document) const {
  Entry *entry = entryOf(document.path);
  return !entry || entry->state.isSettled();
}

} // namespace onus::lsp
