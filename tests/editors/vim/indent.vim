" SPDX-License-Identifier: Apache-2.0
" Indentation: of what lost all of it, and of what is typed line by line.

function! s:Difference(name, wanted)
  for number in range(1, max([line('$'), len(a:wanted)]))
    if getline(number) !=# get(a:wanted, number - 1, '')
      call add(v:errors, a:name . ':' . number . ': ' . getline(number))
      call add(v:errors, '  instead of ' . get(a:wanted, number - 1, ''))
    endif
  endfor
endfunction

for s:file in split(glob('laid_out/*.onus'), "\n")
  let s:wanted = readfile(s:file)
  execute 'silent edit' s:file
  silent %s/^ \+//e
  call assert_notequal(s:wanted, getline(1, '$'), s:file)
  silent normal! gg=G
  call s:Difference(s:file, s:wanted)
  bwipeout!
endfor

for s:file in ['refunds.onus', 'refunds.test.onus', 'assistant.onus']
  let s:wanted = readfile('laid_out/' . s:file)
  enew!
  setfiletype onus
  setlocal formatoptions-=r formatoptions-=o
  execute 'normal! i' . join(map(copy(s:wanted), 'substitute(v:val, "^ *", "", "")'), "\<CR>")
  call s:Difference('typed ' . s:file, s:wanted)
endfor

" A file that is not finished above does not push what stands at the edge below.
enew!
setfiletype onus
call setline(1, ['let a = [1, 2', '', 'guardrail g {', 'owner crew'])
normal! 4G==
call assert_equal('  owner crew', getline(4))

" What goes on where nothing is written yet.
enew!
setfiletype onus
execute "normal! iguardrail g {\<CR>on  call a,\<CR>call b\<CR>owner crew\<CR>deny when a\<CR>and b\<CR>}"
call assert_equal(
      \ ['guardrail g {', '  on  call a,', '      call b', '  owner crew', '  deny when a', '            and b', '}'],
      \ getline(1, '$'))
