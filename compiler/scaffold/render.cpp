// SPDX-License-Identifier: Apache-2.0
#include "scaffold/render.h"

#include "format/format.h"
#include "scaffold/suggest.h"
#include "scaffold/words.h"
#include "source/characters.h"
#include "syntax/literals.h"
#include "syntax/token.h"

#include "llvm/ADT/StringExtras.h"

#include <set>

namespace onus::scaffold {

using check::surfaces::ManifestTool;
using llvm::StringRef;

namespace {

constexpr size_t lineWidth = 110;

std::string quoted(StringRef text) { return "\"" + syntax::escape(text) + "\""; }

std::string effectUse(const Suggestion &suggestion) {
  std::string out = suggestion.effect;
  for (const SuggestedBinding &binding : suggestion.bindings) {
    out += out.size() == suggestion.effect.size() ? "(" : ", ";
    out +=
        binding.parameter + ": " + (binding.value.empty() ? "none because " + quoted(binding.whyNone) : binding.value);
  }
  return suggestion.bindings.empty() ? out : out + ")";
}

std::string useClause(const std::set<std::string> &effects) {
  std::string line = "use std.effects.{", out;
  size_t indent = line.size();
  bool first = true;
  for (const std::string &effect : effects) {
    std::string item = (first ? "" : ",") + std::string(first ? "" : " ") + effect;
    if (line.size() + item.size() > lineWidth) {
      out += line + ",\n";
      line = std::string(indent, ' ') + effect;
    } else {
      line += item;
    }
    first = false;
  }
  return out + line + "}\n";
}

} // namespace

std::string oneLine(StringRef text, size_t most) {
  std::string out;
  while (!text.empty()) {
    source::Scalar scalar = source::readScalar(text);
    StringRef bytes = text.take_front(std::max<uint32_t>(scalar.length, 1));
    text = text.drop_front(bytes.size());
    bool blank = scalar.value <= ' ' || scalar.value == 0x7f || scalar.value == 0xa0;
    if (blank || scalar.length == 0 || !source::hiddenName(scalar.value).empty() ||
        source::hiddenInComments(scalar.value)) {
      if (!out.empty() && out.back() != ' ')
        out += ' ';
      continue;
    }
    if (out.size() + bytes.size() > most)
      return StringRef(out).rtrim().str() + " ...";
    out += bytes;
  }
  return StringRef(out).rtrim().str();
}

std::string writtenName(StringRef name) {
  bool identifier = !name.empty() && !llvm::isDigit(name.front()) &&
                    llvm::all_of(name, [](char c) { return llvm::isAlnum(c) || c == '_'; });
  return identifier && !syntax::isReserved(syntax::wordKind(name)) ? name.str() : quoted(name);
}

std::string renderTool(const ManifestTool &tool) {
  std::string out;
  if (std::string said = oneLine(firstSentence(tool.description), 100); !said.empty())
    out += "  // It says: " + said + "\n";
  std::vector<Suggestion> suggestions = suggest(tool);
  for (const Suggestion &suggestion : suggestions)
    out += "  // confirm " + suggestion.effect + ": " + oneLine(suggestion.why, 200) + "\n";
  std::string line = "  tool " + writtenName(tool.name) + "  does ";
  std::string indent(13, ' ');
  size_t begin = line.size();
  for (const Suggestion &suggestion : suggestions) {
    std::string use = effectUse(suggestion);
    bool first = line.size() == begin;
    if (!first && line.size() - (line.rfind('\n') + 1) + use.size() + 2 > lineWidth)
      line += ",\n" + indent;
    else if (!first)
      line += ", ";
    line += use;
  }
  return out + line + "\n";
}

std::string render(const SurfaceWords &words, const std::vector<ManifestTool> &tools) {
  std::set<std::string> effects;
  std::string lines;
  for (const ManifestTool &tool : tools) {
    for (const Suggestion &suggestion : suggest(tool))
      effects.insert(suggestion.effect);
    lines += "\n" + renderTool(tool);
  }
  std::string out =
      "// Suggested by `onus surface` and approved by nobody: what each tool does is guessed from its name, its\n"
      "// description, its arguments and what its server says of it. Read every line, correct it, then sign.\n";
  out += "package " + words.package + "\n\n" + useClause(effects) + "\n";
  out += "surface " + words.surface + " {\n";
  out += "  from      " + words.format + " " + quoted(words.path) + "\n";
  out += words.owner.empty() ? std::string("  ") + ownerComment + "  owner SOME_TEAM\n"
                             : "  owner     " + words.owner + "\n";
  out += std::string("  ") + signatureComment + "  approved by SOMEBODY on DATE\n";
  out += lines + "}\n";
  // It is written to be the one layout already; a width that it misjudged is put right.
  std::optional<std::string> formatted = format::format(out);
  return formatted && format::sameWords(out, *formatted) ? *formatted : out;
}

} // namespace onus::scaffold
