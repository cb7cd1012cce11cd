" SPDX-License-Identifier: Apache-2.0
" Colours: the lines of colours.txt, all in one buffer.

let [s:lines, s:cases] = [[], []]
for s:case in filter(readfile($ONUS_COLOURS), 'v:val !~# "^#"')
  if s:case =~# '^=='
    let s:head = s:case[3 :]
    call extend(s:lines, (get(s:, 'block', '') ==# '' ? [''] : ['}']) + (s:head ==# '' ? [] : [s:head . ' {']))
    let s:block = s:head
    continue
  endif
  let [s:kind, s:line] = matchlist(s:case, '^\(\S*\) *| \(.*\)$')[1:2]
  call add(s:lines, substitute(s:line, '[«»]', '', 'g'))
  call add(s:cases, [s:kind, s:line, len(s:lines), stridx(s:line, '«') + 1])
endfor

enew
call setline(1, s:lines + ['}'])
setfiletype onus
call assert_inrange(90, 1000, len(s:cases))
for [s:kind, s:line, s:number, s:column] in s:cases
  let s:found = tolower(substitute(synIDattr(synID(s:number, s:column, 1), 'name'), '^onus', '', ''))
  call assert_equal(s:kind, index(['', 'block', 'parens', 'record', 'list'], s:found) < 0 ? s:found : '-', s:line)
endfor
