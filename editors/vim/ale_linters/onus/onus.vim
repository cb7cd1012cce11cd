" SPDX-License-Identifier: Apache-2.0
" The language server for ALE, which looks here by itself.

call ale#Set('onus_onus_executable', 'onus')

" The nearest project around a buffer, else its folder.
function! ale_linters#onus#onus#GetProjectRoot(buffer) abort
  let toml = ale#path#FindNearestFile(a:buffer, 'onus.toml')
  return fnamemodify(toml ==# '' ? bufname(a:buffer) : toml, ':p:h')
endfunction

call ale#linter#Define('onus', {
      \ 'name': 'onus',
      \ 'lsp': 'stdio',
      \ 'executable': {buffer -> ale#Var(buffer, 'onus_onus_executable')},
      \ 'command': '%e lsp',
      \ 'project_root': function('ale_linters#onus#onus#GetProjectRoot'),
      \ })
