" SPDX-License-Identifier: Apache-2.0
" What a file type brings besides: laying out, `%`, folds, comments, definitions, included documents.

edit examples/refunds/refunds.onus
call assert_equal('onus', &filetype)
let s:laid_out = getline(1, '$')
silent %s/^ \+//
normal! 5G
OnusFmt
call assert_equal(s:laid_out, getline(1, '$'))
call assert_equal(5, line('.'))

call setline(5, 'use "')
let s:broken = getline(1, '$')
redir => s:said
silent OnusFmt
redir END
call assert_equal(s:broken, getline(1, '$'))
call assert_match('onus fmt: error\[E0107\]', s:said)
edit!

" The definition of what stands under the cursor, and the document that the surface is read from.
call assert_equal('let refund_limit = 500.00', trim(execute('dsearch /refund_limit/')))
call assert_match('stripe.tools.json', execute('checkpath!'))

" Comments go on, and are made by plugins out of 'commentstring'.
call assert_equal('// %s', &commentstring)
normal! Go// one
execute "normal! otwo\<Esc>"
call assert_equal('// two', getline('$'))
edit!

packadd matchit
call append(0, 'let choice = if a then (if b then 1 else 2) else 3')
call cursor(1, 14)
normal %
call assert_equal(19, col('.'))
normal %
call assert_equal(45, col('.'))
edit!

let g:onus_fold = 1
edit!
setfiletype onus
doautocmd FileType onus
call assert_equal('syntax', &foldmethod)
call assert_equal(2, foldlevel(search('lifts  ')))
call assert_equal(0, foldlevel(search('^let refund_limit')))

setlocal filetype=
call assert_equal('', &indentexpr)
call assert_equal(0, exists(':OnusFmt'))
