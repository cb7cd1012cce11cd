" SPDX-License-Identifier: Apache-2.0
" Indentation as `onus fmt` has it.
if exists('b:did_indent')
  finish
endif
let b:did_indent = 1

setlocal indentexpr=onus#indent#Get(v:lnum)
setlocal indentkeys=0},0],0),!^F,o,O,*<Return>,0=and,0=because,0=then,0=else,0=runbook,0=does,0=signal,0=approved

let b:undo_indent = 'setlocal indentexpr< indentkeys<'
