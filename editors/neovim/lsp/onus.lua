-- SPDX-License-Identifier: Apache-2.0
-- How the language server is started: what `vim.lsp.enable('onus')` reads, from Neovim 0.11 on.
return {
  cmd = { 'onus', 'lsp' },
  filetypes = { 'onus' },
  root_markers = { 'onus.toml', '.git' },
}
