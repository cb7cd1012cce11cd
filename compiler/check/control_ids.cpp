// SPDX-License-Identifier: Apache-2.0
#include "check/control_ids.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

#include <algorithm>

namespace onus::check {
namespace {

using llvm::StringRef;

/// Other forms of the first word of an id that publishers use themselves.
struct ShortForm {
  StringRef written, meant;
};
constexpr ShortForm shortForms[] = {
    {"GV", "GOVERN"},    {"MP", "MAP"},           {"MS", "MEASURE"},    {"MG", "MANAGE"},        {"ART", "ARTICLE"},
    {"ARTS", "ARTICLE"}, {"ARTICLES", "ARTICLE"}, {"CH", "CHAPTER"},    {"CHAPTERS", "CHAPTER"}, {"SEC", "SECTION"},
    {"SECS", "SECTION"}, {"SECTIONS", "SECTION"}, {"ANNEXES", "ANNEX"},
};

/// Words before the number of a paragraph: `Article 14, paragraph 4`.
constexpr StringRef partWords[] = {"paragraphs",  "paragraph",  "paras",  "para",         "pars",
                                   "par",         "points",     "point",  "subparagraph", "letter",
                                   "subdivision", "subsection", "letters"};

const Control *findWithYear(const Framework &framework, const std::string &key) {
  const Control *found = nullptr;
  for (const Control &control : framework.controls) {
    std::string full = controlKey(control.decl->id.value);
    StringRef rest = full;
    if (!rest.consume_front(key + ".20") || rest.size() != 2 || !llvm::all_of(rest, llvm::isDigit))
      continue;
    if (found)
      return nullptr;
    found = &control;
  }
  return found;
}

/// `9` finds `Article 9`: of all controls that end so after a word, the one with the fewest words before it.
const Control *findByNumber(const Framework &framework, StringRef key) {
  const Control *found = nullptr;
  size_t fewest = 0;
  bool tie = false;
  for (const Control &control : framework.controls) {
    std::string full = controlKey(control.decl->id.value);
    StringRef before = full;
    if (!before.consume_back(key) || !before.consume_back(".") || before.empty() || !llvm::isAlpha(before.back()))
      continue;
    size_t words = before.count('.');
    if (found && words > fewest)
      continue;
    tie = found && words == fewest;
    found = &control;
    fewest = words;
  }
  return tie ? nullptr : found;
}

/// The groups in parentheses at the end of an id, and where they begin: `Article 9(2)(a)` gives `2`, `a`.
struct Groups {
  std::vector<std::string> parts;
  std::vector<size_t> starts;
};
Groups groupsAtEnd(StringRef id) {
  Groups groups;
  StringRef rest = id.rtrim();
  while (rest.endswith(")")) {
    size_t open = rest.rfind('(');
    if (open == StringRef::npos)
      break;
    StringRef part = rest.slice(open + 1, rest.size() - 1).trim();
    if (part.empty() || !llvm::all_of(part, llvm::isAlnum))
      break;
    if (llvm::all_of(part, llvm::isDigit) && !part.ltrim('0').empty())
      part = part.ltrim('0');
    groups.parts.insert(groups.parts.begin(), part.str());
    groups.starts.insert(groups.starts.begin(), open);
    rest = rest.take_front(open).rtrim();
  }
  return groups;
}

/// `Art. 14, paragraph 4` as `Art. 14(4)`; `14.4` stays as it is.
std::string withoutWords(StringRef id) {
  std::string out;
  while (!id.empty()) {
    bool starts = out.empty() || !llvm::isAlnum(out.back());
    const StringRef *word = starts ? llvm::find_if(partWords,
                                                   [&](StringRef each) {
                                                     return id.startswith_insensitive(each) &&
                                                            !id.drop_front(each.size()).empty() &&
                                                            !llvm::isAlnum(id[each.size()]);
                                                   })
                                   : std::end(partWords);
    StringRef rest = word == std::end(partWords) ? StringRef() : id.drop_front(word->size()).ltrim(" .(");
    StringRef part = rest.take_while(llvm::isAlnum);
    if (part.empty()) {
      out += id.front();
      id = id.drop_front();
      continue;
    }
    out = StringRef(out).rtrim(" ,").str() + "(" + part.str() + ")";
    id = rest.drop_front(part.size());
    id.consume_front(")");
  }
  return out;
}

struct Separated {
  StringRef from, to;
};

std::optional<Separated> separate(StringRef id) {
  for (StringRef dash : {"\u2013", "\u2014", " to ", " - "})
    if (size_t at = id.find(dash); at != StringRef::npos && at > 0)
      return Separated{id.take_front(at).trim(), id.drop_front(at + dash.size()).trim()};
  for (size_t at = id.find('-'); at != StringRef::npos; at = id.find('-', at + 1)) {
    Separated parts{id.take_front(at).trim(), id.drop_front(at + 1).trim()};
    if (parts.from.endswith(")") && parts.to.startswith("("))
      return parts;
  }
  return std::nullopt;
}

/// Citations of the same kind, so that something can lie between them.
bool comparable(const Citation &from, const Citation &to) {
  if (!to.control || from.parts.size() != to.parts.size())
    return false;
  if (!from.parts.empty())
    return from.control == to.control &&
           std::equal(from.parts.begin(), from.parts.end() - 1, to.parts.begin(), to.parts.end() - 1);
  return sameShape(from.control->decl->id.value, to.control->decl->id.value);
}

/// What the second end of a range may mean: `(4)` after `Article 14(1)`, `15` after `Article 8`.
std::vector<std::string> completions(StringRef from, StringRef to) {
  if (to.startswith("(")) {
    Groups old = groupsAtEnd(from), added = groupsAtEnd(to);
    if (added.parts.empty() || added.parts.size() > old.parts.size())
      return {};
    return {from.take_front(old.starts[old.starts.size() - added.parts.size()]).str() + to.str()};
  }
  StringRef kept = from;
  while (!kept.empty() && !llvm::isAlnum(kept.back()))
    kept = kept.drop_back();
  while (!kept.empty() && llvm::isAlnum(kept.back()))
    kept = kept.drop_back();
  return {to.str(), kept.str() + to.str() + (kept.endswith("(") ? ")" : "")};
}

/// `ARTICLE.14A` as `ARTICLE.0`.
std::string shapeOf(StringRef id) {
  llvm::SmallVector<StringRef, 8> runs;
  std::string key = controlKey(id), shape;
  StringRef(key).split(runs, '.');
  for (StringRef run : runs)
    shape += (shape.empty() ? "" : ".") + (llvm::isDigit(run.front()) || run.size() == 1 ? "0" : run.str());
  return shape;
}

} // namespace

std::string controlKey(StringRef id) {
  std::string key;
  for (size_t at = 0; at < id.size();) {
    bool digits = llvm::isDigit(id[at]);
    StringRef run = id.drop_front(at).take_while([&](char c) { return digits ? llvm::isDigit(c) : llvm::isAlpha(c); });
    if (run.empty()) {
      ++at;
      continue;
    }
    at += run.size();
    if (!key.empty())
      key += '.';
    key += !digits ? run.upper() : run.ltrim('0').empty() ? "0" : run.ltrim('0').str();
    bool letterEnds =
        digits && at < id.size() && llvm::isAlpha(id[at]) && (at + 1 == id.size() || !llvm::isAlnum(id[at + 1]));
    if (letterEnds)
      key += llvm::toUpper(id[at++]);
  }
  return key;
}

const Control *findControl(const Framework &framework, StringRef id) {
  std::string key = controlKey(id);
  if (const Control *exact = framework.byKey.lookup(key))
    return exact;
  auto [first, rest] = StringRef(key).split('.');
  for (const ShortForm &form : shortForms) {
    if (first != form.written)
      continue;
    std::string meant = form.meant.str() + (rest.empty() ? "" : "." + rest.str());
    if (const Control *longer = framework.byKey.lookup(meant))
      return longer;
  }
  if (key.empty())
    return nullptr;
  if (const Control *yearly = findWithYear(framework, key))
    return yearly;
  return llvm::isDigit(key.front()) ? findByNumber(framework, key) : nullptr;
}

const Control *findOtherEdition(const Framework &framework, StringRef id) {
  std::string key = controlKey(id);
  auto [before, year] = StringRef(key).rsplit('.');
  bool isYear = year.size() == 4 && year.startswith("20") && llvm::all_of(year, llvm::isDigit);
  return isYear ? findWithYear(framework, before.str()) : nullptr;
}

std::string Citation::official(size_t count) const {
  std::string text = control->decl->id.value.str();
  for (size_t i = 0; i < count; ++i)
    text += "(" + parts[i] + ")";
  return text;
}

Citation readCitation(const Framework &framework, StringRef id) {
  if (const Control *whole = findControl(framework, id))
    return {whole, {}};
  std::string plain = withoutWords(id);
  Groups groups = groupsAtEnd(plain);
  for (size_t i = groups.parts.size(); i-- > 0;)
    if (const Control *control = findControl(framework, StringRef(plain).take_front(groups.starts[i])))
      return {control, {groups.parts.begin() + static_cast<std::ptrdiff_t>(i), groups.parts.end()}};
  auto [before, number] = StringRef(plain).rsplit('.');
  if (groups.parts.empty() && !number.empty() && llvm::all_of(number, llvm::isDigit))
    if (const Control *control = findControl(framework, before); control && control->decl->paragraphs)
      return {control, {number.ltrim('0').str()}};
  return {};
}

std::optional<CitedRange> readRange(const Framework &framework, StringRef id) {
  std::string plain = withoutWords(id);
  std::optional<Separated> ends = separate(plain);
  if (!ends)
    return std::nullopt;
  CitedRange range;
  range.from = readCitation(framework, ends->from);
  if (!range.from.control || ends->to.empty())
    return std::nullopt;
  for (const std::string &written : completions(ends->from, ends->to)) {
    range.toWritten = written;
    range.to = readCitation(framework, written);
    if (comparable(range.from, range.to))
      return range;
  }
  if (findControl(framework, id))
    return std::nullopt;
  return range;
}

bool sameShape(StringRef a, StringRef b) { return shapeOf(a) == shapeOf(b); }

} // namespace onus::check
