// SPDX-License-Identifier: Apache-2.0
#include "lsp/tell/teller.h"

#include "check/lets.h"
#include "lsp/declared_names.h"
#include "lsp/heads.h"
#include "lsp/written_types.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"

namespace onus::lsp {

namespace {

using syntax::TokenKind;

/// Longer declarations are shown by their head alone.
constexpr unsigned mostLines = 12;

/// Lines below the first one begin where the least indented of them does.
std::string outdented(llvm::StringRef text) {
  llvm::SmallVector<llvm::StringRef, 16> parts;
  text.split(parts, '\n');
  llvm::ArrayRef<llvm::StringRef> lines = parts;
  size_t least = llvm::StringRef::npos;
  for (llvm::StringRef line : lines.drop_front())
    if (!line.trim().empty())
      least = std::min(least, line.find_first_not_of(" \t"));
  std::string out = lines.front().rtrim().str();
  for (llvm::StringRef line : lines.drop_front())
    out += "\n" + line.drop_front(std::min(least, line.size())).rtrim().str();
  return out;
}

} // namespace

// ---- Pieces

std::string Teller::written(source::Range range) const {
  std::string out;
  llvm::SmallVector<llvm::StringRef, 32> words;
  llvm::SplitString(view_.sources().text(range), words);
  return llvm::join(words, " ");
}

std::string Teller::uri(source::Range range) const {
  auto location = range.valid() ? session_.workspace.location(view_, range) : std::nullopt;
  const json::Value *line = location ? dig(*location, {"range", "start", "line"}) : nullptr;
  auto number = line ? readInteger(*line) : std::nullopt;
  return number ? location->string("uri").str() + "#L" + std::to_string(*number + 1) : std::string();
}

std::string Teller::name(const resolve::Symbol &symbol) const {
  return linked(prose::code(symbol.simpleName()), symbol.decl->name.range);
}

std::string Teller::name(llvm::StringRef qualified) const {
  auto [package, simple] = qualified.rsplit('.');
  const resolve::Package *found = view_.names().package(package);
  const resolve::Symbol *symbol = found ? found->scope.lookup(simple) : nullptr;
  return symbol ? name(*symbol) : out_.text(prose::code(qualified));
}

std::string Teller::named(const check::Party *party) const {
  return party ? linked(prose::named(party), party->decl->name.range) : out_.text("nobody");
}

void Teller::fact(llvm::StringRef label, const std::string &pieces, source::Range clause) {
  std::string link = uri(clause);
  out_.item((link.empty() ? out_.strong(label) : out_.link(label, link)) + ": " + pieces);
}

void Teller::documented(llvm::StringRef documentation) {
  if (!documentation.trim().empty())
    out_.page(documentation);
}

// ---- Heads

std::string Teller::head(const syntax::Decl &decl) const {
  source::Range range = headOf(view_, decl);
  std::string text = view_.sources().text(range).str();
  const auto *let = llvm::dyn_cast<syntax::LetDecl>(&decl);
  const ir::Type *type = let && !let->type ? check::typeOf(program(), *let) : nullptr;
  if (type && !type->isError())
    text.insert(typePlace(view_, *let) - range.begin, ": " + ir::print(type));
  llvm::StringRef shown = text;
  if (shown.count('\n') >= mostLines) {
    size_t end = 0;
    for (unsigned line = 0; line < mostLines; ++line)
      end = shown.find('\n', end) + 1;
    return outdented(shown.take_front(end - 1)) + "\n…";
  }
  return outdented(shown);
}

// ---- Things

void Teller::thing(const Meaning &meaning) {
  switch (meaning.kind) {
  case Meaning::Kind::Declaration:
    return declaration(*meaning.symbol);
  case Meaning::Kind::Package:
    return package(*meaning.package);
  case Meaning::Kind::Local:
  case Meaning::Kind::Field:
    return declaredName(meaning);
  case Meaning::Kind::Label:
    return label(meaning);
  case Meaning::Kind::Exception:
    return guarded(meaning);
  case Meaning::Kind::Tool:
    return tool(*meaning.tool);
  case Meaning::Kind::Argument:
    return argument(*meaning.tool, meaning.path);
  case Meaning::Kind::Choice:
    return out_.paragraph(out_.text("One of the texts that may stand here."));
  case Meaning::Kind::Control:
    return control(*meaning.framework, meaning.control, view_.sources().text(meaning.range));
  case Meaning::Kind::Root:
    return word(meaning.path);
  case Meaning::Kind::Function:
    return function(meaning.word);
  case Meaning::Kind::Type:
  case Meaning::Kind::Keyword:
    return word(meaning.word);
  case Meaning::Kind::Attribute:
    return attribute(*meaning.attribute);
  }
}

void Teller::declaration(const resolve::Symbol &symbol) {
  out_.source(head(*symbol.decl));
  documented(symbol.decl->doc);
  details(symbol);
  std::string place = prose::place(program(), symbol.decl->name.range);
  out_.paragraph(out_.text(prose::code(symbol.name) + ", ") + linked(place, symbol.decl->name.range));
}

void Teller::details(const resolve::Symbol &symbol) {
  using Kind = syntax::Decl::Kind;
  const void *made = program().byDecl.lookup(symbol.decl);
  switch (symbol.kind()) {
  case Kind::Duties:
    return shared(symbol, llvm::cast<syntax::DutiesDecl>(symbol.decl)->clauses);
  case Kind::Pattern:
    return shared(symbol, llvm::cast<syntax::PatternDecl>(symbol.decl)->clauses);
  case Kind::Standard:
    return standard(symbol);
  case Kind::Let:
    return table(symbol);
  default:
    break;
  }
  if (!made)
    return;
  switch (symbol.kind()) {
  case Kind::Organization:
  case Kind::Person:
  case Kind::Team:
  case Kind::Vendor:
    return party(*static_cast<const check::Party *>(made));
  case Kind::Effect:
    return effect(*static_cast<const check::Effect *>(made));
  case Kind::Surface:
    return surface(*static_cast<const check::Surface *>(made));
  case Kind::Detector:
    return detector(*static_cast<const check::Detector *>(made));
  case Kind::System:
    return system(*static_cast<const check::System *>(made));
  case Kind::Guardrail:
    return guardrail(*static_cast<const check::Guardrail *>(made));
  case Kind::Exception:
    return exception(*static_cast<const check::Exception *>(made));
  case Kind::Framework:
    return framework(*static_cast<const check::Framework *>(made));
  case Kind::Sink:
    return sink(*static_cast<const check::Sink *>(made));
  default:
    return;
  }
}

/// What was read from a file when the policy was compiled.
void Teller::table(const resolve::Symbol &symbol) {
  for (const check::Data &data : program().data)
    if (data.symbol == &symbol) {
      const json::Array *items = data.value.asArray();
      const json::Object *members = data.value.asObject();
      size_t count = items ? items->size() : members ? members->size() : 1;
      fact("Holds", out_.text(prose::counted(static_cast<int64_t>(count), "entry", "entries") + ", " + data.digest));
    }
}

void Teller::package(const resolve::Package &package) {
  out_.source("package " + package.name);
  std::string documentation;
  for (const syntax::File *file : package.files)
    if (documentation.empty())
      documentation = file->doc.str();
  documented(documentation);
  if (package.ownerFile) {
    const resolve::Symbol *owner =
        view_.names().tryFind(*package.ownerFile, package.ownerFile->owner.names, resolve::parties);
    fact("Owner", named(program().party(owner)), package.ownerFile->owner.range);
  }
  std::vector<std::string> places;
  for (const syntax::File *file : package.files)
    if (places.size() < 8)
      places.push_back(linked(llvm::sys::path::filename(view_.sources().path(file->id)), file->range));
  if (package.files.size() > places.size())
    places.push_back(out_.text(prose::counted(static_cast<int64_t>(package.files.size() - places.size()), "other")));
  fact(package.files.size() == 1 ? "File" : "Files", llvm::join(places, ", "));
}

/// A parameter, a variable, a member: its name and type, as far as that is known.
void Teller::declaredName(const Meaning &meaning) {
  const syntax::Name &name = *meaning.declared;
  const syntax::File *tree = view_.tree(name.range.file);
  DeclaredNames names(*tree);
  const DeclaredName *declared = names.find(&name);
  const syntax::FieldDecl *field = declared ? declared->field : nullptr;
  std::string type = field && field->type ? written(field->type->range) : std::string();
  if (type.empty()) {
    const ir::Type *found = WrittenTypes(view_, name.range.file).declaredBy(name);
    type = found ? ir::print(found) : std::string();
  }
  bool isLet = declared && declared->let;
  out_.source((isLet ? "let " : "") + name.text.str() + (type.empty() ? "" : ": " + type) +
              (isLet ? " = " + written(declared->let->value->range) : ""));
  if (field)
    documented(field->doc);
}

void Teller::label(const Meaning &meaning) {
  const syntax::File *tree = view_.tree(meaning.declared->range.file);
  DeclaredNames names(*tree);
  const DeclaredName *declared = names.find(meaning.declared);
  if (!declared || !declared->rule)
    return;
  const syntax::Rule &rule = *declared->rule;
  out_.source(outdented(view_.sources().text(rule.range)));
  documented(rule.doc);
  if (const resolve::Symbol *holder = view_.names().symbolOf(declared->within))
    fact(prose::sentence(syntax::word(holder->kind()).str()), name(*holder));
}

void Teller::literal(TokenKind kind, llvm::StringRef word) {
  auto inDays = [&](Day day) {
    static constexpr const char *weekdays[] = {"Thursday", "Friday",  "Saturday", "Sunday",
                                               "Monday",   "Tuesday", "Wednesday"};
    std::string when = day == asOf()  ? "today"
                       : day > asOf() ? "in " + prose::counted(day - asOf(), "day")
                                      : prose::counted(asOf() - day, "day") + " ago";
    return std::string(weekdays[((day % 7) + 7) % 7]) + ", " + when;
  };
  std::string text;
  if (auto duration = kind == TokenKind::Duration ? parseDuration(word) : std::nullopt)
    text = prose::duration(*duration);
  else if (auto day = kind == TokenKind::Date ? parseDay(word) : std::nullopt)
    text = inDays(*day);
  else if (auto instant = kind == TokenKind::Instant ? parseInstant(word) : std::nullopt)
    text =
        inDays(static_cast<Day>((*instant - ((*instant % millisPerDay) + millisPerDay) % millisPerDay) / millisPerDay));
  if (text.empty())
    return;
  out_.source(word);
  out_.paragraph(out_.text(prose::sentence(text)));
}

} // namespace onus::lsp
