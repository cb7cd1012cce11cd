// SPDX-License-Identifier: Apache-2.0
#include "editors/tree_sitter/query.h"

#include "editors/tree_sitter/verdict.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLExtras.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

namespace onus::tests {

namespace {

/// One query, and what became of it on the texts so far.
class Trial {
public:
  explicit Trial(const std::string &file);
  void run(const TSTree *tree, const Text &text);
  std::vector<std::string> problems();

private:
  bool holds(const TSQueryMatch &match, llvm::StringRef text) const;
  llvm::StringRef string(uint32_t id) const;
  void capture(const TSQueryCapture &capture, const Text &text);
  size_t lineOf(uint32_t byte) const { return llvm::StringRef(source_).take_front(byte).count('\n') + 1; }

  std::string file_, source_;
  std::unique_ptr<TSQuery, void (*)(TSQuery *)> query_{nullptr, ts_query_delete};
  std::vector<size_t> matches_; ///< of each pattern
  /// The capture of each node of the text in hand.
  std::map<const void *, uint32_t> captured_;
  std::vector<std::string> problems_;
};

Trial::Trial(const std::string &file) : file_(file), source_(wholeText(file)) {
  uint32_t at = 0;
  TSQueryError error = TSQueryErrorNone;
  query_.reset(ts_query_new(editorLanguage(), source_.data(), static_cast<uint32_t>(source_.size()), &at, &error));
  if (query_ == nullptr)
    problems_.push_back(fmt::format("{}:{}: no query of this grammar: `{}`", file, lineOf(at), source_.substr(at, 40)));
  else
    matches_.resize(ts_query_pattern_count(query_.get()));
}

llvm::StringRef Trial::string(uint32_t id) const {
  uint32_t length = 0;
  const char *text = ts_query_string_value_for_id(query_.get(), id, &length);
  return {text, length};
}

/// Whether `any-of?` and `not-any-of?` let a match pass; a directive (`set!`) always does.
bool Trial::holds(const TSQueryMatch &match, llvm::StringRef text) const {
  uint32_t count = 0;
  const TSQueryPredicateStep *steps = ts_query_predicates_for_pattern(query_.get(), match.pattern_index, &count);
  for (uint32_t i = 0; i < count; ++i) {
    llvm::StringRef name = string(steps[i].value_id);
    uint32_t end = i;
    while (steps[end].type != TSQueryPredicateStepTypeDone)
      ++end;
    if (name.consume_back("any-of?")) {
      llvm::ArrayRef<TSQueryCapture> captures(match.captures, match.capture_count);
      const auto *subject =
          llvm::find_if(captures, [&](const TSQueryCapture &one) { return one.index == steps[i + 1].value_id; });
      uint32_t begin = ts_node_start_byte(subject->node);
      llvm::StringRef word = text.slice(begin, ts_node_end_byte(subject->node));
      bool listed = std::any_of(steps + i + 2, steps + end,
                                [&](const TSQueryPredicateStep &step) { return string(step.value_id) == word; });
      if (listed == (name == "not-"))
        return false;
    }
    i = end;
  }
  return true;
}

void Trial::capture(const TSQueryCapture &capture, const Text &text) {
  auto [found, isNew] = captured_.emplace(capture.node.id, capture.index);
  if (isNew || found->second == capture.index)
    return;
  uint32_t length = 0;
  auto name = [&](uint32_t index) { return ts_query_capture_name_for_id(query_.get(), index, &length); };
  problems_.push_back(fmt::format("{}: `{}` at byte {} of {} is @{} and @{}", file_, ts_node_type(capture.node),
                                  ts_node_start_byte(capture.node), text.name, name(found->second),
                                  name(capture.index)));
}

void Trial::run(const TSTree *tree, const Text &text) {
  if (query_ == nullptr)
    return;
  bool highlights = llvm::StringRef(file_).endswith("highlights.scm");
  std::unique_ptr<TSQueryCursor, void (*)(TSQueryCursor *)> cursor(ts_query_cursor_new(), ts_query_cursor_delete);
  ts_query_cursor_exec(cursor.get(), query_.get(), ts_tree_root_node(tree));
  captured_.clear();
  TSQueryMatch match;
  while (ts_query_cursor_next_match(cursor.get(), &match)) {
    if (!holds(match, text.text))
      continue;
    ++matches_[match.pattern_index];
    for (uint16_t i = 0; highlights && i < match.capture_count; ++i)
      capture(match.captures[i], text);
  }
}

std::vector<std::string> Trial::problems() {
  for (uint32_t pattern = 0; pattern < matches_.size(); ++pattern)
    if (matches_[pattern] == 0)
      problems_.push_back(fmt::format("{}:{}: this pattern matches nothing", file_,
                                      lineOf(ts_query_start_byte_for_pattern(query_.get(), pattern))));
  return std::move(problems_);
}

} // namespace

std::vector<std::string> problemsOf(const std::vector<std::string> &queries, const std::vector<Text> &texts) {
  EditorParser editor;
  std::vector<Trial> trials(queries.begin(), queries.end());
  for (const Text &text : texts) {
    SyntaxTree tree = editor.parse(text.text);
    for (Trial &trial : trials)
      trial.run(tree.get(), text);
  }
  std::vector<std::string> problems;
  for (Trial &trial : trials)
    for (std::string &problem : trial.problems())
      problems.push_back(std::move(problem));
  return problems;
}

} // namespace onus::tests
