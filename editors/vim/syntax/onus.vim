" SPDX-License-Identifier: Apache-2.0
" Colours for Onus. Most keywords are keywords in their place only and names everywhere else; a place is known here by
" what stands around the word on its line. The language server knows better and may colour over it.
if exists('b:current_syntax')
  finish
endif

let s:cpo = &cpo
set cpo&vim

" ---- The words, from the tables of the compiler

let s:reserved = [
      "\ BEGIN generated: reserved words - operator words - constants
      \ 'as', 'because', 'else', 'expect', 'has', 'if', 'that', 'then', 'when', 'where',
      "\ END generated
      \ ]
let s:operators = [
      "\ BEGIN generated: operator words
      \ 'or', 'and', 'in', 'matches', 'like', 'not', 'any', 'all',
      "\ END generated
      \ ]
let s:constants = [
      "\ BEGIN generated: constants
      \ 'true', 'false',
      "\ END generated
      \ ]
let s:headers = [
      "\ BEGIN generated: header words
      \ 'package', 'use',
      "\ END generated
      \ ]
let s:declarations = [
      "\ BEGIN generated: declaration words
      \ 'organization', 'team', 'person', 'vendor', 'sink', 'context', 'type', 'let', 'effect', 'surface', 'detector',
      \ 'system', 'duties', 'guardrail', 'pattern', 'exception', 'standard', 'framework', 'test',
      "\ END generated
      \ ]
let s:clauses = [
      "\ BEGIN generated: clause words + step words - reserved words - rule words
      \ 'email', 'lead', 'members', 'contact', 'provides', 'answers_to', 'active', 'standards', 'owner', 'keep',
      \ 'severity', 'cover', 'from', 'tool', 'returns', 'does', 'unguarded', 'requested', 'reviewed', 'until', 'vendor',
      \ 'timeout', 'operator', 'business', 'engineering', 'security', 'model', 'surfaces', 'enforces', 'change',
      \ 'incident', 'review', 'lifts', 'monitor', 'every', 'version', 'source', 'publisher', 'license', 'superseded_by',
      \ 'incomplete', 'control', 'withdrawn', 'replaced_by', 'level', 'paragraphs', 'under', 'on', 'log', 'escalate',
      \ 'rollback', 'maps', 'fails', 'shadow', 'let', 'exception', 'at', 'after', 'session', 'agent', 'context', 'call',
      \ 'result', 'input', 'prompt', 'completion', 'output', 'handoff', 'memory', 'start', 'signal', 'approved',
      "\ END generated
      \ ]
let s:rules = [
      "\ BEGIN generated: rule words
      \ 'deny', 'flag', 'ask', 'redact', 'require',
      "\ END generated
      \ ]
let s:inner = [
      "\ BEGIN generated: inner words + clause words + rule words - reserved words
      \ 'alert', 'allow', 'args', 'by', 'closed', 'count', 'denied', 'disable', 'error', 'failing', 'is', 'last',
      \ 'latest', 'list', 'manual', 'map', 'matching', 'max', 'mentioned', 'more', 'no', 'of', 'open', 'per',
      \ 'previous', 'requires', 'restore', 'revoke', 'runbook', 'seen', 'sensitive', 'set', 'sum', 'text', 'than', 'to',
      \ 'total', 'unavailable', 'with', 'within', 'would_be', 'yes', 'email', 'lead', 'members', 'contact', 'provides',
      \ 'answers_to', 'active', 'standards', 'owner', 'keep', 'severity', 'cover', 'from', 'tool', 'returns', 'does',
      \ 'unguarded', 'requested', 'approved', 'reviewed', 'until', 'input', 'output', 'vendor', 'timeout', 'operator',
      \ 'business', 'engineering', 'security', 'model', 'surfaces', 'enforces', 'change', 'incident', 'review', 'lifts',
      \ 'monitor', 'every', 'version', 'source', 'publisher', 'license', 'superseded_by', 'incomplete', 'control',
      \ 'withdrawn', 'replaced_by', 'level', 'paragraphs', 'under', 'on', 'log', 'escalate', 'rollback', 'maps',
      \ 'fails', 'shadow', 'let', 'exception', 'deny', 'flag', 'ask', 'redact', 'require',
      "\ END generated
      \ ]
