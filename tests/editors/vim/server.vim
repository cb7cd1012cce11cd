" SPDX-License-Identifier: Apache-2.0
" The language server, by ALE: a mistake is told while it is there.

function! s:Found()
  let errors = filter(copy(ale#engine#GetLoclist(bufnr('%'))), 'v:val.type ==# "E"')
  return map(errors, '[v:val.lnum, v:val.col, matchstr(v:val.text, "^[^\n]*`")]')
endfunction

function! s:Wait(wanted)
  let begin = reltime()
  while s:Found() !=# a:wanted && reltimefloat(reltime(begin)) < 20
    sleep 50m
  endwhile
  call assert_equal(a:wanted, s:Found())
endfunction

execute 'source' $ALE . '/plugin/ale.vim'
call assert_equal(['onus'], map(ale#linter#Get('onus'), 'v:val.name'))
edit examples/refunds/refunds.onus
let s:line = search('to siem')
call setline(s:line, substitute(getline(s:line), 'siem', 'seim', ''))
silent write
call ale#Queue(0)
call s:Wait([[s:line, 35, 'cannot find a sink named `seim`']])
call setline(s:line, substitute(getline(s:line), 'seim', 'siem', ''))
doautocmd TextChanged
call ale#Queue(0)
call s:Wait([])
