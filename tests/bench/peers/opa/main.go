// SPDX-License-Identifier: Apache-2.0

// What a decision of OPA takes over the guardrails that onus_bench has with "limits:1" (see ../README.md).
// "onus-bench-opa CASES GUARDRAILS..." first decides the cases of the file, then prints one line for each number of
// guardrails: engine, version, guardrails, decoded p50, decoded p99, JSON p50, JSON p99 (nanoseconds).
package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/version"
)

// The numbers of bench/policies.cpp: ten guardrails select the first tool, the others go round over the other tools.
const onFirst = 10

func toolCount(guardrails int) int { return min(50, guardrails-onFirst+1) }

func toolOf(number, tools int) int {
	if number < onFirst {
		return 0
	}
	return (number-onFirst)%(tools-1) + 1
}

// OPA indexes the rules of a set by what they ask of input.tool, so that only those of the event's tool are evaluated.
// A member that is not there is undefined, and a rule that reads it does not object: well_formed makes that a denial.
const head = `package bench

default verdict := "deny"

verdict := "deny" if {
	count(deny) > 0
} else := "ask" if {
	count(ask) > 0
} else := "allow" if {
	input.tool in covered
	well_formed
}

well_formed if {
	is_number(input.args.amount)
	is_string(input.args.account)
	input.context.user.role in {"agent", "supervisor"}
}

`

const rules = `ask contains "g%[1]d.over_limit" if {
	input.tool == "tools.t%[2]d"
	input.context.user.role == "agent"
	input.args.amount > 1%[1]d00.00
}

deny contains "g%[1]d.odd_account" if {
	input.tool == "tools.t%[2]d"
	startswith(input.args.account, "x%[1]d-")
}

`

func policies(guardrails int) string {
	tools := toolCount(guardrails)
	var text strings.Builder
	text.WriteString(head)
	text.WriteString("covered := {")
	for tool := range tools {
		fmt.Fprintf(&text, "%q, ", fmt.Sprint("tools.t", tool))
	}
	text.WriteString("}\n\n")
	for number := range guardrails {
		fmt.Fprintf(&text, rules, number, toolOf(number, tools))
	}
	return text.String()
}

// The event of bench::callEvent.
func event(tool, amount, account, role string) []byte {
	return fmt.Appendf(nil, `{"id":"e-1","event":"call","system":"bench.policies.assistant","tool":"tools.%s",`+
		`"args":{"amount":%s,"to":["a@bench.example","b@bench.example"],"note":"for the desk","account":"%s"},`+
		`"context":{"user":{"id":"u1","role":"%s"},"account":{"id":"acc-1","tier":"standard"}},`+
		`"session":{"id":"s1","turn":1},"agent":{"id":"a1","on_behalf_of":"u1"},"time":"2026-11-22T10:00:00Z"}`,
		tool, amount, account, role)
}

func must[T any](value T, err error) T {
	if err != nil {
		fmt.Fprintln(os.Stderr, "onus-bench-opa:", err)
		os.Exit(1)
	}
	return value
}

func prepare(query, module string) rego.PreparedEvalQuery {
	return must(rego.New(rego.Query(query), rego.Module("bench.rego", module)).PrepareForEval(context.Background()))
}

func parse(text []byte) ast.Value { return must(ast.ValueFromReader(bytes.NewReader(text))) }

func eval(query rego.PreparedEvalQuery, input ast.Value) any {
	return must(query.Eval(context.Background(), rego.EvalParsedInput(input)))[0].Expressions[0].Value
}

func check(module string, cases string) {
	query := prepare(`x := [data.bench.verdict, concat(" ", sort(data.bench.ask | data.bench.deny))]`, module)
	for line := range strings.Lines(cases) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		results := must(query.Eval(context.Background(), rego.EvalParsedInput(parse(event(cells[0], cells[1], cells[2], cells[3])))))
		if got, wanted := fmt.Sprint(results[0].Bindings["x"]), fmt.Sprint(cells[4:]); got != wanted {
			must(0, fmt.Errorf("%q: %s, not %s", line, got, wanted))
		}
	}
}

// The median and the 99th percentile of some thousands of decisions, each timed by itself, in nanoseconds.
func spread(decide func() any) (time.Duration, time.Duration) {
	var taken []time.Duration
	for began := time.Now(); len(taken) < 2_000 || (len(taken) < 100_000 && time.Since(began) < 3*time.Second); {
		start := time.Now()
		verdict := decide()
		taken = append(taken, time.Since(start))
		if verdict != "allow" {
			must(0, fmt.Errorf("the event should be allowed, not %v", verdict))
		}
	}
	taken = taken[len(taken)/10:] // the first tenth warms up
	slices.Sort(taken)
	return taken[len(taken)/2], taken[len(taken)*99/100]
}

func main() {
	cases := string(must(os.ReadFile(os.Args[1])))
	for _, guardrails := range os.Args[2:] {
		module := policies(must(strconv.Atoi(guardrails)))
		check(module, cases)
		query := prepare("data.bench.verdict", module)
		text := event("t0", "0.01", "acc-1", "agent")
		input := parse(text)
		decoded50, decoded99 := spread(func() any { return eval(query, input) })
		json50, json99 := spread(func() any { return eval(query, parse(text)) })
		fmt.Printf("opa\t%s\t%s\t%d\t%d\t%d\t%d\n", version.Version, guardrails, decoded50, decoded99, json50, json99)
	}
}