let s:selectors = [
      "\ BEGIN generated: selector words
      \ 'call', 'result', 'input', 'prompt', 'completion', 'output', 'handoff', 'memory', 'start',
      "\ END generated
      \ ]
let s:outcomes = [
      "\ BEGIN generated: outcomes
      \ 'failing', 'would_be', 'allow', 'flag', 'deny', 'redact', 'ask',
      "\ END generated
      \ ]
let s:modes = [
      "\ BEGIN generated: failure modes + rollback actions
      \ 'closed', 'open', 'to', 'disable', 'restore', 'revoke', 'manual',
      "\ END generated
      \ ]
let s:severities = [
      "\ BEGIN generated: severities
      \ 'low', 'medium', 'high', 'critical',
      "\ END generated
      \ ]
let s:types = [
      "\ BEGIN generated: types
      \ 'bool', 'int', 'decimal', 'string', 'duration', 'date', 'instant', 'ip', 'cidr', 'json', 'list', 'map', 'set',
      \ 'sensitive',
      "\ END generated
      \ ]
let s:roots = [
      "\ BEGIN generated: roots
      \ 'args', 'result', 'error', 'tool', 'context', 'session', 'agent', 'time', 'input', 'prompt', 'completion',
      \ 'output', 'handoff', 'memory',
      "\ END generated
      \ ]
let s:functions = [
      "\ BEGIN generated: built-in functions
      \ 'size', 'lower', 'starts_with', 'ends_with', 'contains', 'mentions', 'find', 'host', 'domain', 'under', 'text',
      \ 'zip', 'date', 'instant', 'decimal', 'int', 'ip',
      "\ END generated
      \ ]
let s:history = [
      "\ BEGIN generated: function words
      \ 'seen', 'total', 'latest', 'mentioned', 'count', 'sum', 'has',
      "\ END generated
      \ ]
let s:effects = [
      "\ BEGIN generated: effects
      \ 'reads_public', 'reads_personal_data', 'reads_secrets', 'reads_untrusted', 'reads_files', 'writes_files',
      \ 'writes_data', 'deletes_data', 'sends_messages', 'publishes', 'moves_money', 'commits_business',
      \ 'executes_code', 'reaches_network', 'changes_access', 'changes_infrastructure', 'delegates', 'remembers',
      \ 'spends',
      "\ END generated
      \ ]

" `words` where `before` stands before them and `behind` behind them. Of the matches at one place the last one counts.
" Looking back is slow: it is done where the word is right, and by the engine that backtracks (`\%#=1`).
function! s:Words(group, words, before, behind, ...)
  let before = a:before ==# '' ? '' : '\%(\%(' . a:before . '\)\<\h\w*\)\@80<='
  execute 'syn match' a:group '/\%#=1\<\%(' . join(a:words, '\|') . '\)\>' . before . a:behind . '/' join(a:000)
endfunction

" ---- Places

" Where a statement begins: on its line, or in braces, or behind its label.
let s:begin = '\%(^\|[{}]\)\s*'
let s:label = '\%(^\|{\)\s*\h\w*:\s*'
" Behind these a declaration has its name.
let s:title = '^\s*\%(' . join(s:headers + s:declarations + ['tool'], '\|') . '\)\s\+'
" Not before a word that goes on with an expression.
let s:infix = filter(s:operators + s:reserved, 'v:val !~# "^\\%(not\\|any\\|all\\|has\\|if\\|that\\)$"')
let s:goes_on = '\%(\%(' . join(s:infix, '\|') . '\)\>\)\@!'
let s:declared = '\ze\s\+' . s:goes_on . '[A-Za-z_"{]'
" Neither the name of what is called or has members, nor the key of a member.
let s:name = '[(.]\@!\%(\s*:\)\@!'
" A keyword in the middle of a statement stands between two things that no operator joins. Behind a reserved word and
" behind one that wants a name, the word is that name.
let s:takers = s:operators + s:reserved + ['to', 'by', 'of', 'with', 'is', 'under', 'per', 'alert', 'redact', 'disable']
let s:after = '[])}"A-Za-z0-9_*>]\s\+\%(' . s:title . '\|\<\%(' . join(s:takers, '\|') . '\)\s\+\)\@20<!'
let s:thing = '\s\+' . s:goes_on . '[0-9A-Za-z_"({*]'

