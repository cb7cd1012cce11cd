// SPDX-License-Identifier: Apache-2.0
//! What a decision of Cedar takes over the guardrails that onus_bench has with `limits:1` (see ../README.md).
//! `onus-bench-cedar CASES GUARDRAILS...` first decides the cases of the file, then prints one line for each number of
//! guardrails: engine, version, guardrails, decoded p50, decoded p99, JSON p50, JSON p99 (nanoseconds).

use cedar_policy::*;
use serde_json::Value;
use std::fmt::Write;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// The numbers of bench/policies.cpp: ten guardrails select the first tool, the others go round over the other tools.
const ON_FIRST: usize = 10;

fn tool_count(guardrails: usize) -> usize {
    50.min(guardrails - ON_FIRST + 1)
}

fn tool_of(number: usize, tools: usize) -> usize {
    if number < ON_FIRST {
        0
    } else {
        (number - ON_FIRST) % (tools - 1) + 1
    }
}

fn schema(tools: usize) -> Schema {
    let mut text = String::from(
        r#"entity Agent, System;
        type Event = {
            id: String,
            args: { amount: decimal, to: Set<String>, note?: String, account: String },
            user: { id: String, role: String },
            account?: { id: String, tier: String },
            session: { id: String, turn: Long },
            on_behalf_of: String,
            time: String
        };
        action "covered";
        "#,
    );
    for tool in 0..tools {
        writeln!(
            text,
            r#"action "tools.t{tool}" in ["covered"] appliesTo {{ principal: Agent, resource: System, context: Event }};"#
        )
        .unwrap();
    }
    Schema::from_cedarschema_str(&text).expect("the schema is sound").0
}

fn policies(guardrails: usize) -> PolicySet {
    let tools = tool_count(guardrails);
    let mut set = PolicySet::new();
    let mut add = |id: String, text: String| {
        set.add(Policy::parse(Some(PolicyId::new(id)), text).expect("the policy parses")).expect("ids differ");
    };
    add("covered".into(), r#"permit(principal, action in Action::"covered", resource);"#.into());
    for n in 0..guardrails {
        let tool = tool_of(n, tools);
        add(
            format!("g{n}.over_limit"),
            format!(
                r#"@verdict("ask") forbid(principal, action == Action::"tools.t{tool}", resource) when {{
                    context.user.role == "agent" && context.args.amount.greaterThan(decimal("1{n}00.00")) }};"#
            ),
        );
        add(
            format!("g{n}.odd_account"),
            format!(
                r#"@verdict("deny") forbid(principal, action == Action::"tools.t{tool}", resource) when {{
                    context.args.account like "x{n}-*" }};"#
            ),
        );
    }
    set
}

/// The event of bench::callEvent as Cedar takes one. Cedar refuses numbers with a point: `amount` is a string where a
/// schema says that it is a decimal, and else an object that says so itself.
fn event(tool: &str, amount: &str, account: &str, role: &str) -> String {
    format!(
        concat!(
            r#"{{"system":"bench.policies.assistant","tool":"tools.{}","agent":"a1","context":{{"id":"e-1","#,
            r#""args":{{"amount":{},"to":["a@bench.example","b@bench.example"],"note":"for the desk","account":"{}"}},"#,
            r#""user":{{"id":"u1","role":"{}"}},"account":{{"id":"acc-1","tier":"standard"}},"#,
            r#""session":{{"id":"s1","turn":1}},"on_behalf_of":"u1","time":"2026-11-22T10:00:00Z"}}}}"#
        ),
        tool, amount, account, role
    )
}

