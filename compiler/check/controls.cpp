// SPDX-License-Identifier: Apache-2.0
#include "check/control_ids.h"
#include "check/frameworks.h"
#include "check/paragraphs.h"
#include "check/text.h"

#include "llvm/ADT/StringExtras.h"

namespace onus::check {
namespace {

using diagnostics::Kind;
using llvm::StringRef;
using syntax::ControlDecl;

bool listedInPart(const Framework &framework, const Control *control) {
  for (; control; control = control->parent)
    if (control->decl->incomplete)
      return true;
  return framework.decl->incomplete;
}

/// One id of a `maps` clause on its way to what it stands for.
class Mapping {
public:
  Mapping(Context &context, const Framework &framework, const syntax::Text &id)
      : reporter_(context.reporter), framework_(framework), id_(id) {}

  std::vector<MappedControl> run() {
    if (std::optional<CitedRange> range = readRange(framework_, id_.value))
      mapRange(*range);
    else if (Citation one = readCitation(framework_, id_.value); one.control)
      mapOne(one);
    else
      unknown();
    if (!good_)
      found_.clear();
    return std::move(found_);
  }

private:
  std::string name() const { return quoted(framework_.decl->name.text); }
  void add(const Control *control, std::string official) {
    found_.push_back({&framework_, control, id_.range, std::move(official)});
  }

  void mapOne(const Citation &one) {
    if (one.control->decl->withdrawn)
      return withdrawn(*one.control);
    if (one.parts.empty())
      return add(one.control, one.official());
    if (one.control->decl->paragraphs)
      return mapParagraph(one);
    if (!listedInPart(framework_, one.control))
      return unknown();
    notListed();
    add(one.control, one.official());
  }

  void mapParagraph(const Citation &one) {
    Paragraphs paragraphs(*one.control->decl);
    auto index = paragraphs.find(one.parts.front());
    if (!index)
      return noParagraph(*one.control, id_.value);
    if (paragraphs.withdrawn(*index))
      return withdrawnParagraph(*one.control, one.official(1));
    Citation known = one;
    known.parts.front() = paragraphs.labels()[*index];
    if (known.parts.size() > 1) {
      if (!listedInPart(framework_, one.control))
        return unknown();
      reporter_.report<Kind::ControlPartUnlisted>(id_.range, known.official(), known.official(1))
          .related(one.control->decl->id.range, "listed here")
          .note("whether that paragraph has such a part is for the reader to check");
    }
    add(one.control, known.official());
  }

  // ---- Ranges

  void mapRange(const CitedRange &range) {
    const Control *control = range.from.control;
    bool below = !range.from.parts.empty();
    if (below && range.to.control == control && range.to.parts.size() == range.from.parts.size())
      return control->decl->paragraphs && range.from.parts.size() == 1 ? mapParagraphs(range) : mapUnlisted(range);
    if (below && control->decl->paragraphs && !range.to.control)
      return noParagraph(*control, range.toWritten);
    if (!range.to.control || below || !range.to.parts.empty() ||
        !sameShape(control->decl->id.value, range.to.control->decl->id.value))
      return noEnd(*control, range);
    mapBetween(range);
  }

  void mapParagraphs(const CitedRange &range) {
    const Control &control = *range.from.control;
    Paragraphs paragraphs(*control.decl);
    auto first = paragraphs.find(range.from.parts.front()), last = paragraphs.find(range.to.parts.front());
    if (!first || !last)
      return noParagraph(control, first ? range.to.official() : range.from.official());
    if (*last < *first)
      return unfit("runs backwards");
    for (size_t i = *first; i <= *last; ++i) {
      Citation each{&control, {paragraphs.labels()[i]}};
      if (paragraphs.withdrawn(i))
        withdrawnParagraph(control, each.official());
      add(&control, each.official());
    }
  }

  /// The controls of a kind that stand from one to the other in the catalogue.
  void mapBetween(const CitedRange &range) {
    const Control *last = range.to.control;
    bool inside = false, ended = false;
    for (const Control &control : framework_.controls) {
      inside |= &control == range.from.control;
      if (!inside || !sameShape(control.decl->id.value, last->decl->id.value))
        continue;
      if (control.decl->withdrawn)
        withdrawn(control);
      add(&control, control.decl->id.value.str());
      ended = &control == last;
      if (ended)
        break;
    }
    if (!ended)
      unfit("runs backwards");
  }

  /// A range of parts that the catalogue does not list: numbers or single letters can be counted all the same.
  void mapUnlisted(const CitedRange &range) {
    if (!listedInPart(framework_, range.from.control))
      return unknown();
    StringRef from = range.from.parts.back(), to = range.to.parts.back();
    int64_t first = 0, last = 0;
    bool numbers = !from.getAsInteger(10, first) && !to.getAsInteger(10, last);
    bool letters = from.size() == 1 && to.size() == 1 && llvm::isAlpha(from[0]) && llvm::isAlpha(to[0]) &&
                   (from[0] >= 'a') == (to[0] >= 'a');
    if (!numbers && !letters)
      return unfit("has ends between which nothing can be counted");
    if (letters) {
      first = from[0];
      last = to[0];
    }
    if (last < first)
      return unfit("runs backwards");
    if (last - first >= maxParagraphs)
      return unfit("names more than " + std::to_string(maxParagraphs) + " paragraphs");
    notListed();
    Citation each = range.from;
    for (int64_t i = first; i <= last; ++i) {
      each.parts.back() = numbers ? std::to_string(i) : std::string(1, static_cast<char>(i));
      add(each.control, each.official());
    }
  }

