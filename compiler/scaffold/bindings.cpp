// SPDX-License-Identifier: Apache-2.0
#include "scaffold/bindings.h"

#include "scaffold/words.h"
#include "syntax/token.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <algorithm>

namespace onus::scaffold {

using ir::Type;
using ir::TypeKind;
using llvm::StringRef;

namespace {

enum class RoleKind { List, Text, Amount };

struct Role {
  StringRef effect, parameter;
  RoleKind kind;
  StringRef arguments, whyNone;
};

constexpr Role roles[] = {
#define ONUS_ROLE(EFFECT, PARAMETER, KIND, ARGUMENTS, NONE) {#EFFECT, #PARAMETER, RoleKind::KIND, ARGUMENTS, NONE},
#include "scaffold/suggestions.def"
};

struct PathCue {
  PathUse use;
  StringRef words;
};

constexpr PathCue pathCues[] = {
#define ONUS_PATH_CUE(USE, WORDS) {PathUse::USE, WORDS},
#include "scaffold/suggestions.def"
};

/// How deep members are looked for: `batch[].message.to`.
constexpr size_t deepest = 3;

const Type *required(const Type *type) { return type->isOptional() ? type->element : type; }

void addArguments(const Argument &outer, std::vector<Argument> &out) {
  out.push_back(outer);
  if (outer.within.size() + 1 >= deepest)
    return;
  const Type *inner = required(outer.type);
  if (inner->kind == TypeKind::List)
    inner = required(inner->element);
  if (inner->kind != TypeKind::Record)
    return;
  for (const ir::Field &field : inner->fields) {
    Argument member{field.name.str(), "", field.type, false, outer.within};
    member.within.emplace_back(outer.name, outer.type);
    addArguments(member, out);
  }
}

void describe(Argument &argument, const check::surfaces::ManifestArgument &described) {
  argument.description = described.description().str();
  const json::Value *schema = described.schema.get("schema");
  StringRef format = (schema ? *schema : described.schema).string("format");
  argument.address = format == "uri" || format == "url" || format == "iri";
}

bool isIdentifier(StringRef name) {
  return !name.empty() && !llvm::isDigit(name.front()) &&
         llvm::all_of(name, [](char c) { return llvm::isAlnum(c) || c == '_'; });
}

/// A bare argument's name; behind `args.` where the word alone would mean something else.
std::string bare(StringRef name) { return (syntax::isReserved(syntax::wordKind(name)) ? "args." : "") + name.str(); }

/// A value that a list, a text or an amount can be made of.
bool isUsable(const Type *type, RoleKind kind) {
  type = required(type);
  switch (type->kind) {
  case TypeKind::String:
  case TypeKind::Union:
  case TypeKind::Json:
    return true;
  case TypeKind::Int:
    return kind != RoleKind::Text;
  case TypeKind::Decimal:
    return kind == RoleKind::Amount;
  case TypeKind::List:
    return kind != RoleKind::Amount && isUsable(type->element, RoleKind::Text);
  default:
    return false;
  }
}

/// Where an argument stands, written out: the parts before the last one and what must be there for them to be read.
struct Place {
  std::string path;
  std::vector<std::string> conditions; ///< optional records around it
  bool projected = false;              ///< it stands in the elements of a list
  bool written = true;                 ///< false where no expression says it
};

Place placeOf(const Argument &argument) {
  Place place;
  auto step = [&](const std::string &name) {
    place.written &= isIdentifier(name);
    place.path += place.path.empty() ? bare(name) : "." + name;
  };
  for (const auto &[name, type] : argument.within) {
    step(name);
    if (required(type)->kind == TypeKind::List) {
      // In the elements of elements, or in elements that may be null, no projection reads.
      place.written &= !place.projected && !required(type)->element->isOptional();
      place.projected = true;
      place.path += "[]";
    } else if (type->isOptional()) {
      place.written &= !place.projected;
      place.conditions.push_back(place.path);
    }
  }
  step(argument.name);
  return place;
}

bool isText(const Type *type) { return type->isStringLike(); }

/// What an argument adds to a list parameter, as a list; nothing where no expression says it.
std::string listItem(const Argument &argument) {
  Place place = placeOf(argument);
  const Type *type = required(argument.type);
  bool list = type->kind == TypeKind::List;
  bool plainText = isText(list ? type->element : type);
  if (!place.written || (!plainText && place.projected))
    return "";
  std::string value = list || place.projected ? place.path : "[" + place.path + "]";
  if (!plainText)
    value = "[text(" + place.path + ")]";
  // A list leaves out what is absent by itself; what is done with a value, or within `if`, needs it to be there.
  if (argument.type->isOptional() && !place.projected && (!plainText || !place.conditions.empty()))
    place.conditions.push_back(place.path);
  for (const std::string &condition : llvm::reverse(place.conditions))
    value = "if has(" + condition + ") then " + value + " else []";
  return value;
}

/// `to`, or `[to, cc]`: plain arguments side by side; what is more than an argument stands among them.
std::string listOf(const std::vector<const Argument *> &chosen) {
  std::vector<std::string> items;
  for (const Argument *argument : chosen)
    if (std::string item = listItem(*argument); !item.empty())
      items.push_back(item);
  for (std::string &item : items)
    if (StringRef inside = item; inside.consume_front("[") && inside.consume_back("]") && !inside.contains('['))
      item = inside.str();
  if (items.size() <= 1)
    return items.empty() ? "" : items.front();
  return "[" + llvm::join(items, ", ") + "]";
}

/// A text that is always there; an absent argument is the empty one, which runs nothing.
std::string textOf(const Argument &argument) {
  Place place = placeOf(argument);
  if (!place.written || place.projected)
    return "";
  const Type *type = required(argument.type);
  bool optional = argument.type->isOptional();
  std::string value = place.path;
  if (isText(type))
    value += optional ? " ?? \"\"" : "";
  else if (!optional)
    value = "text(" + value + ")";
  else
    value = "if has(" + value + ") then text(" + value + ") else \"\"";
  for (const std::string &condition : llvm::reverse(place.conditions))
    value = "if has(" + condition + ") then (" + value + ") else \"\"";
  return value;
}

/// More than any limit that a rule would set: what an absent amount stands for is the server's to say.
constexpr const char *unknownAmount = "1000000000";

std::string amountOf(const Argument &argument) {
  Place place = placeOf(argument);
  if (!place.written || place.projected || !place.conditions.empty())
    return "";
  const Type *type = required(argument.type);
  bool optional = argument.type->isOptional();
  if (type->kind == TypeKind::Decimal)
    return place.path + (optional ? " ?? " + std::string(unknownAmount) + ".00" : "");
  if (type->kind == TypeKind::Int)
    return "decimal(" + place.path + (optional ? " ?? " + std::string(unknownAmount) : "") + ")";
  std::string text = type->kind == TypeKind::String ? place.path : "text(" + place.path + ")";
  std::string value = "decimal(" + text + ")";
  return optional ? "if has(" + place.path + ") then " + value + " else " + unknownAmount + ".00" : value;
}

SuggestedBinding bindRole(const Role &role, const std::vector<const Argument *> &chosen) {
  std::string value;
  switch (role.kind) {
  case RoleKind::List:
    value = listOf(chosen);
    break;
  case RoleKind::Text:
    value = chosen.empty() ? "" : textOf(*chosen.front());
    break;
  case RoleKind::Amount:
    value = chosen.empty() ? "" : amountOf(*chosen.front());
    break;
  }
  std::string why = role.whyNone.str();
  if (value.empty() && !chosen.empty())
    why = "the argument `" + chosen.front()->name + "` is none that a binding can read";
  if (!why.empty())
    why.front() = llvm::toUpper(why.front());
  return {role.parameter.str(), value, value.empty() ? why : ""};
}

} // namespace

std::vector<Argument> argumentsOf(const check::surfaces::ManifestTool &tool) {
  std::vector<Argument> out;
  if (tool.args->kind != TypeKind::Record)
    return out;
  for (const ir::Field &field : tool.args->fields) {
    Argument argument{field.name.str(), "", field.type, false, {}};
    for (const check::surfaces::ManifestArgument &described : tool.arguments)
      if (described.name == field.name)
        describe(argument, described);
    addArguments(argument, out);
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const Argument &a, const Argument &b) { return a.within.size() < b.within.size(); });
  return out;
}