fn checked(amount: &str) -> String {
    format!(r#""{amount}""#)
}

fn unchecked(amount: &str) -> String {
    format!(r#"{{"__extn":{{"fn":"decimal","arg":"{amount}"}}}}"#)
}

struct Engine {
    schema: Schema,
    policies: PolicySet,
    entities: Entities,
    authorizer: Authorizer,
    types: [EntityTypeName; 3],
}

impl Engine {
    fn new(guardrails: usize) -> Engine {
        let schema = schema(tool_count(guardrails));
        let policies = policies(guardrails);
        let validator = Validator::new(schema.clone());
        assert!(validator.validate(&policies, ValidationMode::Strict).validation_passed());
        let entities = schema.action_entities().expect("actions are entities");
        let types = ["Agent", "Action", "System"].map(|name| name.parse().expect("a name of a type"));
        Engine { schema, policies, entities, authorizer: Authorizer::new(), types }
    }

    fn request(&self, text: &str, schema: Option<&Schema>) -> Request {
        let mut json: Value = serde_json::from_str(text).expect("the event is JSON");
        let uid = |kind: usize, member: &str| {
            let id = EntityId::new(json[member].as_str().expect("a string"));
            EntityUid::from_type_name_and_id(self.types[kind].clone(), id)
        };
        let (agent, tool, system) = (uid(0, "agent"), uid(1, "tool"), uid(2, "system"));
        let context = Context::from_json_value(json["context"].take(), schema.map(|schema| (schema, &tool)));
        let context = context.expect("the context fits the schema");
        Request::new(agent, tool, system, context, schema).expect("the request fits the schema")
    }

    fn decide(&self, request: &Request) -> Response {
        self.authorizer.is_authorized(request, &self.policies, &self.entities)
    }

    /// The strictest verdict and the rules that object, in order.
    fn explain(&self, response: &Response) -> (&'static str, String) {
        assert_eq!(response.diagnostics().errors().count(), 0);
        if response.decision() == Decision::Allow {
            return ("allow", String::new());
        }
        let mut ids: Vec<&PolicyId> = response.diagnostics().reason().collect();
        ids.sort();
        let denies = |id: &&PolicyId| self.policies.annotation(id, "verdict") != Some("ask");
        let verdict = if ids.is_empty() || ids.iter().any(denies) { "deny" } else { "ask" };
        (verdict, ids.iter().map(|id| id.to_string()).collect::<Vec<_>>().join(" "))
    }
}

fn check(engine: &Engine, cases: &str) {
    for line in cases.lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        for (schema, amount) in [(Some(&engine.schema), checked(cells[1])), (None, unchecked(cells[1]))] {
            let request = engine.request(&event(cells[0], &amount, cells[2], cells[3]), schema);
            let (verdict, rules) = engine.explain(&engine.decide(&request));
            assert_eq!((verdict, rules.as_str()), (cells[4], cells[5]), "{line}");
        }
    }
}

/// The median and the 99th percentile of some thousands of decisions, each timed by itself, in nanoseconds.
fn spread(mut decide: impl FnMut() -> Response) -> (u128, u128) {
    let mut taken: Vec<u128> = Vec::new();
    let began = Instant::now();
    while taken.len() < 2_000 || (taken.len() < 100_000 && began.elapsed() < Duration::from_secs(3)) {
        let start = Instant::now();
        let response = black_box(decide());
        taken.push(start.elapsed().as_nanos());
        assert_eq!(response.decision(), Decision::Allow);
    }
    let mut taken = taken.split_off(taken.len() / 10); // the first tenth warms up
    taken.sort_unstable();
    (taken[taken.len() / 2], taken[taken.len() * 99 / 100])
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let cases = std::fs::read_to_string(&arguments[1]).expect("the first argument is the file of cases");
    for guardrails in &arguments[2..] {
        let engine = Engine::new(guardrails.parse().expect("a number of guardrails from 10 on"));
        check(&engine, &cases);
        let timed = |schema, amount: String| {
            let text = event("t0", &amount, "acc-1", "agent");
            let request = engine.request(&text, schema);
            let decoded = spread(|| engine.decide(black_box(&request)));
            let json = spread(|| engine.decide(&engine.request(black_box(&text), schema)));
            format!("{}\t{guardrails}\t{}\t{}\t{}\t{}", get_sdk_version(), decoded.0, decoded.1, json.0, json.1)
        };
        println!("cedar\t{}", timed(Some(&engine.schema), checked("0.01")));
        println!("cedar, no schema\t{}", timed(None, unchecked("0.01")));
    }
}
