// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/surfaces/manifest.h"
#include "scaffold/suggest.h"

/// Which arguments fill an effect's parameters, as an expression that type-checks (S37).
namespace onus::scaffold {

/// What is done with the files that an argument names.
enum class PathUse { Read, Written, Unclear };

/// An argument, or a member of one that is a record or a list of records.
struct Argument {
  std::string name;
  std::string description; ///< of arguments only; may be empty
  const ir::Type *type = nullptr;
  bool address = false;                                         ///< its schema says that it is a URL
  std::vector<std::pair<std::string, const ir::Type *>> within; ///< the records and lists around it, from the outside
};

/// All that a tool takes, outer ones first.
std::vector<Argument> argumentsOf(const check::surfaces::ManifestTool &tool);

/// The name stands in a row of argument names: whole, or with `*` at one end.
bool isNamed(llvm::StringRef argument, llvm::StringRef row);

/// The arguments that could fill a role, by the role's row.
std::vector<const Argument *> fillers(const std::vector<Argument> &arguments, llvm::StringRef effect);

/// What the description of an argument that names a file says the file is for.
PathUse pathUse(const Argument &argument);

/// The bindings of an effect by these arguments; `none` where there is none, or none that can be written.
std::vector<SuggestedBinding> bindingsFor(llvm::StringRef effect, const std::vector<const Argument *> &chosen);

} // namespace onus::scaffold
