# SPDX-License-Identifier: Apache-2.0
# The heart of a decision record, for people: onus eval BUNDLE <events.jsonl | jq -r -f summary.jq
def names: if type == "array" then map(if type == "object" then (.party // .name // tostring) else tostring end) | join(", ")
           elif type == "object" then (.party // .name // tostring) else tostring end;
"",
"\(.event_id)  \(.decision | ascii_upcase)\(if (.reason // "") != "" then "  (\(.reason))" else "" end)",
((.fired // [])[] |
  "     \(.guardrail)\(if .rule then "." + .rule else "" end)  \(.verdict)\(if (.because // "") != "" then ": \(.because)" else "" end)",
  (if .exception then "       lifted by the exception \(.exception.name), approved by \(.exception.approved_by | names), until \(.exception.until)" else empty end)),
(if (.ask // []) != [] then "     asked: \(.ask | names)" else empty end),
(if (.escalate // []) != [] then "     escalated: \([.escalate[] | "\(.party | names) by \(.by)"] | join(", "))" else empty end),
(.accountable[] | "     accountable: \(.control_owner) (control), \(.operator) (operator), \(.business) (business), \(.engineering) (engineering), \(.security) (security)"),
(if (.controls // []) != [] then "     controls: \([.controls[] | "\(.framework | split(".") | last) \(.id)"] | join(", "))" else empty end)
