// SPDX-License-Identifier: Apache-2.0
#include "lint/suppressions.h"

#include "lint/allowance_text.h"
#include "lint/pass.h"
#include "syntax/parse/parse.h"

#include "llvm/ADT/STLExtras.h"

#include <map>

namespace onus::lint {

namespace {

using source::Range;

/// Finds out what the comments of one file are about. The outline is made when the first of them needs it.
class Coverage {
public:
  Coverage(const syntax::File &file, const source::SourceManager &sources) : file_(file), sources_(sources) {}

  /// Fills in what a comment covers, or why it cannot stand where it does.
  void find(Allowance &allowance) {
    uint32_t line = sources_.start(allowance.range).line;
    uint32_t begin = sources_.lineBegin(file_.id, line);
    llvm::StringRef before = sources_.text(Range{file_.id, begin, allowance.range.begin});
    bool alone = before.trim().empty();
    if (allowance.kind == Allowance::Kind::File)
      return coverFile(allowance, alone);
    if (!alone) {
      allowance.covered = {file_.id, begin, allowance.range.end};
      return;
    }
    allowance.covered = {file_.id, allowance.range.begin, endOfItemAfter(allowance.range.end)};
  }

private:
  void coverFile(Allowance &allowance, bool alone) const {
    allowance.covered = {file_.id, 0, static_cast<uint32_t>(sources_.text(file_.id).size())};
    if (alone && (file_.decls.empty() || allowance.range.begin < file_.decls.front()->range.begin))
      return;
    allowance.problem = "`allow-file` stands inside the file, where nobody looks for what concerns all of it";
    allowance.help = "move it to a line of its own above the first declaration";
    allowance.problemRange = allowance.range;
  }

  /// Where the item ends that begins with the first word behind an offset, or at least that word's line.
  uint32_t endOfItemAfter(uint32_t offset) {
    const syntax::Outline &outline = this->outline();
    const auto &words = outline.tokens.words; // the last one is the end of the file
    auto word = llvm::partition_point(words, [&](const syntax::Token &each) { return each.begin < offset; });
    if (word == words.end() || word->kind == syntax::TokenKind::End)
      return offset;
    uint32_t line = sources_.position(file_.id, word->begin).line;
    uint32_t end = sources_.lineBegin(file_.id, line) + static_cast<uint32_t>(sources_.line(file_.id, line).size());
    auto index = static_cast<uint32_t>(word - words.begin());
    // Outer nodes stand before inner ones: the first that begins here is the largest.
    auto node = llvm::find_if(outline.nodes, [&](const syntax::OutlineNode &each) { return each.first == index; });
    if (node != outline.nodes.end() && node->end > node->first)
      end = std::max(end, words[node->end - 1].end);
    return std::max(end, endOfToolAt(word->begin));
  }

  /// What is said about a tool stands behind it, in clauses of their own.
  uint32_t endOfToolAt(uint32_t begin) const {
    for (const syntax::Decl *decl : file_.decls)
      if (auto *surface = llvm::dyn_cast<syntax::SurfaceDecl>(decl))
        for (const syntax::ToolDecl *tool : surface->tools)
          if (tool->range.begin == begin)
            return tool->range.end;
    return 0;
  }

  const syntax::Outline &outline() {
    if (!outline_) {
      outline_.emplace();
      Arena arena;
      diagnostics::Reporter silent;
      (void)syntax::parse(sources_, file_.id, arena, silent, {}, &*outline_);
    }
    return *outline_;
  }

  const syntax::File &file_;
  const source::SourceManager &sources_;
  std::optional<syntax::Outline> outline_;
};

/// All such comments of a program, with what they excuse.
class Suppressions {
public:
  Suppressions(const check::Program &program, const Levels &levels) : program_(program), facts_(program) {
    for (const syntax::File *file : facts_.files())
      for (Allowance &each : readAllowances(*file, *program.sources)) {
        for (AllowedRule &rule : each.rules)
          if (rule.rule)
            rule.level = levels.at(*rule.rule, file->id);
        byFile_[file->id.index].push_back(std::move(each));
      }
  }

  std::optional<diagnostics::Suppression> why(const diagnostics::Diagnostic &diagnostic) {
    auto found = byFile_.find(diagnostic.range.file.index);
    if (diagnostic.kind != diagnostics::Kind::Lint || found == byFile_.end())
      return std::nullopt;
    // Of several comments the one counts that says most exactly what it is about.
    const Allowance *best = nullptr;
    AllowedRule *named = nullptr;
    for (Allowance &each : found->second) {
      AllowedRule *rule = covering(each, diagnostic);
      if (rule && (!best || size(each.covered) < size(best->covered))) {
        best = &each;
        named = rule;
      }
    }
    if (!best)
      return std::nullopt;
    ++named->used;
    return diagnostics::Suppression{diagnostics::Suppression::Where::Source, best->reason, best->range};
  }

