-- SPDX-License-Identifier: Apache-2.0
local set = vim.opt_local
set.comments = ':///,://'
set.commentstring = '// %s'
set.formatoptions:remove('t')
set.formatoptions:append('croqnlj')
set.expandtab = true
set.shiftwidth = 2
set.softtabstop = 2
set.textwidth = 120
set.suffixesadd = '.onus'
vim.b.undo_ftplugin = 'setlocal comments< commentstring< formatoptions< expandtab< shiftwidth< softtabstop< textwidth<'
  .. ' suffixesadd<'

-- Without the parser the file has the colours of editors/vim, where that is installed too.
if pcall(vim.treesitter.start) then
  set.foldexpr = 'v:lua.vim.treesitter.foldexpr()'
  vim.b.undo_ftplugin = vim.b.undo_ftplugin .. ' foldexpr< | lua vim.treesitter.stop()'
end
