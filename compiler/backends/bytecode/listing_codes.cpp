// SPDX-License-Identifier: Apache-2.0
#include "backends/bytecode/listing_page.h"

#include "base/decimal.h"
#include "base/time.h"

namespace onus::backends::bytecode {

using rt::Opcode;
using rt::Section;

namespace {

llvm::StringRef wordOf(Opcode op) {
  static constexpr llvm::StringLiteral words[] = {
#define ONUS_OPCODE(NAME, WORD, LEAST, MOST, NUMBER, TEXT, DOC) WORD,
#include "runtime/format/opcodes.def"
  };
  return words[static_cast<size_t>(op)];
}

llvm::StringRef rootName(int64_t number) {
  static constexpr llvm::StringLiteral names[] = {"args",    "result", "error", "context",
                                                  "session", "agent",  "tool",  "time"};
  constexpr auto texts = static_cast<int64_t>(rt::Root::Text);
  if (number < texts)
    return names[number];
  return word(static_cast<EventKind>(number - texts));
}

/// The names of a record's values, or the key of a signal.
std::string namesOf(const ListingPage &page, const rt::Code &code) {
  uint32_t count = code.op == Opcode::Signal ? 1 : code.operands.count;
  return page.texts({static_cast<uint32_t>(code.number), count});
}

/// What the instruction holds beside its operands.
std::string detail(const ListingPage &page, const rt::Code &code) {
  switch (code.op) {
  case Opcode::Bool:
    return code.number ? "true" : "false";
  case Opcode::Int:
    return std::to_string(code.number);
  case Opcode::Decimal:
    return Decimal{code.number}.text();
  case Opcode::Duration:
    return formatDuration(code.number);
  case Opcode::Date:
    return formatDay(static_cast<Day>(code.number));
  case Opcode::Instant:
    return formatInstant(code.number);
  case Opcode::String:
  case Opcode::Like:
    return page.quoted(code.text);
  case Opcode::Ip:
  case Opcode::Cidr:
    return "constant " + std::to_string(code.number);
  case Opcode::Pattern:
    return std::to_string(code.number);
  case Opcode::Data:
    return std::to_string(code.number) + " " + page.text(code.text).str();
  case Opcode::History:
    return "slot " + std::to_string(code.number);
  case Opcode::Root:
    return rootName(code.number).str();
  case Opcode::Record:
    return namesOf(page, code);
  case Opcode::Signal:
    return page.text(code.text).str() + " key " + namesOf(page, code);
  case Opcode::Local:
  case Opcode::Let:
  case Opcode::Project:
  case Opcode::Any:
  case Opcode::All:
  case Opcode::CountOf:
  case Opcode::SumOf:
    return "#" + std::to_string(code.number) + " " + page.text(code.text).str();
  default: // the others have a name at most
    return page.text(code.text).str();
  }
}

} // namespace

void listCodes(ListingPage &page) {
  const rt::Bundle &bundle = page.bundle();
  page.line("code");
  page.in();
  auto codes = bundle.rows<Section::Codes>();
  for (uint32_t index = 0; index < codes.size; ++index) {
    const rt::Code &code = codes[index];
    std::string operands = page.codes(code.operands), held = detail(page, code);
    std::string head = page.code(index) + " " + wordOf(code.op).str() + (operands.empty() ? "" : " " + operands) +
                       (held.empty() ? "" : " " + held) + ": " + page.type(code.type);
    head += (code.flags & rt::codeMasked) ? " masked" : "";
    head += (code.flags & rt::codeSensitive) ? " sensitive" : "";
    std::string span = page.span(bundle.row<Section::CodeSpans>(index));
    page.line(head, " depth ", std::to_string(code.depth), span.empty() ? "" : "  " + span, "  `",
              page.text(bundle.row<Section::Prints>(index)), "`");
  }
  page.out();
}

} // namespace onus::backends::bytecode