syn cluster onusValue contains=onusString,onusRaw,onusNumber,onusDuration,onusDate,onusOperator,onusReserved
syn cluster onusValue add=onusConstant,onusType,onusFunction,onusRoot,onusEffect,onusInner,onusSelector,onusMember,onusKey
syn cluster onusValue add=onusParens,onusList,onusRecord,onusComment,onusDoc
syn cluster onusStatement contains=@onusValue,onusDeclaration,onusClause,onusRule,onusLabel,onusName,onusBlock,onusExpect

" ---- Expressions

syn match onusSymbol /[=!<>]=\|[<>=|?+*-]\|??/
syn match onusNumber /\<\d\w*\%(\.\d\+\)\?/
syn match onusDuration /\<\d[0-9_]*\%(ms\|[smhdw]\)\>/
syn match onusDate /\<\d\{4}-\d\d-\d\d\%(T[0-9:.]\+Z\)\?/
syn match onusEscape /\\\%(u{\x*}\|.\)/ contained
syn match onusString /"\%(\\.\|[^"\\]\)*"\?/ contains=onusEscape,@Spell
syn match onusRaw /\<r"\%(\\.\|[^"\\]\)*"\?/

call s:Words('onusRoot', s:roots, '\%(' . s:title . '\)\@20<!', s:name)
call s:Words('onusRoot', s:roots, '', '\ze\.')
call s:Words('onusReserved', s:reserved, '', '')
call s:Words('onusOperator', s:operators, '', '')
call s:Words('onusConstant', s:constants, '', '')
call s:Words('onusFunction', s:functions + s:history, '', '\ze\s*(')
call s:Words('onusEffect', s:effects, '', '')
call s:Words('onusType', s:types, '[:<|]\s*\|\<\%(as\|output\|returns\|sensitive\)\s\+', '')
syn match onusType /\<\%(list\|map\|set\)\ze</
call s:Words('onusInner', s:inner, s:after, '\ze' . s:thing)
call s:Words('onusInner', s:inner, '^\s*', '\ze' . s:thing)
call s:Words('onusInner', ['max'], '', '\ze\s\+\d')
call s:Words('onusInner', ['more'], '\<when\s\+', '\ze\s\+than\>')
call s:Words('onusInner', ['error', 'unavailable', 'previous', 'text', 'manual', 'system', 'user'],
      \ '\<\%(result\s\+\S\+\|signal\s.*\|restore\|from\|rollback\|disable\|ask\)\s\+', '\ze\s*\%($\|[a-z"/{]\)')
call s:Words('onusSelector', s:selectors, '\<\%(on\|cover\)\s\+\|\%(' . s:begin . '\%(on\|cover\)\>.*\),\s*', s:name)
call s:Words('onusSelector', ['call', 'result'], '',
      \ '\ze\s\+\%(' . s:goes_on . '\h\|that\>\|\*\s*\%([,)]\|$\|[a-z]\)\)')

" After a dot and before the colon of a member every word is a name.
syn match onusMember /\.\s*\h\w*/ contains=onusMethod
call s:Words('onusMethod', s:functions, '\.\s*', '\ze\s*(', 'contained')
syn match onusKey /\%(\<in\s\+\)\@20<!\<\h\w*\ze\s*:/

" ---- Statements

