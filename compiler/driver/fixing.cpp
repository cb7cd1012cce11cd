// SPDX-License-Identifier: Apache-2.0
#include "driver/fixing.h"

#include "diagnostics/render/fixes.h"
#include "driver/choose.h"
#include "driver/fix_check.h"
#include "source/paths.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::driver {

using diagnostics::Applicability;
using diagnostics::Diagnostic;
using diagnostics::Edit;

namespace {

constexpr unsigned mostRounds = 32;

/// The files that fixes may change: the project's own that were asked for, where they lie in it.
class OwnFiles {
public:
  OwnFiles(const Compilation &compilation, const std::string &onlyFile)
      : compilation_(compilation), onlyFile_(onlyFile), root_(source::realPath(compilation.project.root)) {}

  /// The absolute path; empty for a file that must stay as it is.
  std::string pathOf(source::FileId file) const {
    const source::Project &project = compilation_.project;
    if (!llvm::is_contained(project.files, file) || project.layout.isForeign(file))
      return {};
    if (project.root.empty()) // texts in memory
      return compilation_.sources.path(file).str();
    std::string path = source::absolutePath(project.root + "/" + compilation_.sources.projectPath(file).str());
    std::string real = source::realPath(path);
    bool inside = real.empty() || source::isWithin(real, root_);
    bool asked = isChosen(compilation_.only, path) && (onlyFile_.empty() || path == onlyFile_);
    return inside && asked ? path : std::string();
  }

private:
  const Compilation &compilation_;
  const std::string &onlyFile_;
  std::string root_;
};

bool overlap(const Edit &left, const Edit &right) {
  const source::Range &one = left.range, &other = right.range;
  if (one.file != other.file)
    return false;
  // Two that insert at one place, or one where the other ends, leave open what comes first.
  bool touches = one.begin == one.end || other.begin == other.end;
  return touches ? one.begin <= other.end && other.begin <= one.end : one.begin < other.end && other.begin < one.end;
}

/// The edits of several fixes, of which none overlaps another.
class EditSet {
public:
  explicit EditSet(const OwnFiles &files) : files_(files) {}

  bool canAdd(const diagnostics::Fix &fix) const {
    return !fix.edits.empty() && llvm::all_of(fix.edits, [&](const Edit &edit) {
      auto held = edits_.find(edit.range.file.index);
      return !files_.pathOf(edit.range.file).empty() &&
             (held == edits_.end() ||
              llvm::none_of(held->second, [&](const Edit &other) { return overlap(edit, other); }));
    });
  }
  void add(const diagnostics::Fix &fix) {
    for (const Edit &edit : fix.edits)
      edits_[edit.range.file.index].push_back(edit);
  }
  /// The texts of the files that change, by path; nothing where an edit does not fit its text.
  std::optional<std::map<std::string, std::string>> texts(const source::SourceManager &sources) const {
    std::map<std::string, std::string> result;
    for (const auto &[index, edits] : edits_) {
      source::FileId file{index};
      auto text = diagnostics::render::apply(sources.text(file), withLineBreaksOf(sources.text(file), edits));
      if (!text)
        return std::nullopt;
      result[files_.pathOf(file)] = std::move(*text);
    }
    return result;
  }

private:
  /// What is inserted has the line breaks of the text around it.
  static std::vector<Edit> withLineBreaksOf(llvm::StringRef text, std::vector<Edit> edits) {
    size_t first = text.find('\n');
    if (first == llvm::StringRef::npos || first == 0 || text[first - 1] != '\r')
      return edits;
    for (Edit &edit : edits) {
      std::string broken;
      for (char letter : edit.text)
        broken += letter == '\n' ? "\r\n" : std::string(1, letter);
      edit.text = std::move(broken);
    }
    return edits;
  }

  const OwnFiles &files_;
  std::map<uint32_t, std::vector<Edit>> edits_;
};

class Fixer {
public:
  Fixer(const CompileWith &compile, const FixOptions &options) : compile_(compile), options_(options) {}

  Fixing run() {
    standing_ = std::make_unique<Standing>(compile_({}));
    unsigned round = 0;
    for (; round < mostRounds; ++round) {
      std::vector<Candidate> chosen = choose(false);
      if (chosen.empty() && options_.unsafe)
        chosen = choose(true);
      if (chosen.empty())
        break;
      make(chosen);
    }
    result_.unfinished = round == mostRounds;
    result_.unsafeLeft = options_.unsafe ? 0 : choose(true).size();
    markRefused();
    result_.compilation = std::move(standing_->compilation);
    return std::move(result_);
  }

private:
  std::optional<Candidate> candidate(const Diagnostic &diagnostic, bool unsafe) const;
  std::vector<Candidate> choose(bool unsafe) const;
  void make(llvm::ArrayRef<Candidate> chosen);
  void grow(llvm::ArrayRef<Candidate> group);
  void settle();
  void markRefused();
  std::unique_ptr<Standing> standingWith(llvm::ArrayRef<Candidate> fixes, std::map<std::string, std::string> &texts);
  const source::SourceManager &sources() const { return standing_->compilation->sources; }

  const CompileWith &compile_;
  const FixOptions &options_;
  std::unique_ptr<Standing> standing_;
  std::map<std::string, std::string> texts_;   ///< as they stand, by path
  std::map<std::string, std::string> refused_; ///< safe fixes that are none, and why
  std::set<std::string> failed_;               ///< fixes after which it does not compile