bool isNamed(StringRef argument, StringRef row) {
  std::string name = joined(wordsOf(argument));
  StringRef words = StringRef(name).drop_front().drop_back();
  for (StringRef pattern : listed(row)) {
    if (pattern.consume_front("*")  ? words.endswith(pattern)
        : pattern.consume_back("*") ? words.startswith(pattern)
                                    : words == pattern)
      return true;
  }
  return false;
}

std::vector<const Argument *> fillers(const std::vector<Argument> &arguments, StringRef effect) {
  for (const Role &role : roles) {
    if (role.effect != effect)
      continue;
    StringRef rest = role.arguments;
    while (!rest.empty()) {
      auto [group, more] = rest.split('|');
      rest = more;
      std::vector<const Argument *> found;
      for (const Argument &argument : arguments)
        // A member counts where nothing outside of it does.
        if ((isNamed(argument.name, group) || (argument.address && effect == "reaches_network")) &&
            isUsable(argument.type, role.kind) &&
            (found.empty() || found.front()->within.size() == argument.within.size()))
          found.push_back(&argument);
      if (!found.empty())
        return found;
    }
  }
  return {};
}

PathUse pathUse(const Argument &argument) {
  std::string said = joined(wordsOf(argument.description)) + joined(wordsOf(argument.name));
  for (const PathCue &cue : pathCues)
    for (StringRef word : listed(cue.words))
      if (holds(said, word))
        return cue.use;
  return PathUse::Unclear;
}

std::vector<SuggestedBinding> bindingsFor(StringRef effect, const std::vector<const Argument *> &chosen) {
  std::vector<SuggestedBinding> bindings;
  for (const Role &role : roles)
    if (role.effect == effect)
      bindings.push_back(bindRole(role, chosen));
  return bindings;
}

} // namespace onus::scaffold
