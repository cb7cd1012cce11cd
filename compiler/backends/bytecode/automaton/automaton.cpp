// SPDX-License-Identifier: Apache-2.0
#include "backends/bytecode/automaton/automaton.h"

#include "backends/bytecode/automaton/tables.h"

#include "ir/regex_dialect.h"

namespace onus::backends::bytecode {

namespace {

/// Positions that are still compared with one another: the time for it grows with their square.
constexpr size_t maxSimulated = 400;

std::optional<States> anyStatesOf(const Relation &relation, const Alphabet &alphabet, PatternEffort effort) {
  bool simulate = relation.use != rt::AutomatonUse::Find && relation.positions <= maxSimulated;
  std::optional<States> states = statesOf(relation, alphabet, simulate ? effort.simple : effort.states);
  if (states || !simulate || effort.states <= effort.simple)
    return states;
  Simulation simulation(relation, alphabet.size());
  return statesOf(relation, alphabet, effort.states, &simulation);
}

std::optional<Tables> tablesOf(const Positions &positions, const Alphabet &alphabet, rt::AutomatonUse use,
                               PatternEffort effort) {
  Relation relation = relationOf(positions, use);
  if (std::optional<States> states = anyStatesOf(relation, alphabet, effort)) {
    bool find = use == rt::AutomatonUse::Find;
    States sorted = acceptingLast(find ? *states : minimized(*states), find ? 0 : 2);
    if (sorted.size() * sorted.classes <= rt::automatonMaxCells)
      if (std::optional<Tables> tables = tableForm(sorted, relation, positions, alphabet))
        return tables;
  }
  return setsForm(relation, positions, alphabet);
}

} // namespace

std::variant<PatternAutomata, PatternRefusal> compilePattern(llvm::StringRef pattern, PatternNeeds needs,
                                                             PatternEffort effort) {
  auto refused = [&](const std::string &why) {
    return PatternRefusal{pattern.str(), "the pattern r\"" + pattern.str() + "\" " + why, why};
  };
  std::variant<ir::RegexNode, ir::RegexProblem> read = ir::readRegex(pattern);
  if (auto *problem = std::get_if<ir::RegexProblem>(&read))
    return refused("is none: " + problem->message);
  const ir::RegexNode &tree = std::get<ir::RegexNode>(read);
  Alphabet alphabet(tree);
  std::variant<Positions, TooLarge> numbered = positionsOf(tree, alphabet);
  if (auto *tooLarge = std::get_if<TooLarge>(&numbered))
    return refused(tooLarge->message);

  PatternAutomata automata;
  struct Wanted {
    bool needed;
    rt::AutomatonUse use;
    Tables &tables;
  };
  for (Wanted wanted : {Wanted{needs.whole, rt::AutomatonUse::Whole, automata.whole},
                        Wanted{needs.search, rt::AutomatonUse::Search, automata.search},
                        Wanted{needs.find, rt::AutomatonUse::Find, automata.find}}) {
    if (!wanted.needed)
      continue;
    std::optional<Tables> tables = tablesOf(std::get<Positions>(numbered), alphabet, wanted.use, effort);
    if (!tables)
      return refused("needs more than " + std::to_string(rt::automatonMaxBytes / 1024) + " KiB of tables");
    wanted.tables = std::move(*tables);
  }
  return automata;
}

} // namespace onus::backends::bytecode
