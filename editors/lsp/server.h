// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace onus::lsp {

/// Runs the language server on standard input and output until the client says `exit` or is gone. Gives 0 where it said
/// `shutdown` before, else 1.
int serve();

} // namespace onus::lsp