call s:Words('onusClause', s:clauses, s:begin, s:name . '\ze\%(\s\|$\)', 'nextgroup=onusMode skipwhite')
call s:Words('onusClause', ['severity'], s:begin, s:name, 'nextgroup=onusSeverity skipwhite')
call s:Words('onusClause', ['exception'], '\<by\s\+', '\ze\s\+\h', '')
call s:Words('onusDeclaration', s:headers + s:declarations, '^', s:declared)
call s:Words('onusDeclaration', ['let', 'exception'], s:begin, s:declared)
call s:Words('onusMode', s:modes, '\<\%(fails\|rollback\)\s\+', '', 'contained nextgroup=onusMode skipwhite')
call s:Words('onusSeverity', s:severities, '', '', 'contained')
call s:Words('onusRule', s:rules, s:begin . '\|' . s:label, s:name . '\ze\%(\s\|$\)', '')
syn match onusLabel /\%#=1\%(\%(^\|{\)\s*\)\@80<=\h\w*\ze\s*:/
syn match onusExpect /\<expect\>/ nextgroup=onusOutcome skipwhite
call s:Words('onusOutcome', s:outcomes, '', '', 'contained nextgroup=onusOutcome skipwhite')

execute 'syn match onusName /\%#=1\%(\%(^\%(' . join(s:declarations, '\|')
      \ . '\)\|^\s*\%(let\|exception\|tool\)\)\s\+\)\@80<=\h\w*/'

" ---- Brackets

syn region onusParens matchgroup=onusBracket start=/(/ end=/)/ contains=@onusValue,onusSymbol
syn region onusList matchgroup=onusBracket start=/\[/ end=/\]/ contains=@onusValue,onusSymbol fold
syn region onusRecord matchgroup=onusBracket start=/{/ end=/}/ contains=@onusValue,onusSymbol fold
let s:blocks = filter(copy(s:declarations), 'v:val !~# "^\\%(context\\|type\\|let\\)$"')
      \ + ['control', 'is', 'under', '"']
execute 'syn region onusBlock matchgroup=onusBracket start=/\%#=1\%(^\s*\%(' . join(s:blocks, '\|')
      \ . '\)\s*[A-Za-z_".].*\)\@300<={/ end=/}/ contains=@onusStatement,onusSymbol fold'

" ---- Comments

syn keyword onusTodo contained TODO FIXME XXX
syn match onusComment +//.*+ contains=onusTodo,onusSuppression,@Spell
syn match onusDoc +///\%(/\)\@!.*+ contains=onusTodo,@Spell
syn match onusSuppression +\%(//\s*\)\@10<=onus:.*+ contained contains=onusAllow,onusAllowWord,onusString,onusDate
syn match onusAllow /\<\%(allow-file\|allow\|expect\)\ze(/ contained
syn match onusAllowWord /\<\%(reason\|until\)\ze\s*=/ contained

syn sync fromstart

hi def link onusComment Comment
hi def link onusDoc SpecialComment
hi def link onusSuppression PreProc
hi def link onusAllow PreCondit
hi def link onusAllowWord PreCondit
hi def link onusTodo Todo
hi def link onusDeclaration Structure
hi def link onusClause Statement
hi def link onusExpect Statement
hi def link onusRule Exception
hi def link onusOutcome Exception
hi def link onusLabel Tag
hi def link onusName Function
hi def link onusInner Keyword
hi def link onusMode Keyword
hi def link onusReserved Conditional
hi def link onusOperator Operator
hi def link onusSymbol Operator
hi def link onusConstant Boolean
hi def link onusSelector Keyword
hi def link onusSeverity Constant
hi def link onusType Type
hi def link onusEffect Type
hi def link onusRoot Identifier
hi def link onusFunction Function
hi def link onusMethod Function
hi def link onusString String
hi def link onusRaw SpecialChar
hi def link onusEscape SpecialChar
hi def link onusNumber Number
hi def link onusDuration Number
hi def link onusDate Number

let b:current_syntax = 'onus'
let &cpo = s:cpo
unlet s:cpo
