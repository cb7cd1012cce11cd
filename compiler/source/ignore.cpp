// SPDX-License-Identifier: Apache-2.0
#include "source/ignore.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"

namespace onus::source {

namespace {

using Names = llvm::SmallVector<llvm::StringRef, 8>;

/// `[a-z]`, `[!a]`: takes the class off the glob's front; false with `closed` unset where no `]` ends it.
bool matchClass(llvm::StringRef &glob, char c, bool &closed) {
  llvm::StringRef rest = glob.drop_front();
  bool negated = rest.consume_front("!") || rest.consume_front("^");
  bool found = false, first = true;
  closed = false;
  while (!rest.empty() && (first || rest.front() != ']')) {
    first = false;
    if (rest.front() == '\\' && rest.size() > 1)
      rest = rest.drop_front();
    char low = rest.front(), high = low;
    rest = rest.drop_front();
    if (rest.size() > 1 && rest[0] == '-' && rest[1] != ']') {
      high = rest[1];
      rest = rest.drop_front(2);
    }
    found |= low <= c && c <= high;
  }
  if (rest.empty())
    return false;
  closed = true;
  glob = rest.drop_front();
  return found != negated;
}

/// Matches one character of a name against the glob's front, which is no `*`, and takes it off.
bool matchOne(llvm::StringRef &glob, char c) {
  if (glob.front() == '?') {
    glob = glob.drop_front();
    return true;
  }
  if (glob.front() == '[') {
    bool closed = false;
    bool matched = matchClass(glob, c, closed);
    if (closed)
      return matched;
  }
  if (glob.front() == '\\' && glob.size() > 1)
    glob = glob.drop_front();
  bool same = glob.front() == c;
  glob = glob.drop_front();
  return same;
}

/// One name against one glob without `/`. Goes back to the last `*` only, so it is never worse than quadratic.
bool nameMatches(llvm::StringRef glob, llvm::StringRef name) {
  llvm::StringRef starGlob, starName;
  bool star = false;
  while (!name.empty()) {
    if (glob.startswith("*")) {
      star = true;
      starGlob = glob = glob.ltrim('*');
      starName = name;
      continue;
    }
    if (!glob.empty() && matchOne(glob, name.front())) {
      name = name.drop_front();
      continue;
    }
    if (!star)
      return false;
    starName = starName.drop_front();
    name = starName;
    glob = starGlob;
  }
  return glob.ltrim('*').empty();
}

/// Names against globs, where `**` stands for any number of names.
bool namesMatch(llvm::ArrayRef<llvm::StringRef> globs, llvm::ArrayRef<llvm::StringRef> names) {
  size_t glob = 0, name = 0, starGlob = 0, starName = 0;
  bool star = false;
  while (name < names.size()) {
    if (glob < globs.size() && globs[glob] == "**") {
      star = true;
      starGlob = ++glob;
      starName = name;
      if (glob == globs.size())
        return true; // `a/**`: everything below
    } else if (glob < globs.size() && nameMatches(globs[glob], names[name])) {
      ++glob;
      ++name;
    } else if (star) {
      glob = starGlob;
      name = ++starName;
    } else {
      return false;
    }
  }
  return glob == globs.size();
}

} // namespace

bool globMatches(llvm::StringRef glob, llvm::StringRef path) {
  Names globs, names;
  glob.split(globs, '/');
  path.split(names, '/');
  return namesMatch(globs, names);
}

IgnoreRules IgnoreRules::parse(llvm::StringRef text) {
  IgnoreRules rules;
  llvm::SmallVector<llvm::StringRef, 16> lines;
  text.split(lines, '\n');
  for (llvm::StringRef line : lines)
    rules.add(line);
  return rules;
}

void IgnoreRules::add(llvm::StringRef line) {
  line.consume_back("\r");
  // Blanks at the end count only where a backslash quotes them.
  while (line.endswith(" ") && !line.endswith("\\ "))
    line = line.drop_back();
  if (line.empty() || line.startswith("#"))
    return;
  Rule rule;
  rule.keep = line.consume_front("!");
  rule.directoryOnly = line.consume_back("/");
  rule.anchored = line.contains('/');
  line.consume_front("/");
  if (line.empty())
    return;
  rule.glob = line.str();
  rules_.push_back(std::move(rule));
}

IgnoreRules::Verdict IgnoreRules::match(llvm::StringRef path, bool directory) const {
  llvm::StringRef name = path.substr(path.rfind('/') + 1);
  for (const Rule &rule : llvm::reverse(rules_)) {
    if (rule.directoryOnly && !directory)
      continue;
    if (rule.anchored ? globMatches(rule.glob, path) : nameMatches(rule.glob, name))
      return rule.keep ? Verdict::Kept : Verdict::Ignored;
  }
  return Verdict::None;
}

} // namespace onus::source
