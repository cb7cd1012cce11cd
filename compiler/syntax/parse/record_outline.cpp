// SPDX-License-Identifier: Apache-2.0
#include "syntax/parse/record_outline.h"

#include "syntax/parse/word_stream.h"

#include "grammar/OnusParser.h"

namespace onus::syntax {

// The grammar numbers its rules as rules.def does.
#define ONUS_RULE(NAME)                                                                                                \
  static_assert(static_cast<size_t>(RuleKind::NAME) == static_cast<size_t>(grammar::OnusParser::Rule##NAME),           \
                "rules.def and grammar/OnusParser.g4 list different rules, or in another order");
#include "syntax/rules.def"

void recordOutline(antlr4::ParserRuleContext *context, Outline &outline) {
  size_t index = outline.nodes.size();
  uint32_t first = asWord(context->start).index();
  // A rule that read nothing stops before it starts.
  uint32_t end = context->stop == nullptr ? first : std::max(first, asWord(context->stop).index() + 1);
  outline.nodes.push_back({static_cast<RuleKind>(context->getRuleIndex()), first, end, 0});
  for (antlr4::tree::ParseTree *child : context->children)
    if (auto *rule = dynamic_cast<antlr4::ParserRuleContext *>(child))
      recordOutline(rule, outline);
  outline.nodes[index].after = static_cast<uint32_t>(outline.nodes.size());
}

} // namespace onus::syntax