  /// Lets the rules about such comments look at them.
  void check(const Levels &levels, diagnostics::Reporter &reporter) {
    for (const Rule *rule : allRules()) {
      if (!rule->allowance || levels.isOff(*rule))
        continue;
      Pass pass(*rule, program_, facts_, levels, reporter);
      for (const auto &[file, allowances] : byFile_)
        for (const Allowance &each : allowances)
          rule->allowance(each, pass);
    }
  }

private:
  static uint32_t size(Range range) { return range.end - range.begin; }

  AllowedRule *covering(Allowance &allowance, const diagnostics::Diagnostic &diagnostic) const {
    uint32_t at = diagnostic.range.begin;
    if (!allowance.counts(program_.options.asOf) || at < allowance.covered.begin || at >= allowance.covered.end)
      return nullptr;
    for (AllowedRule &each : allowance.rules)
      if (each.rule && each.word == info(diagnostic).name && each.level != Level::Forbid)
        return &each;
    return nullptr;
  }

  const check::Program &program_;
  Facts facts_;
  std::map<uint32_t, std::vector<Allowance>> byFile_;
};

} // namespace

std::vector<Allowance> readAllowances(const syntax::File &file, const source::SourceManager &sources) {
  std::vector<Allowance> result;
  Coverage coverage(file, sources);
  for (const syntax::Comment &comment : file.comments) {
    auto allowance = readAllowance(sources.text(comment.range), comment.range);
    if (!allowance)
      continue;
    for (AllowedRule &each : allowance->rules)
      each.rule = findRule(each.word);
    if (allowance->problem.empty())
      coverage.find(*allowance);
    result.push_back(std::move(*allowance));
  }
  return result;
}

void suppress(const check::Program &program, const Levels &levels, diagnostics::Reporter &reporter) {
  Suppressions suppressions(program, levels);
  reporter.suppress([&](const diagnostics::Diagnostic &diagnostic) { return suppressions.why(diagnostic); });
  suppressions.check(levels, reporter);
}

std::vector<const AllowedRule *> unusedRules(const Allowance &allowance, Day asOf) {
  std::vector<const AllowedRule *> result;
  if (!allowance.counts(asOf))
    return result;
  for (const AllowedRule &each : allowance.rules) {
    bool could = each.rule && !each.rule->allowance && each.level != Level::Off && each.level != Level::Forbid;
    if (could && each.used == 0)
      result.push_back(&each);
  }
  return result;
}

std::string listed(llvm::ArrayRef<AllowedRule> rules) {
  std::string result;
  for (const AllowedRule &each : rules)
    result += (result.empty() ? "`" : &each == &rules.back() ? " and `" : ", `") + each.word + "`";
  return result;
}

namespace {

/// The whole line of a comment that stands alone, else the comment and the blanks before it.
Range wholeComment(Range comment, const source::SourceManager &sources) {
  llvm::StringRef text = sources.text(comment.file);
  uint32_t begin = comment.begin, end = comment.end;
  while (begin > 0 && (text[begin - 1] == ' ' || text[begin - 1] == '\t'))
    --begin;
  if (begin == 0 || text[begin - 1] == '\n') {
    size_t newline = text.find('\n', end);
    end = static_cast<uint32_t>(newline == llvm::StringRef::npos ? text.size() : newline + 1);
  }
  return {comment.file, begin, end};
}

} // namespace

diagnostics::Fix withoutRules(const Allowance &allowance, llvm::ArrayRef<const AllowedRule *> rules,
                              const source::SourceManager &sources, diagnostics::Applicability applicability) {
  diagnostics::Fix fix;
  fix.applicability = applicability;
  if (rules.size() == allowance.rules.size()) {
    fix.title = "delete the comment";
    fix.edits.push_back({wholeComment(allowance.range, sources), ""});
    return fix;
  }
  for (const AllowedRule *each : rules) {
    fix.title += (fix.title.empty() ? "take out `" : ", `") + each->word + "`";
    fix.edits.push_back({Range{each->range.file, each->range.begin, each->next}, ""});
  }
  return fix;
}

} // namespace onus::lint
