" SPDX-License-Identifier: Apache-2.0
" `:make` fills the quickfix list: the file, the line, the column (of characters), the kind and the message.

function! s:Found()
  return map(filter(getqflist(), 'v:val.valid'),
        \ '[bufname(v:val.bufnr), v:val.lnum, v:val.col, v:val.vcol, v:val.type]')
endfunction

set shellpipe=>%s\ 2>&1
compiler! onus
cd broken
silent make!
let s:file = 'déjà vu/ask & tell, 100%.onus'
call assert_equal([[s:file, 3, 11, 1, 'e'], [s:file, 6, 11, 1, 'e'], [s:file, 10, 17, 1, 'e']], s:Found())
call assert_match('^cannot find a sink named `stores` \[E0206 unknown-name\]$', getqflist()[-1].text)

" Letters of two bytes stand before the word that is meant.
cd ..
call mkdir('words')
call writefile(['package desk', 'let s = "äöü".lower() + nothing'], 'words/desk.onus')
silent make! words
cfirst
call assert_equal([['words/desk.onus', 2, 25, 1, 'e']], s:Found())
call assert_equal('nothing', getline('.')[col('.') - 1 : col('.') + 5])

" What is said of no file.
silent make! absent
call assert_equal(['e'], map(s:Found(), 'v:val[4]'))

" Linting is another command of the same form.
let g:onus_make = 'lint'
compiler! onus
call assert_equal('onus lint --format gnu $*', &makeprg)