  // ---- What is wrong

  void unfit(const std::string &why) {
    good_ = false;
    reporter_.report<Kind::ControlRangeUnfit>(id_.range, id_.value, why);
  }

  /// The first end is a control, the second one is nothing like it.
  void noEnd(const Control &from, const CitedRange &range) {
    good_ = false;
    const Control *first = nullptr, *last = nullptr;
    for (const Control &control : framework_.controls)
      if (control.parent == from.parent && sameShape(control.decl->id.value, from.decl->id.value)) {
        first = first ? first : &control;
        last = &control;
      }
    reporter_.report<Kind::ControlRangeEnd>(id_.range, range.toWritten, first->decl->id.value, last->decl->id.value)
        .related(last->decl->id.range, "the last one");
  }

  void noParagraph(const Control &control, StringRef written) {
    good_ = false;
    const ControlDecl &decl = *control.decl;
    auto builder = reporter_.report<Kind::ControlParagraph>(id_.range, decl.id.value, decl.paragraphs.value, written);
    builder.related(decl.id.range, "listed here")
        .label("it has (1) to (" + std::to_string(decl.paragraphs.value) + ")");
    std::vector<std::string> inserted;
    for (const syntax::Text &text : decl.inserted)
      inserted.push_back("(" + text.value.str() + ")");
    if (!inserted.empty())
      builder.note("paragraphs inserted since: " + llvm::join(inserted, ", "));
  }

  void withdrawnParagraph(const Control &control, const std::string &official) {
    good_ = false;
    reporter_.report<Kind::ControlWithdrawn>(id_.range, official, name())
        .related(control.decl->id.range, "listed here")
        .label("an auditor will find nothing under it")
        .help("map to a paragraph that is in force");
  }

  void withdrawn(const Control &control) {
    good_ = false;
    const ControlDecl &decl = *control.decl;
    auto builder = reporter_.report<Kind::ControlWithdrawn>(id_.range, decl.id.value, name());
    builder.related(decl.id.range, "withdrawn here");
    if (decl.replacedBy.empty()) {
      builder.label("an auditor will find nothing under it").help("map to a control that is in force");
      return;
    }
    std::vector<std::string> ids;
    for (const syntax::Text &successor : decl.replacedBy)
      ids.push_back(quoted(successor.value));
    builder.label("replaced by " + llvm::join(ids, ", "));
    if (ids.size() > 1 || readRange(framework_, id_.value))
      builder.help("map to the one whose part the guardrail plays");
    else
      builder.fix("map to " + ids.front(), id_.range, "\"" + decl.replacedBy.front().value.str() + "\"");
  }

  /// The control is known; the catalogue says that it does not list everything below it.
  void notListed() {
    reporter_.report<Kind::ControlNotListed>(id_.range, id_.value, name())
        .label("not checked")
        .note("the catalogue says that it is incomplete there, so it may exist");
  }

  void unknown() {
    good_ = framework_.decl->incomplete;
    auto builder = good_ ? reporter_.report<Kind::ControlNotListed>(id_.range, id_.value, name())
                         : reporter_.report<Kind::ControlUnknown>(id_.range, name(), id_.value);
    if (good_)
      builder.note("the catalogue says that it is incomplete, so the id may exist");
    if (framework_.decl->version)
      builder.note("looked for in version " + framework_.decl->version.value.str());
    if (good_)
      add(nullptr, id_.value.trim().str());
    if (const Control *other = findOtherEdition(framework_, id_.value)) {
      builder.label("an id of another edition")
          .help("numbers move between editions: " + quoted(other->decl->id.value) + " is `" +
                other->decl->title.value.str() + "`");
      return;
    }
    std::vector<StringRef> ids;
    for (const Control &control : framework_.controls)
      if (!control.decl->withdrawn)
        ids.push_back(control.decl->id.value);
    std::string guess = resolve::closest(id_.value, ids);
    if (guess.empty())
      builder.label("no such control");
    else
      builder.didYouMean(id_.range, "\"" + guess + "\"");
  }

  diagnostics::Reporter &reporter_;
  const Framework &framework_;
  const syntax::Text &id_;
  std::vector<MappedControl> found_;
  bool good_ = true; ///< no error was reported
};

} // namespace

std::vector<MappedControl> mapControls(Context &context, const Framework &framework, const syntax::Text &id) {
  return Mapping(context, framework, id).run();
}

} // namespace onus::check
