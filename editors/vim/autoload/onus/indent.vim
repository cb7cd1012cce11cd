" SPDX-License-Identifier: Apache-2.0
" How far a line is indented: as `onus fmt` does it, by what stands above the line.
"
" The lines from the declaration above are read from left to right. What is open is a stack of contexts: the file, the
" braces of a declaration (a block of statements), the brackets of a literal or a type (items), and parentheses. Each
" knows the column of its members (`member`), of its closing bracket (`close`), and where a line that goes on begins:
" `indent`, measured from `base`. An expression in it goes on below its first word (`expr`).

function! s:Set(words)
  let set = {}
  for word in a:words
    let set[word] = 1
  endfor
  return set
endfunction

let s:reserved = s:Set([
      "\ BEGIN generated: reserved words
      \ 'all', 'and', 'any', 'as', 'because', 'else', 'expect', 'false', 'has', 'if', 'in', 'like', 'matches', 'not',
      \ 'or', 'that', 'then', 'true', 'when', 'where',
      "\ END generated
      \ ])
let s:operators = s:Set([
      "\ BEGIN generated: operator words
      \ 'or', 'and', 'in', 'matches', 'like', 'not', 'any', 'all',
      "\ END generated
      \ '==', '!=', '<', '<=', '>', '>=', '??', '+', '-', '*'])
let s:declarations = [
      "\ BEGIN generated: header words + declaration words
      \ 'package', 'use', 'organization', 'team', 'person', 'vendor', 'sink', 'context', 'type', 'let', 'effect',
      \ 'surface', 'detector', 'system', 'duties', 'guardrail', 'pattern', 'exception', 'standard', 'framework', 'test',
      "\ END generated
      \ ]
let s:edge = '^\%(' . join(s:declarations, '\|') . '\)\>'

" What stands before the words of a list is not aligned: these begin lines that go on four columns further in.
let s:unaligned = s:Set(s:declarations + ['tool', 'unguarded', 'every', 'control'])
" Braces behind these hold statements; all others hold members.
let s:blocks = s:Set(filter(copy(s:declarations), 'index(["package", "use", "context", "type", "let"], v:val) < 0')
      \ + ['control'])
" Statements that are complete with their first word.
let s:complete = s:Set(['incomplete', 'shadow', 'deny', 'flag'])
" Behind these an expression begins, and behind what is not here a line may end.
let s:openers = s:Set(
      \ ['when', 'where', 'require', 'requires', 'matching', 'because', 'if', 'then', 'else', '=', ',', ':'])
let s:demanding = s:Set([',', '.', '=', ':', '==', '!=', '<', '<=', '>=', '??', '+', '-', '|'])

" Contextual words that go on with a statement, by its first word.
let s:terms = ['requested', 'approved', 'reviewed', 'until']
let s:further = {
      \ 'log': ['redact', 'to'], 'rollback': ['by', 'within', 'runbook'], 'fails': s:terms, 'shadow': s:terms,
      \ 'tool': s:terms + ['returns', 'does', 'unguarded'], 'unguarded': s:terms, 'let': ['yes', 'no', 'from'],
      \ 'guardrail': ['is', 'under'], 'detector': ['is'], 'exception': ['to'], 'expect': ['by', 'with'],
      \ 'result': ['args', 'error']}

let s:token = '\v//.*|r?"%(\\.|[^"\\])*"?|\d{4}-\d\d-\d\d%(T[0-9:.]+Z)?|\d\w*%(\.\d+)?|\h\w*'
      \ . '|\.\.\.|\?\?|[=!<>]\=|\S'

" The next token at or behind a byte of a line: its text and its bytes. Comments are none.
function! s:Next(line, from)
  let found = matchstrpos(a:line, s:token, a:from)
  return found[0] =~# '^//' ? ['', -1, -1] : found
endfunction

" ---- What is open

function! s:Context(kind, of, member, close)
  return {'kind': a:kind, 'of': a:of, 'member': a:member, 'close': a:close, 'head': '', 'base': a:member,
        \ 'indent': a:member, 'own': [a:member, a:member], 'align': 0, 'last': '', 'size': 0,
        \ 'expr': -1, 'or': 0, 'ifs': [], 'ranges': 0, 'ranged': 0,
        \ 'labelled': 0, 'aligned': 0, 'waived': 0}
endfunction

" Lines that go on begin at `indent`, until `s:Returns`; what an item in brackets is indented from is `base`.
function! s:Align(context, base, indent)
  let a:context.base = a:base
  let a:context.indent = a:indent
  let a:context.align = 0
endfunction

" The same for the whole statement: `s:Returns` says what goes back to it.
function! s:Own(context, base, indent)
  let a:context.own = [a:base, a:indent]
  call s:Align(a:context, a:base, a:indent)
endfunction

