// SPDX-License-Identifier: Apache-2.0
#include "lsp/function_forms.h"

#include "check/lets.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace onus::lsp {

namespace {

/// A part that may be left out begins with its own word, and needs no comma before it.
bool beginsPart(llvm::StringRef rest) {
  return rest.startswith("where ") || rest.startswith("last ") || rest.startswith("per ");
}

class ParameterReader {
public:
  explicit ParameterReader(FunctionForm &form) : form_(form) {}

  void read() {
    llvm::StringRef label = form_.label;
    size_t open = label.find('(');
    if (open == llvm::StringRef::npos)
      return;
    size_t begin = open + 1;
    unsigned depth = 0;
    bool behindComma = false;
    for (size_t at = begin; at < label.size(); ++at) {
      char letter = label[at];
      if (depth == 0 && letter == ')')
        return add(begin, at, behindComma);
      bool part = depth == 0 && letter == ' ' && beginsPart(label.drop_front(at + 1));
      if (part || (depth == 0 && letter == ',')) {
        add(begin, at, behindComma);
        behindComma = letter == ',';
        begin = at + 1;
      }
      depth += llvm::StringRef("(<[{").contains(letter);
      depth -= depth > 0 && llvm::StringRef(")>]}").contains(letter);
    }
  }

private:
  void add(size_t begin, size_t end, bool behindComma) {
    llvm::StringRef text = llvm::StringRef(form_.label).slice(begin, end);
    begin += text.size() - text.ltrim().size();
    if (begin < end)
      form_.parameters.push_back({static_cast<uint32_t>(begin), static_cast<uint32_t>(end), behindComma, {}});
  }

  FunctionForm &form_;
};

FunctionForm makeForm(std::string label, llvm::StringRef documentation, llvm::StringRef page = {}) {
  FunctionForm form{std::move(label), documentation.str(), page, {}};
  ParameterReader(form).read();
  return form;
}

std::string listed(const source::SourceManager &sources, llvm::ArrayRef<syntax::FieldDecl> fields) {
  std::vector<std::string> parts;
  for (const syntax::FieldDecl &field : fields) {
    llvm::SmallVector<llvm::StringRef, 16> words;
    llvm::SplitString(sources.text(field.range), words);
    parts.push_back(llvm::join(words, " "));
  }
  return "(" + llvm::join(parts, ", ") + ")";
}

} // namespace

llvm::StringRef FunctionForm::nameOf(const Parameter &parameter) const {
  llvm::StringRef text = llvm::StringRef(label).slice(parameter.begin, parameter.end);
  return text.take_until([](char letter) { return letter == ':' || letter == ' '; });
}

std::vector<FunctionForm> languageForms(llvm::StringRef name) {
  std::vector<FunctionForm> forms;
  auto add = [&](llvm::StringRef known, const char *form, llvm::StringRef page, llvm::StringRef documentation) {
    if (known == name)
      forms.push_back(makeForm(form, documentation, page));
  };
#define ONUS_FUNCTION_FORM(NAME, FORM, PAGE, DOC) add(#NAME, FORM, PAGE, DOC);
#include "lsp/function_forms.def"
#define ONUS_BUILTIN(NAME, SIGNATURE, DOC) add(#NAME, SIGNATURE, "expressions", DOC);
#include "ir/builtins.def"
  return forms;
}

namespace {

std::string given(const View &view, const syntax::LetDecl &let) {
  if (let.type)
    return ": " + view.sources().text(let.type->range).str();
  const ir::Type *type = check::typeOf(view.program(), let);
  return type && !type->isError() ? ": " + ir::print(type) : "";
}

/// A detector may take its inputs from another one, so that they are not written here.
std::optional<FunctionForm> detectorForm(const View &view, const resolve::Symbol &symbol) {
  const check::Detector *detector = view.program().detector(&symbol);
  if (!detector)
    return std::nullopt;
  std::vector<std::string> inputs;
  for (const ir::Field &input : detector->inputs)
    inputs.push_back(input.name.str() + ": " + ir::print(input.type));
  std::string output = detector->output && !detector->output->isError() ? ": " + ir::print(detector->output) : "";
  return makeForm(symbol.simpleName().str() + "(" + llvm::join(inputs, ", ") + ")" + output, symbol.decl->doc);
}

} // namespace

std::optional<FunctionForm> formOf(const View &view, const resolve::Symbol &symbol) {
  const syntax::Decl &decl = *symbol.decl;
  if (llvm::isa<syntax::DetectorDecl>(decl))
    return detectorForm(view, symbol);
  llvm::ArrayRef<syntax::FieldDecl> fields;
  std::string gives;
  if (const auto *let = llvm::dyn_cast<syntax::LetDecl>(&decl); let && let->function) {
    fields = let->parameters;
    gives = given(view, *let);
  } else if (const auto *pattern = llvm::dyn_cast<syntax::PatternDecl>(&decl)) {
    fields = pattern->parameters;
  } else if (const auto *effect = llvm::dyn_cast<syntax::EffectDecl>(&decl)) {
    fields = effect->parameters;
  } else {
    return std::nullopt;
  }
  FunctionForm form = makeForm(decl.name.text.str() + listed(view.sources(), fields) + gives, decl.doc);
  for (size_t at = 0; at < std::min(form.parameters.size(), fields.size()); ++at)
    form.parameters[at].documentation = fields[at].doc.str();
  return form;
}

} // namespace onus::lsp
