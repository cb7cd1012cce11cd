-- SPDX-License-Identifier: Apache-2.0
-- How the language server is started: what `vim.lsp.enable('onus')` reads, from Neovim 0.11 on.
return {
  cmd = { 'onus', 'lsp' },
  filetypes = { 'onus' },
  root_markers = { 'onus.toml', '.git' },
  -- Told that there is more to show, Neovim asks for what the whole workspace has and leaves out the files that are open.
  -- Without this ability it is sent what is found, as it is found.
  capabilities = { workspace = { diagnostics = { refreshSupport = false } } },
}
