// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backends/bytecode/codes.h"
#include "evaluate/system_index.h"

namespace onus::backends::bytecode {

/// Writes a whole module into the sections of a bundle.
class ModuleWriter {
public:
  ModuleWriter(const ir::Module &module, const source::SourceManager *sources, Rows &rows)
      : module_(module), rows_(rows), types_(rows), patterns_(rows), codes_(rows, types_, patterns_, sources) {}

  /// What the header says of it.
  rt::Header write();

private:
  void writePeople();
  rt::PartyRow party(const ir::Party &from);
  void writeData();
  void writeControls();

  rt::TextRef text(llvm::StringRef text) { return rows_.text(text); }
  rt::Range texts(const std::vector<std::string> &list);
  rt::SpanRow span(const ir::Span &from);
  uint32_t waiver(const ir::Waiver &from);
  uint32_t waiver(const std::optional<ir::Waiver> &from) { return from ? waiver(*from) : rt::none; }

  rt::SystemRow system(const ir::System &from);
  void systemParts(const ir::System &from, rt::SystemRow &row);
  rt::ToolRow tool(const ir::Tool &from);
  rt::Range bindings(const ir::Tool &from);
  rt::DetectorRow detector(const ir::Detector &from);
  rt::SlotRow slot(const ir::System &system, size_t place, const evaluate::SystemIndex &index);
  rt::Range dispatch(const ir::System &system, const evaluate::SystemIndex &index);
  rt::DispatchRow dispatchOf(ir::EventKind kind, llvm::StringRef tool, const evaluate::SystemIndex &index);
  /// Places of the system's tools, ascending.
  rt::Range places(const ir::System &system, const std::vector<std::string> &tools);

  void guardrails(const ir::System &system, const evaluate::SystemIndex &index, rt::SystemRow &row);
  rt::GuardrailRow guardrail(const ir::Guardrail &from, Scope &scope);
  rt::GuardrailColdRow guardrailCold(const ir::Guardrail &from, const Scope &scope);
  rt::Range lets(const ir::Guardrail &from, Scope &scope);
  rt::Range rules(const ir::Guardrail &from, Scope &scope);
  rt::Range redacts(const ir::Rule &from, Scope &scope);
  rt::Range exceptions(const ir::Guardrail &from, Scope &scope);
  rt::ExceptionColdRow exceptionCold(const ir::Exception &from);
  rt::Range log(const ir::Guardrail &from, const Scope &scope);
  rt::Range controls(const ir::Guardrail &from);

  const ir::Module &module_;
  Rows &rows_;
  Types types_;
  Patterns patterns_;
  Codes codes_;
  const ir::System *system_ = nullptr;
  std::map<std::string, uint32_t> parties_, sinks_;
  std::map<std::array<std::string, 4>, uint32_t> controls_;
};

} // namespace onus::backends::bytecode
