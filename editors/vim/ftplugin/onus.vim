" SPDX-License-Identifier: Apache-2.0
if exists('b:did_ftplugin')
  finish
endif
let b:did_ftplugin = 1

setlocal comments=:///,:// commentstring=//\ %s formatoptions-=t formatoptions+=croqnlj
setlocal expandtab shiftwidth=2 softtabstop=2 textwidth=120
setlocal suffixesadd=.onus
" The documents that a file reads, and what it declares, for |include-search| and |definition-search|.
setlocal include=\\<from\\s\\+\\h\\w*\\s\\+\"\\zs[^\"]\\+
let s:declarations = [
      "\ BEGIN generated: declaration words
      \ 'organization', 'team', 'person', 'vendor', 'sink', 'context', 'type', 'let', 'effect', 'surface', 'detector',
      \ 'system', 'duties', 'guardrail', 'pattern', 'exception', 'standard', 'framework', 'test',
      "\ END generated
      \ ]
let &l:define = '^\s*\%(' . join(s:declarations + ['tool', 'control'], '\|') . '\)\s\+"\='

let b:match_ignorecase = 0
let b:match_words = '\<if\>:\<then\>:\<else\>'
let b:match_skip = 's:comment\|string\|raw'

" Functions of g:onus_… that are off unless asked for.
if get(g:, 'onus_fold')
  setlocal foldmethod=syntax
endif

command! -buffer OnusFmt call onus#fmt#Buffer()

let b:undo_ftplugin = 'setlocal comments< commentstring< formatoptions< expandtab< shiftwidth< softtabstop< textwidth<'
      \ . ' suffixesadd< include< define< foldmethod< | unlet! b:match_ignorecase b:match_words b:match_skip'
      \ . ' | silent! delcommand -buffer OnusFmt'
