// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/verify/verify.h"

namespace onus::rt {

/// The checks of `verify`, in the order of the files of this folder: each walks the rows of some sections once, front
/// to back. All give false after the first problem.
class Verifier {
public:
  Verifier(const void *bytes, size_t size, Bundle &bundle, BundleProblem &problem);
  bool run();

private:
  // verifier.cpp: what every check is made of
  /// Where the next problem is: a row of a section.
  void at(Section section, size_t row) {
    section_ = section;
    row_ = row;
  }
  bool fail(Text what);
  bool failAt(uint64_t offset, Text what);
  bool require(bool holds, Text what) { return holds || fail(what); }
  /// Counts what is looked at beyond a row's own bytes. Rows may share lists and texts, but not so often that looking
  /// at them takes more than a time linear in the size.
  bool spend(uint64_t bytes);
  template <Section S>
  size_t count() const {
    return bundle_.rows<S>().size;
  }
  /// Calls `check` on every row until one gives false.
  template <Section S, typename Check>
  bool each(Check check) {
    for (size_t row = 0; row < count<S>(); ++row) {
      at(S, row);
      if (!check(bundle_.row<S>(row)))
        return false;
    }
    return true;
  }
  /// The rows of a range that has passed `owns`.
  template <Section S, typename Check>
  bool each(Range range, Check check) {
    for (size_t row = range.first; row < size_t{range.first} + range.count; ++row) {
      at(S, row);
      if (!check(bundle_.row<S>(row)))
        return false;
    }
    return true;
  }
  /// The range is inside its section, and looking at its rows is paid for.
  template <Section S>
  bool list(Range range, Text what) {
    return require(range.first <= count<S>() && range.count <= count<S>() - range.first, what) &&
           spend(uint64_t{range.count} * sizeof(typename RowOf<S>::Type));
  }
  /// The range begins where the last one of the section that some row owned ended: every row has one owner.
  template <Section S>
  bool owns(Range range, Text what) {
    size_t &next = owned_[static_cast<size_t>(S)];
    if (range.count == 0)
      return require(range.first <= count<S>(), what);
    bool follows = range.first == next && range.count <= count<S>() - next;
    next += follows ? range.count : 0;
    return require(follows, what);
  }
  template <Section S>
  bool allOwned() {
    at(S, owned_[static_cast<size_t>(S)]);
    return require(owned_[static_cast<size_t>(S)] == count<S>(), "no row says that this one belongs to it");
  }
  template <Section S>
  bool index(uint32_t place, Text what) {
    return require(place < count<S>(), what);
  }
  template <Section S>
  bool indexOrNone(uint32_t place, Text what) {
    return require(place == none || place < count<S>(), what);
  }
  /// A list of places below a bound, each greater than the one before.
  bool ascending(Range indexes, uint64_t bound, Text what);
  /// A list of places below a bound.
  bool places(Range indexes, uint64_t bound, Text what);
  bool isText(TextRef ref) const;
  bool text(TextRef ref, Text what) { return require(isText(ref), what); }
  template <typename... Refs>
  bool texts(Text what, Refs... refs) {
    return require((isText(refs) && ...), what);
  }
  /// No two of so many texts are equal: a record of them has each member once. `at` gives each of them.
  template <typename At>
  bool distinct(size_t size, At at, Text what) {
    for (size_t one = 1; one < size; ++one)
      for (size_t other = 0; other < one; ++other) {
        TextRef left = at(one), right = at(other);
        bool alike = left.size == right.size;
        if (!spend(sizeof(TextRef) + (alike ? left.size : 0)) ||
            !require(!alike || !(bundle_.text(left) == bundle_.text(right)), what))
          return false;
      }
    return true;
  }
  /// The first text sorts before the second, byte by byte.
  bool sorted(TextRef left, TextRef right, Text what);
  bool day(int32_t value, Text what);
  bool instant(int64_t value);
  bool period(int64_t value, Text what);
  bool span(const SpanRow &span);

  // directory.cpp
  bool checkHeader();
  bool checkDigest();
  bool checkDirectory();
  bool checkZeros(uint64_t from, uint64_t to);
  bool checkParallel();
  // texts.cpp
  bool checkTexts();
  // types.cpp
  bool checkTypes();
  bool checkType(uint32_t place, const TypeRow &type);
  bool checkParts(uint32_t place, const TypeRow &type);
  bool checkFields(uint32_t place, const TypeRow &type, bool &sensitive);
  bool checkLiterals(const TypeRow &type);
  // constants.cpp
  bool checkConstants();
  bool checkConstant(uint32_t place, const Cell &cell);
  bool checkTextCell(const Cell &cell);
  bool checkAddressCell(const Cell &cell);
  bool checkPartsCell(uint32_t place, const Cell &cell);
  bool checkNesting(uint32_t root);
  // tables.cpp
  bool checkAutomata();
  bool checkPatterns();
  bool checkAutomaton(uint32_t place, AutomatonUse use);
  bool checkSets();
  bool checkKeys(const SetRow &set);
  bool checkData();
  bool checkTable(const DataRow &data);
  bool checkMap(const SetRow &set, const Cell &map);
  // codes.cpp
  bool checkCodes();
  bool checkCode(uint32_t place, const Code &code);
  bool checkOperands(uint32_t place, const Code &code);
  bool checkNumber(const Code &code);
  bool checkText(const Code &code);
  bool checkPatternOperand(const Code &code, size_t place);
  // code_types.cpp
  bool checkResult(const Code &code);
  bool checkCallResult(const Code &code);
  bool checkConditions(const Code &code);
  TypeKind kindOf(const Code &code) const { return bundle_.row<Section::Types>(code.type).kind; }
  // reach.cpp
  bool checkReach(uint32_t code, bool binding);
  // people.cpp
  bool checkPeople();
  bool checkParty(size_t place, const PartyRow &party);
  bool checkWaivers();
  bool checkControls();
  // systems.cpp
  bool checkSystems();
  bool checkSystem(size_t place, const SystemRow &system);
  bool checkToolSet(const SystemRow &system);
  bool checkTool(const SystemRow &system, size_t place, const ToolRow &tool);
  bool checkBindings(const ToolRow &tool);
  bool checkSlot(const SystemRow &system, const SlotRow &slot);
  bool checkSlotUse(const SlotRow &slot);
  bool checkDispatch(const SystemRow &system, const DispatchRow &row);
  // guardrails.cpp
  bool checkGuardrails(const SystemRow &system);
  bool checkGuardrail(const SystemRow &system, size_t place);
  bool checkRule(const SystemRow &system, const RuleRow &rule);
  bool checkRedacts(const RuleRow &rule);
  bool checkException(const GuardrailRow &guardrail, const ExceptionRow &exception);
  bool checkExceptionCold(size_t place, const ExceptionColdRow &exception);
  bool checkCold(const GuardrailColdRow &cold);
  bool checkDuties();
  bool expression(uint32_t code, Text what);
  bool condition(uint32_t code, Text what);

  const char *bytes_;
  size_t size_;
  Bundle &bundle_;
  BundleProblem &problem_;
  Section section_ = Section::Texts;
  size_t row_ = 0;
  uint64_t budget_;
  size_t slots_ = 0; ///< of the system that has most
  size_t owned_[static_cast<size_t>(Section::Count)] = {};
};

} // namespace onus::rt
