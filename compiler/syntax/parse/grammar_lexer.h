// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "syntax/lexer.h"

namespace onus::syntax {

/// The words as the lexer generated from grammar/OnusLexer.g4 finds them. It is several times slower than `lex` and
/// there to be compared with it. The text must be UTF-8.
Tokens lexByGrammar(llvm::StringRef text);

} // namespace onus::syntax