function! s:Begin(context, head, labelled)
  let [c, head] = [a:context, a:head]
  let c.head = head
  let [c.expr, c.or, c.ifs, c.ranges, c.size] = [-1, 0, [], 0, 0]
  let first = s:First(c, head)
  let c.labelled = a:labelled
  let c.aligned = !(a:labelled || c.of ==# 'test' || has_key(s:unaligned, head))
  let c.waived = head ==# 'unguarded'
  call s:Own(c, first, first + 4)
  let c.align = c.aligned || c.waived
endfunction

" Where a statement begins.
function! s:First(context, head)
  return a:context.member + (a:context.of ==# 'test' && a:head ==# 'signal' ? 2 : 0)
endfunction

function! s:IsStatements(context)
  return a:context.kind ==# 'file' || a:context.kind ==# 'block'
endfunction

" Whether a line that begins with the token begins a statement of the block.
function! s:BeginsStatement(context, token, line)
  let c = a:context
  if c.head ==# ''
    return 1
  endif
  if has_key(s:demanding, c.last) || (c.size == 1 && !has_key(s:complete, c.last) && c.of !=# 'test')
    return 0
  endif
  if has_key(s:reserved, c.last) && c.last !=# 'true' && c.last !=# 'false'
    return 0
  endif
  if has_key(s:reserved, a:token)
    return c.of ==# 'test' ? a:token ==# 'expect' : c.of ==# 'exception' && a:token =~# '^\%(when\|because\)$'
  endif
  if a:token ==# 'unguarded'
    return c.head !=# 'tool' || a:line !~# '\v<unguarded\s+%(%(call|result)\s+)?because>'
  endif
  if a:token ==# ''
    return 1
  endif
  let further = get(s:further, c.head, [])
  return a:token =~# '^\h' && a:token !~# '"$' && index(further, a:token) < 0
endfunction

" ---- Reading

" Reads the words of a line, as they stand, into the stack.
function! s:Read(stack, line)
  let [token, at, end] = s:Next(a:line, 0)
  let first = 1
  while at >= 0
    let column = strdisplaywidth(strpart(a:line, 0, at))
    let c = a:stack[-1]
    if first && s:IsStatements(c) && token !~# '[])}]' && s:BeginsStatement(c, token, a:line)
      call s:Begin(c, token, strpart(a:line, end) =~# '^\s*:')
    elseif first && c.kind ==# 'items' && !has_key(s:operators, token) && !has_key(s:demanding, c.last)
      let c.expr = -1
    elseif c.kind ==# 'block' && c.head ==# ''
      call s:Begin(c, token, 0)
    endif
    let rest = a:line[end :]
    let name = token =~# '^\h\w*$' && (c.last ==# '.' || rest =~# '^\s*:')
    call s:Take(a:stack, name ? 'name' : token, column, rest)
    let first = 0
    let [token, at, end] = s:Next(a:line, end)
  endwhile
endfunction

function! s:Take(stack, token, column, rest)
  let c = a:stack[-1]
  if a:token =~# '^[])}]$'
    if len(a:stack) > 1
      call remove(a:stack, -1)
    endif
    let a:stack[-1].last = a:token
    return
  endif
  if c.align && c.size > 0
    call s:Align(c, a:column, a:column)
  endif
  if s:IsStatements(c)
    call s:Anchor(c, a:token, a:column, a:rest)
  endif
  call s:Follow(c, a:token, a:column)
  if a:token =~# '^[[({]$'
    call add(a:stack, s:Opened(c, a:token, a:column))
  endif
  let c.last = a:token
  let c.size += 1
endfunction

" Words within a statement below which lines go on.
function! s:Anchor(context, token, column, rest)
  let [c, token] = [a:context, a:token]
  if c.size == 0
    return
  elseif c.size == 1 && c.aligned
    let c.own = [c.base, c.indent]
  elseif c.size == 2 && c.labelled
    return s:Own(c, a:column, a:column)
  endif
  if s:Returns(c, token)
    call s:Align(c, c.own[0], c.own[1])
  endif
  if c.head ==# 'log' && c.last !~# '[,.]'
    let c.align = token ==# 'redact'
  elseif c.head ==# 'rollback'
    let c.align = token =~# '^\%(disable\|revoke\)$'
  elseif c.head ==# 'maps' && token =~# '"$' && c.last !=# ','
    call s:Align(c, a:column, a:column)
  elseif c.head ==# 'tool' || c.head ==# 'unguarded'
    let c.align = token =~# '^\%(does\|unguarded\)$' && c.last !=# '.'
    let c.waived = c.waived || token ==# 'unguarded'
  elseif c.head ==# 'type' && token ==# '=' && a:rest =~# '^\s*"'
    call s:Align(c, a:column, a:column)
  elseif c.head ==# 'let' && token =~# '^\%(=\|yes\|no\)$'
    call s:Align(c, c.base, c.base + (token ==# '=' ? 2 : 4))
  endif
endfunction

" Whether the token ends what the words before it aligned.
function! s:Returns(context, token)
  let c = a:context
  if c.last =~# '^[,.]$'
    return 0
  elseif c.head ==# 'log' || c.head ==# 'rollback'
    return a:token =~# '^\%(redact\|to\|by\|runbook\)$'
  elseif c.head ==# 'tool' || c.head ==# 'unguarded'
    return a:token =~# '^\%(returns\|does\|unguarded\)$' || (!c.waived && index(s:terms, a:token) >= 0)
  endif
  return 0
endfunction

" Where the expression begins that the token is part of.
function! s:Follow(context, token, column)
  let [c, token] = [a:context, a:token]
  if token ==# ':' && c.ranges > 0
    let c.ranges -= 1
    let c.ranged = 1
    return
  endif
  let c.ranged = 0
  if token ==# 'if'
    call add(c.ifs, a:column)
  elseif token ==# 'else' && !empty(c.ifs)
    call remove(c.ifs, -1)
  elseif token =~# '^\%(any\|all\)$'
    let c.ranges += 1
  elseif token ==# 'or'
    let c.or = 1
  endif
  if has_key(s:openers, token)
    let [c.expr, c.or] = [-1, 0]
  elseif c.expr < 0 && !(c.size == 0 && s:IsStatements(c))
    let c.expr = a:column
  endif
endfunction

function! s:Opened(context, token, column)
  let c = a:context
  let subscript = a:token ==# '[' && c.last =~# '[A-Za-z0-9_\])]$' && !has_key(s:reserved, c.last)
  if a:token ==# '(' || c.last ==# '.' || subscript
    return s:Context('aligned', '', a:column + 1, c.indent)
  endif
  let inExpr = has_key(s:operators, c.last) && c.expr >= 0
  let base = inExpr ? c.expr : c.base
  let block = s:IsStatements(c) && a:token ==# '{' && has_key(s:blocks, c.head)
        \ && !(c.of ==# 'test')
  return s:Context(block ? 'block' : 'items', block ? c.head : '', base + 2, base)
endfunction

" ---- The column of a line

function! s:Column(stack, token, lnum)
  let [c, token] = [a:stack[-1], a:token]
  if token =~# '^[])}]$'
    return c.close
  elseif s:IsStatements(c) && s:BeginsStatement(c, token, getline(a:lnum))
    return s:First(c, token)
  elseif c.ranged
    return c.expr + 4
  elseif token =~# '^\%(then\|else\)$' && !empty(c.ifs)
    return c.ifs[-1]
  elseif c.expr >= 0 && !has_key(s:demanding, c.last) && has_key(s:operators, token)
    return c.expr + (token ==# 'or' || (token ==# 'and' && !c.or && !s:OrAhead(a:lnum)) ? 0 : 2)
  elseif c.expr >= 0 && has_key(s:operators, c.last) && c.last !~# '^[>*]$'
    return c.expr + (c.last =~# '^\%(and\|or\)$' ? 0 : 2)
  elseif c.head ==# 'let' && token =~# '^\%(yes\|no\)$'
    return c.base + 2
  endif
  return s:IsStatements(c) && s:Returns(c, token) ? c.own[1] : c.indent
endfunction

" Whether an `or` follows in the expression that goes on in the line.
function! s:OrAhead(lnum)
  let [depth, lnum, last] = [0, a:lnum, '']
  while lnum <= line('$')
    let [token, at, end] = s:Next(getline(lnum), 0)
    if depth == 0 && at >= 0 && lnum > a:lnum && !has_key(s:operators, token) && !has_key(s:operators, last)
      return 0
    endif
    while at >= 0
      let depth += token =~# '^[[({]$' ? 1 : token =~# '^[])}]$' ? -1 : 0
      if depth < 0 || (depth == 0 && (token ==# 'or' || has_key(s:openers, token)))
        return token ==# 'or'
      endif
      let last = token
      let [token, at, end] = s:Next(getline(lnum), end)
    endwhile
    let lnum += 1
  endwhile
  return 0
endfunction

" What is open above a line. A declaration at the edge begins anew, whatever was left open above it. The lines that were
" read last are not read again while they stay as they were.
function! s:Above(lnum)
  let cache = get(b:, 'onus_indent', {'first': 1, 'lines': [], 'stack': []})
  let lines = getline(cache.first, a:lnum - 1)
  if empty(cache.stack) || len(cache.lines) > len(lines) || cache.lines !=# lines[: len(cache.lines) - 1]
    let cache = {'first': max([search(s:edge, 'bnW'), 1]), 'lines': [], 'stack': [s:Context('file', '', 0, 0)]}
    let lines = getline(cache.first, a:lnum - 1)
  endif
  for line in lines[len(cache.lines) :]
    if line =~# s:edge
      let cache.stack = [s:Context('file', '', 0, 0)]
    endif
    call s:Read(cache.stack, line)
  endfor
  let cache.lines = lines
  let b:onus_indent = cache
  return cache.stack
endfunction

function! onus#indent#Get(lnum)
  call cursor(a:lnum, 1)
  let lnum = a:lnum
  while getline(lnum) =~# '^\s*//' && lnum < line('$')
    let lnum = nextnonblank(lnum + 1)
  endwhile
  let token = s:Next(getline(lnum), 0)[0]
  if lnum != a:lnum && token =~# '^[])}]$'
    let token = ''
  endif
  return s:Column(s:Above(a:lnum), token, lnum)
endfunction
