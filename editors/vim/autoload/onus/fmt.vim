" SPDX-License-Identifier: Apache-2.0

" Lays the buffer out as `onus fmt` does. A buffer that does not parse stays as it is, and the first error is told.
function! onus#fmt#Buffer()
  let command = get(g:, 'onus_program', 'onus') . ' fmt - --stdin-filename ' . shellescape(expand('%'))
  let errors = tempname()
  let lines = systemlist(command . ' 2>' . shellescape(errors), getline(1, '$') + [''])
  if v:shell_error
    let said = filereadable(errors) ? readfile(errors, '', 2) : []
    echohl ErrorMsg | echomsg 'onus fmt: ' . join(map(said, 'trim(v:val)')) | echohl None
  elseif lines !=# getline(1, '$')
    let view = winsaveview()
    silent keepjumps call deletebufline('%', len(lines) + 1, '$')
    silent keepjumps call setline(1, lines)
    call winrestview(view)
  endif
  call delete(errors)
endfunction
