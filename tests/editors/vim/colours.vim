" SPDX-License-Identifier: Apache-2.0
" Colours: what stands between the angles has the group behind the line. The lines stand in blocks of declarations.

let s:cases = {
      \ '': [
      \   ['«package» desk owner crew', 'onusDeclaration'],
      \   ['package desk «owner» crew', 'onusInner'],
      \   ['package «owner»', ''],
      \   ['use acme.«use»', 'onusMember'],
      \   ['use acme.{log «as» lines}', 'onusReserved'],
      \   ['«guardrail» g "G" under plain {}', 'onusDeclaration'],
      \   ['guardrail «under» "G" under plain {}', ''],
      \   ['guardrail g "G" «under» plain {}', 'onusInner'],
      \   ['let «owner»(deny: int, log: Odd): int = 1', ''],
      \   ['let owner(«deny»: int, log: Odd): int = 1', 'onusKey'],
      \   ['let f(a: «list»<int>): bool = a', 'onusType'],
      \   ['let f(a: int): bool = «list» == a', ''],
      \   ['let f(a: int): bool = a.«size»() == 1', 'onusMethod'],
      \   ['let f(a: int): bool = a.«when» == 1', 'onusMember'],
      \   ['let f(a: int): bool = «size»(a) == 1', 'onusFunction'],
      \   ['let r = { «when»: 1, in: 2 }', 'onusKey'],
      \   ['let x = «by» + to', ''],
      \   ['let x = not «to» and true', ''],
      \   ['let x = not to and «true»', 'onusConstant'],
      \   ['let x = r"«a\"b"» yes "a"', 'onusRaw'],
      \   ['let x = "a«\"»b // c"', 'onusEscape'],
      \   ['let x = "a\"b «//» c"', 'onusString'],
      \   ['let x = 1_000.«50»', 'onusNumber'],
      \   ['let x = «200ms»', 'onusDuration'],
      \   ['let x = «2026-12-31»', 'onusDate'],
      \   ['let x = 2026-12-31T«08»:00:00Z', 'onusDate'],
      \   ['let x = 1 «//» onus', 'onusComment'],
      \   ['«///» What it is', 'onusDoc'],
      \   ['// «onus»: allow(stale-approval, reason = "R", until = 2027-01-01)', 'onusSuppression'],
      \   ['// onus: «allow»(stale-approval, reason = "R", until = 2027-01-01)', 'onusAllow'],
      \   ['// onus: allow-«file»(stale-approval, reason = "R")', 'onusAllow'],
      \   ['// onus: allow(stale-approval, reason = «"R"», until = 2027-01-01)', 'onusString'],
      \   ['// onus: allow(stale-approval, reason = "R", «until» = 2027-01-01)', 'onusAllowWord'],
      \   ['type T = { a: «sensitive» string }', 'onusType'],
      \   ['effect e(a: string) "E" { «severity» high }', 'onusClause'],
      \   ['effect e(a: string) "E" { severity «high» }', 'onusSeverity'],
      \   ['effect e(a: string) "E" { cover call, «result» }', 'onusSelector'],
      \ ],
      \ 'guardrail g': [
      \   ['  «owner»  owner', 'onusClause'],
      \   ['  owner  «owner»', ''],
      \   ['  «on»  call that sends_messages, input', 'onusClause'],
      \   ['  on  «call» that sends_messages, input', 'onusSelector'],
      \   ['  on  call «that» sends_messages, input', 'onusReserved'],
      \   ['  on  call that «sends_messages», input', 'onusEffect'],
      \   ['  on  call that sends_messages, «input»', 'onusSelector'],
      \   ['  on  call desk.«that»', 'onusMember'],
      \   ['  «deny» when a', 'onusRule'],
      \   ['  «deny»: deny when a', 'onusLabel'],
      \   ['  deny: «deny» when a', 'onusRule'],
      \   ['  deny when «deny»', ''],
      \   ['  deny «when» a', 'onusReserved'],
      \   ['  deny when «args».when > 1', 'onusRoot'],
      \   ['  deny when seen(«result» that reads_untrusted last 24h per session.id)', 'onusSelector'],
      \   ['  deny when «seen»(result that reads_untrusted last 24h per session.id)', 'onusFunction'],
      \   ['  deny when seen(result that reads_untrusted «last» 24h per session.id)', 'onusInner'],
      \   ['  deny when seen(result that reads_untrusted last 24h «per» session.id)', 'onusInner'],
      \   ['  deny when text(«result») == last', 'onusRoot'],
      \   ['  deny when text(result) == «last»', ''],
      \   ['  deny when «any» owner in owners: owner == x', 'onusOperator'],
      \   ['  deny when any owner in «owners»: owner == x', ''],
      \   ['  ask crew «within» 10m when a', 'onusInner'],
      \   ['  redact text(output) «matching» r"x"', 'onusInner'],
      \   ['  log  inputs «redact» args to store', 'onusInner'],
      \   ['  log  inputs redact args «to» store', 'onusInner'],
      \   ['  escalate  to crew within 15m, «then» head within 1h when more than 3 in 1h', 'onusReserved'],
      \   ['  escalate  to crew within 15m, then head within 1h when «more» than 3 in 1h', 'onusInner'],
      \   ['  rollback  «disable» system by crew within 10m', 'onusMode'],
      \   ['  rollback  disable desk.write «by» crew within 10m', 'onusInner'],
      \   ['            «runbook» "https://desk.example"', 'onusInner'],
      \   ['  fails  «closed»', 'onusMode'],
      \   ['  fails  «to» ask crew', 'onusMode'],
      \   ['  fails  open because "R" «approved» by head on 2026-01-01', 'onusInner'],
      \   ['  fails  open because "R" approved by head «on» 2026-01-01', 'onusInner'],
      \   ['  maps  csf «"GV.RM-06"»', 'onusString'],
      \   ['  «let» big = args.a > 1', 'onusDeclaration'],
      \   ['  «exception» e "E" {}', 'onusDeclaration'],
      \ ],
      \ 'test "t" of desk': [
      \   ['  «call» desk.write { call: 1 }', 'onusClause'],
      \   ['  call desk.write { «call»: 1 }', 'onusKey'],
      \   ['  «context» { user: an_agent }', 'onusClause'],
      \   ['  result desk.read «error» "gone"', 'onusInner'],
      \   ['  signal screening «unavailable»', 'onusInner'],
      \   ['  «expect» would_be deny by g.first', 'onusExpect'],
      \   ['  expect «would_be» deny by g.first', 'onusOutcome'],
      \   ['  expect would_be «deny» by g.first', 'onusOutcome'],
      \   ['  expect deny «by» g.first', 'onusInner'],
      \   ['  expect allow by «exception» e', 'onusClause'],
      \   ['  approved «by» crew', 'onusInner'],
      \ ],
      \ 'surface s "S"': [
      \   ['  tool read(path: string) «returns» { text: string }', 'onusInner'],
      \   ['      «does» reads_files(paths: [path])', 'onusClause'],
      \   ['  tool «tool»  does nothing', ''],
      \   ['  tool read  «does» nothing', 'onusInner'],
      \   ['  «unguarded» a, b because "R"', 'onusClause'],
      \ ],
      \ 'standard s': [
      \   ['  «every» guardrail where severity >= high requires has(owner)', 'onusClause'],
      \   ['  every guardrail where severity >= high «requires» has(owner)', 'onusInner'],
      \   ['  every system «requires» has(change)', 'onusInner'],
      \ ],
      \ }

let s:lines = []
for s:block in keys(s:cases)
  call extend(s:lines, s:block ==# '' ? [''] : [s:block . ' {'])
  for s:case in s:cases[s:block]
    call add(s:lines, substitute(s:case[0], '[«»]', '', 'g'))
    call extend(s:case, [len(s:lines), stridx(s:case[0], '«') + 1])
  endfor
  call extend(s:lines, s:block ==# '' ? [''] : ['}'])
endfor
enew
call setline(1, s:lines)
setfiletype onus
for [s:line, s:group, s:number, s:column] in flatten(values(s:cases), 1)
  let s:found = synIDattr(synID(s:number, s:column, 1), 'name')
  call assert_equal(s:group, s:found =~# '^onus\%(Block\|Parens\|Record\|List\)$' ? '' : s:found, s:line)
endfor