  // Of the round that is going on:
  std::vector<Candidate> accepted_;
  std::map<std::string, std::string> acceptedTexts_;
  std::unique_ptr<Standing> acceptedStanding_;
  std::string acceptedHow_;
  Fixing result_;
};

/// The one fix of a diagnostic that can be made without asking.
std::optional<Candidate> Fixer::candidate(const Diagnostic &diagnostic, bool unsafe) const {
  std::vector<Candidate> found;
  for (const diagnostics::Fix &fix : diagnostic.fixes) {
    Candidate each{&diagnostic, &fix, fix.applicability == Applicability::MachineApplicable};
    std::string key = keyOf(each, sources());
    if (refused_.count(key))
      each.safe = false;
    if (each.safe && !unsafe)
      return each;
    if (unsafe && !failed_.count(key) && fix.applicability != Applicability::HasPlaceholders)
      found.push_back(each);
  }
  // Of several that may be meant, a person takes one.
  return found.size() == 1 ? std::optional(found.front()) : std::nullopt;
}

/// Fixes that do not overlap, in the order of their places; the others wait for the next round.
std::vector<Candidate> Fixer::choose(bool unsafe) const {
  OwnFiles files(*standing_->compilation, options_.onlyFile);
  EditSet edits(files);
  std::vector<Candidate> chosen;
  for (const auto &diagnostic : standing_->compilation->reporter.all()) {
    std::optional<Candidate> each = candidate(*diagnostic, unsafe);
    if (!each || !edits.canAdd(*each->fix))
      continue;
    edits.add(*each->fix);
    chosen.push_back(*each);
  }
  return chosen;
}

std::unique_ptr<Standing> Fixer::standingWith(llvm::ArrayRef<Candidate> fixes,
                                              std::map<std::string, std::string> &texts) {
  OwnFiles files(*standing_->compilation, options_.onlyFile);
  EditSet edits(files);
  for (const Candidate &each : fixes)
    edits.add(*each.fix);
  auto changed = edits.texts(sources());
  if (!changed)
    return nullptr;
  texts = texts_;
  for (auto &[path, text] : *changed)
    texts[path] = std::move(text);
  std::vector<source::Overlay> overlays;
  for (const auto &[path, text] : texts)
    overlays.push_back({path, text});
  return std::make_unique<Standing>(compile_(overlays));
}

/// Takes the whole group on top of what was accepted, or looks for those in it that can be taken: a thousand good fixes
/// are one compilation.
void Fixer::grow(llvm::ArrayRef<Candidate> group) {
  std::vector<Candidate> all = accepted_;
  all.insert(all.end(), group.begin(), group.end());
  std::map<std::string, std::string> texts;
  std::unique_ptr<Standing> after = standingWith(all, texts);
  FixVerdict verdict{false, "its edits do not fit the text"};
  if (after)
    verdict = checkFixes(*standing_, *after, all, options_.asOf);
  if (verdict.good) {
    accepted_ = std::move(all);
    acceptedTexts_ = std::move(texts);
    acceptedStanding_ = std::move(after);
    acceptedHow_ = verdict.said;
  } else if (group.size() > 1) {
    grow(group.take_front(group.size() / 2));
    grow(group.drop_front(group.size() / 2));
  } else if (!accepted_.empty()) {
    return; // perhaps not its own fault: the next round tries it on what was accepted
  } else if (group.front().safe) {
    refused_[keyOf(group.front(), sources())] = verdict.said;
  } else {
    failed_.insert(keyOf(group.front(), sources()));
  }
}

void Fixer::make(llvm::ArrayRef<Candidate> chosen) {
  accepted_.clear();
  grow(chosen);
  if (!accepted_.empty())
    settle();
}

/// What was accepted is how the project stands now.
void Fixer::settle() {
  OwnFiles files(*standing_->compilation, options_.onlyFile);
  for (const Candidate &each : accepted_) {
    result_.made.push_back({source::describe(sources(), each.diagnostic->range),
                            std::string(info(*each.diagnostic).code), each.fix->title,
                            each.safe ? acceptedHow_ : std::string()});
    for (const Edit &edit : each.fix->edits)
      result_.before.try_emplace(files.pathOf(edit.range.file), sources().text(edit.range.file).str());
  }
  texts_ = acceptedTexts_;
  result_.after = texts_;
  accepted_.clear();
  standing_ = std::move(acceptedStanding_);
}

/// Whoever reads what is left should not take such a fix for a safe one.
void Fixer::markRefused() {
  standing_->compilation->reporter.revise([&](Diagnostic &diagnostic) {
    for (diagnostics::Fix &fix : diagnostic.fixes) {
      auto refused = refused_.find(keyOf({&diagnostic, &fix, true}, sources()));
      if (refused == refused_.end() || fix.applicability != Applicability::MachineApplicable)
        continue;
      fix.applicability = Applicability::MaybeIncorrect;
      diagnostic.notes.push_back("`--fix` leaves this to a person: " + refused->second);
    }
    return true;
  });
}

} // namespace

Fixing makeFixes(const CompileWith &compile, const FixOptions &options) { return Fixer(compile, options).run(); }

} // namespace onus::driver
