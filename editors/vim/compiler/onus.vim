" SPDX-License-Identifier: Apache-2.0
" `:compiler onus`, then `:make` checks the project around the working directory, and `:make FILE` another one.
" `let g:onus_make = 'lint'` before it lints as well.
if exists('current_compiler')
  finish
endif
let current_compiler = 'onus'

if exists(':CompilerSet') != 2
  command -nargs=* CompilerSet setlocal <args>
endif

execute 'CompilerSet makeprg=onus\ ' . get(g:, 'onus_make', 'check') . '\ --format\ gnu\ $*'
" Columns count characters, so they are those of the screen (%v) and not bytes.
CompilerSet errorformat=%f:%l:%v:\ %t%*[^:]:\ %m,onus:\ %t%*[^:]:\ %m
