// SPDX-License-Identifier: Apache-2.0
// The syntax of Onus for editors. grammar/OnusLexer.g4 and grammar/OnusParser.g4 define the language; a test parses
// every text of the repository, and slightly wrong ones, with this grammar and with the compiler, and wants one answer.
//
// * Contextual words need no list of names. Wherever a keyword cannot stand, tree-sitter gives the word back as an
//   identifier. Only where a keyword and a name may both stand, the name says which keywords it may also be.
// * What has to be refused is read and then followed by a word that no text contains (`refuse`). The tree around a
//   reserved word or a malformed number thus stays whole, and the mistake is a missing word inside it.
// * Operators are a ladder of rules, because `not` and `if` may not stand behind an operator without parentheses and
//   comparisons do not chain. The value of a test's step has a ladder of its own: it may not begin with a word that
//   begins the next step.
//
// The order of `package`, `use` and declarations, clauses said twice and the like are left to the compiler.

const reserved = [
  // BEGIN generated: reserved words
  "all", "and", "any", "as", "because", "else", "expect", "false", "has", "if", "in", "like", "matches", "not", "or",
  "that", "then", "true", "when", "where"
  // END generated
];

const textEvents = ['input', 'prompt', 'completion', 'output', 'handoff', 'memory'];

/// Words that begin a step or go on with one: the value of a step does not begin with them.
const stepWords = [
  'after', 'agent', 'approved', 'args', 'at', 'call', 'completion', 'context', 'error', 'handoff', 'input', 'memory',
  'output', 'prompt', 'result', 'session', 'signal', 'start', 'unavailable',
];

/// Those that begin one. They may follow the value of a step, as `expect` may, which is reserved.
const stepBegins = stepWords.filter(word => !['args', 'error', 'unavailable'].includes(word));
const afterStep = [...stepBegins, 'expect'];

const infix = ['and', 'as', 'in', 'like', 'matches', 'or'];

/// Built-in functions with an argument of their own form; without parentheses each is a name.
const historyWords = ['seen', 'total', 'latest', 'mentioned'];
const comprehensionWords = ['count', 'sum'];

/// Keywords that may stand where the label of a rule may: those that begin a member of a guardrail, and those that may
/// go on with the member before it.
const labelWords = [
  'ask', 'deny', 'escalate', 'exception', 'fails', 'flag', 'let', 'log', 'maps', 'on', 'owner', 'redact', 'require',
  'rollback', 'severity', 'shadow', 'under',
  'approved', 'matching', 'max', 'no', 'requested', 'reviewed', 'runbook', 'until', 'within', 'yes',
];

const commaSep1 = rule => seq(rule, repeat(seq(',', rule)));
const commaSep = rule => optional(commaSep1(rule));
const braces = rule => seq('{', repeat(rule), '}');
const refuse = ($, ...words) => seq(choice(...words), $._never);

/// The hidden rules of what may have members, indices and arguments behind it.
function postfixes(name, atoms) {
  const at = ($, level) => $[`_${name}${level}`];
  return {
    [`_${name}postfix`]: $ => choice(
      alias(at($, 'member'), $.member_expression), alias(at($, 'index'), $.index_expression),
      alias(at($, 'call'), $.call_expression), ...atoms($)),
    [`_${name}member`]: $ => seq(field('object', at($, 'postfix')), '.', field('member', $.identifier)),
    [`_${name}index`]: $ => seq(field('object', at($, 'postfix')), '[', optional(field('index', $._expression)), ']'),
    [`_${name}call`]: $ => seq(
      choice(field('function', $.identifier),
             seq(field('object', at($, 'postfix')), '.', field('method', $.identifier))),
      field('arguments', $.arguments)),
  };
}

/// The hidden rules of an expression, from what binds least to what binds most tightly. `first` is the rule of the
/// leftmost operand's words, `afterPrefix` what may follow `not`, `-` and a quantifier besides an operand. The levels in
/// numbers only make `in` and its like operators where they might also be the (mistaken) label or key of what follows.
function ladder(name, first, afterPrefix) {
  const at = ($, level) => $[`_${name}${level}`];
  const rule = level => `_${name}${level}`;
  const binary = (level, left, operator, right) =>
    prec(level, seq(field('left', left), field('operator', operator), field('right', right)));
  const levels = {};
  const level = (title, visible, form, next) => {
    levels[rule(title)] = $ => choice(alias(at($, `${title}_form`), $[visible]), at($, next));
    levels[rule(`${title}_form`)] = form;
  };
  const prefixed = ($, operand) => choice(operand, ...afterPrefix($));
  level('or', 'binary_expression', $ => binary(1, at($, 'or'), 'or', $._and), 'and');
  level('and', 'binary_expression', $ => binary(2, at($, 'and'), 'and', $._not), 'not');
  levels[rule('not')] = $ => choice(alias(at($, 'quantifier'), $.quantifier_expression),
                                    alias(at($, 'not_form'), $.unary_expression), at($, 'comparison'));
  levels[rule('not_form')] = $ => seq(field('operator', 'not'), field('operand', prefixed($, at($, 'not'))));
  levels[rule('quantifier')] = $ =>
    seq(field('quantifier', choice('any', 'all')), field('variable', $._name), 'in', field('domain', $._postfix), ':',
        field('body', prefixed($, at($, 'body'))));
  level('body', 'unary_expression',
        $ => seq(field('operator', 'not'), field('operand', prefixed($, at($, 'body')))), 'comparison');
  level('comparison', 'binary_expression',
        $ => binary(4, at($, 'coalesce'),
                    choice('==', '!=', '<', '<=', '>', '>=', 'in', 'matches', 'like'), $._coalesce), 'coalesce');
  level('coalesce', 'binary_expression', $ => binary(5, at($, 'sum'), '??', $._coalesce), 'sum');
  level('sum', 'binary_expression', $ => binary(6, at($, 'sum'), choice('+', '-'), $._product), 'product');
  level('product', 'binary_expression', $ => binary(7, at($, 'product'), '*', $._negation), 'negation');
  level('negation', 'unary_expression',
        $ => seq(field('operator', '-'), field('operand', prefixed($, at($, 'negation')))), 'operand');
  level('operand', 'cast_expression',
        $ => prec(8, seq(field('value', at($, 'postfix')), 'as', field('type', $.type))), 'postfix');
  return { ...levels, ...postfixes(name, $ => [first($), $._literal, $._form]) };
}

module.exports = grammar({
  name: 'onus',

  extras: $ => [/[ \t\r\n]/, $.doc_comment, $.comment],
  word: $ => $.identifier,

  // Each of these is decided one word later: a clause goes on, or its next word is a label or the key of a member.
  conflicts: $ => [
    [$.signal_argument, $.parenthesized_expression],
    [$.origin, $._exception_path],
    [$.rollback_clause],
    [$.generic_type],
    [$.let_declaration],
    [$.selector, $._count_variable],
    [$._approver],
    [$.fails_clause],
    [$.redaction],
    [$.returns_clause],
    [$.named_type],
    [$.shadow_clause],
  ],

  rules: {
    source_file: $ => repeat(choice($.package_clause, $.use_clause, $._declaration)),

    package_clause: $ => seq('package', field('name', $.path), optional(seq('owner', field('owner', $.path)))),
    use_clause: $ => seq('use', $._name, repeat(seq('.', choice($.identifier, $.use_group))),
                         optional(seq('as', field('alias', $._name)))),
    use_group: $ => seq('{', commaSep1($.use_item), optional(','), '}'),
    use_item: $ => seq(field('name', $._name), optional(seq('as', field('alias', $._name)))),

    _declaration: $ => choice(
      $.party_declaration, $.sink_declaration, $.context_declaration, $.type_declaration, $.let_declaration,
      $.effect_declaration, $.surface_declaration, $.detector_declaration, $.system_declaration,
      $.duties_declaration, $.guardrail_declaration, $.pattern_declaration, $.exception_declaration,
      $.standard_declaration, $.framework_declaration, $.test_declaration),

    _title: $ => field('title', $.string),

    // ---- People and sinks

    party_declaration: $ => seq(
      field('kind', choice('organization', 'team', 'person', 'vendor')), field('name', $._name), optional($._title),
      optional(field('body', alias($._party_block, $.block)))),
    _party_block: $ => braces(choice(
      $.email_clause, $.lead_clause, $.members_clause, $.contact_clause, $.provides_clause, $.answers_to_clause,
      $.active_clause, $.standards_clause)),
    email_clause: $ => seq('email', $.string),
    lead_clause: $ => seq('lead', $.path),
    members_clause: $ => seq('members', commaSep1($.path)),
    contact_clause: $ => seq('contact', commaSep1($.contact)),
    contact: $ => seq(field('channel', $._name), field('address', $.string)),
    provides_clause: $ => seq('provides', $.string),
    answers_to_clause: $ => seq('answers_to', $.path),
    active_clause: $ => seq('active', optional(seq('from', $._date)), optional(seq('until', $._date))),
    standards_clause: $ => seq('standards', commaSep1($.path)),

    sink_declaration: $ => seq('sink', field('name', $._name), optional($._title),
                               field('body', alias($._sink_block, $.block))),
    _sink_block: $ => braces(choice($.owner_clause, $.keep_clause)),
    keep_clause: $ => seq('keep', $._duration),
    owner_clause: $ => seq('owner', $.path),

    // ---- Types and values

    context_declaration: $ => seq('context', $.record_type),
    type_declaration: $ => seq('type', field('name', $._name), '=', field('type', $.type)),
    let_declaration: $ => seq(
      'let', field('name', $._name), optional(field('parameters', $.parameters)),
      optional(seq(':', field('type', $.type))),
      choice(seq('=', field('value', $._expression), optional($.yes_examples), optional($.no_examples)),
             seq('from', field('format', $._name), field('source', $.string)))),
    yes_examples: $ => seq('yes', commaSep1($.string)),
    no_examples: $ => seq('no', commaSep1($.string)),

    parameters: $ => seq('(', commaSep($._parameter), ')'),
    _parameter: $ => choice($.parameter, $.ellipsis),
    parameter: $ => seq(field('name', $.identifier), ':', field('type', $.type),
                        optional(seq('=', field('default', $._expression)))),
    ellipsis: _ => choice('...', '\u2026'),

    type: $ => seq(optional('sensitive'),
                   choice($.union_type, $.generic_type, $.named_type, $.record_type, refuse($, 'sensitive')),
                   optional('?')),
    union_type: $ => seq($.string, repeat(seq('|', $.string))),
    generic_type: $ => seq(field('constructor', choice('list', 'map', 'set')), '<', field('element', $.type),
                           choice('>', refuse($, '>=')), optional($.limit)),
    named_type: $ => seq(field('name', $.path), optional($.limit)),
    limit: $ => seq('max', $._integer),
    record_type: $ => seq('{', repeat(seq($.field, optional(','))), optional(seq($.ellipsis, optional(','))), '}'),
    field: $ => seq(field('name', $._member_key), ':', field('type', $.type)),

    // ---- Effects, surfaces, detectors, systems

    effect_declaration: $ => seq('effect', field('name', $._name), optional(field('parameters', $.parameters)),
                                 optional($._title), optional(field('body', alias($._effect_block, $.block)))),
    _effect_block: $ => braces(choice($.severity_clause, $.cover_clause)),
    severity_clause: $ => seq('severity', field('level', $._name)),
    cover_clause: $ => seq('cover', commaSep1($._name)),

    surface_declaration: $ => seq('surface', field('name', $._name), optional($._title),
                                  field('body', alias($._surface_block, $.block))),
    _surface_block: $ => braces(choice($.from_clause, $.owner_clause, $.tool, $._tool_clause, $.unguarded_clause)),
    from_clause: $ => seq('from', field('format', choice($._name, alias('text', $.identifier))),
                          field('source', $.string)),
    tool: $ => prec.right(seq('tool', commaSep1(field('name', $._tool_name)),
                              optional(field('parameters', $.parameters)), repeat($._tool_clause))),
    _tool_clause: $ => choice($.returns_clause, $.does_clause, $._signature),
    returns_clause: $ => seq('returns', field('type', $.type), optional(seq('from', 'text'))),
    does_clause: $ => seq('does', commaSep1($.effect_use)),
    unguarded_clause: $ => prec.right(seq(
      'unguarded', optional(seq($._tool_name, optional($._tool_name), repeat(seq(',', $._tool_name)))),
      'because', field('reason', $.string), repeat($._signature))),
    _tool_name: $ => choice($._name, $.string),
    effect_use: $ => seq(field('effect', $.path), optional(field('bindings', $.bindings))),
    bindings: $ => seq('(', commaSep($.binding), ')'),
    binding: $ => seq(field('parameter', $.identifier), ':', field('value', $._expression), optional($.because)),

    detector_declaration: $ => seq('detector', field('name', $._name), optional($._title),
                                   optional(seq('is', field('base', $.path))),
                                   field('body', alias($._detector_block, $.block))),
    _detector_block: $ => braces(choice($.input_clause, $.output_clause, $.vendor_clause, $.owner_clause,
                                        $.timeout_clause)),
    input_clause: $ => seq('input', commaSep1($._parameter)),
    output_clause: $ => seq('output', field('type', $.type)),
    vendor_clause: $ => seq('vendor', $.path),
    timeout_clause: $ => seq('timeout', $._duration),

    system_declaration: $ => seq('system', field('name', $._name), optional($._title),
                                 field('body', alias($._system_block, $.block))),
    _system_block: $ => braces(choice($.party_clause, $.model_clause, $.surfaces_clause, $.enforces_clause,
                                      $.reference_clause, $.review_clause)),
    party_clause: $ => seq(field('role', choice('operator', 'business', 'engineering', 'security')), $.path),
    model_clause: $ => seq('model', field('vendor', $.path), optional(field('version', $.string))),
    surfaces_clause: $ => seq('surfaces', commaSep1($.path)),
    enforces_clause: $ => seq('enforces', commaSep1($.path)),
    reference_clause: $ => seq(choice('change', 'incident'), $.string),
    review_clause: $ => seq('review', $.string, optional(seq('on', $._date))),

    // ---- Guardrails

    duties_declaration: $ => seq('duties', field('name', $._name), optional($._title),
                                 field('body', alias($._guardrail_block, $.block))),
    guardrail_declaration: $ => seq(
      'guardrail', field('name', $._name), optional($._title),
      optional(seq('is', field('pattern', $.path), optional(field('arguments', $.named_arguments)))),
      optional($.under_clause), field('body', alias($._guardrail_block, $.block))),
    pattern_declaration: $ => seq('pattern', field('name', $._name), optional(field('parameters', $.parameters)),
                                  optional($._title), field('body', alias($._guardrail_block, $.block))),
    named_arguments: $ => seq('(', commaSep($.named_argument), ')'),
    named_argument: $ => seq(field('name', $.identifier), ':', field('value', $._expression)),

    _guardrail_block: $ => braces(choice(
      $.rule, $.owner_clause, $.under_clause, $.severity_clause, $.on_clause, $.log_clause, $.escalate_clause,
      $.rollback_clause, $.maps_clause, $.fails_clause, $.shadow_clause, $.let_declaration, $.exception_declaration)),
    under_clause: $ => seq('under', field('duties', $.path)),
    on_clause: $ => seq('on', commaSep1($.selector)),
    log_clause: $ => seq('log', commaSep1($._expression), optional(seq('redact', commaSep1($._expression))),
                         'to', field('sink', $.path)),
    escalate_clause: $ => prec.right(seq(
      'escalate', 'to', $.escalation_step, repeat(seq(',', 'then', $.escalation_step)),
      optional(seq('when', $.frequency)))),
    escalation_step: $ => seq(field('party', $.path), 'within', $._duration),
    frequency: $ => seq('more', 'than', $._integer, 'in', $._duration),
    rollback_clause: $ => seq('rollback', $._rollback_action, 'by', field('executor', $.path), 'within', $._duration,
                              optional(seq('runbook', $.string))),
    _rollback_action: $ => choice(seq('disable', commaSep1($.tool_path)), seq('restore', 'previous'),
                                  seq('revoke', $.string), 'manual'),
    maps_clause: $ => seq('maps', field('framework', $.path), commaSep1(field('control', $.string))),
    fails_clause: $ => seq('fails', choice('closed', seq('open', repeat($._waiver_term)),
                                           seq('to', 'ask', field('party', $.path)))),
    shadow_clause: $ => seq('shadow', repeat($._waiver_term)),

    rule: $ => seq(optional(seq(field('label', $._label), ':')),
                   choice($._deny, $._flag, $._ask, $._redact, $._require)),
    _label: $ => choice($._name, alias(choice(...labelWords), $.identifier)),
    _deny: $ => prec.right(seq(field('verdict', 'deny'), optional($.when), optional($.because))),
    _flag: $ => prec.right(seq(field('verdict', 'flag'), optional($.when), optional($.because))),
    _ask: $ => prec.right(seq(field('verdict', 'ask'), $._approver, optional($.when), optional($.because))),
    _approver: $ => seq(field('party', $.path), optional(seq('within', $._duration))),
    _redact: $ => prec.right(seq(field('verdict', 'redact'), commaSep1($.redaction), optional($.when),
                                 optional($.because))),
    _require: $ => prec.right(seq(field('verdict', 'require'), field('condition', $._expression),
                                  optional($.because))),
    when: $ => seq('when', field('condition', $._expression)),
    because: $ => seq('because', field('reason', $.string)),
    redaction: $ => seq(field('target', $._expression), optional(seq('matching', field('pattern', $._expression)))),

    selector: $ => choice(
      prec.right(seq(field('event', choice('call', 'result')),
                     choice('*', seq('that', $.path, repeat(seq('and', $.path))), $.tool_path))),
      field('event', choice(...textEvents, 'start'))),
    tool_path: $ => seq($._name, repeat(seq('.', choice($.identifier, $.string, '*', refuse($, 'r"'))))),

    // ---- Waivers and exceptions

    _waiver_term: $ => choice($.because, $._signature),
    _signature: $ => choice($.requested_by, $.approved_by, $.reviewed_by, $.until_clause),
    requested_by: $ => seq('requested', 'by', field('party', $.path)),
    approved_by: $ => seq('approved', 'by', field('party', $.path), 'on', $._date),
    reviewed_by: $ => seq('reviewed', 'by', field('party', $.path), 'on', $._date, 'every', $._duration),
    until_clause: $ => seq('until', $._date),

    exception_declaration: $ => seq(
      'exception', field('name', $._name), optional(seq('to', field('target', $.path))), optional($._title),
      field('body', alias($._exception_block, $.block))),
    _exception_block: $ => braces(choice($.lifts_clause, $.when, $.monitor_clause, $._waiver_term)),
    lifts_clause: $ => seq('lifts', commaSep1($._name)),
    monitor_clause: $ => seq('monitor', 'alert', field('party', $.path), 'when', $.frequency),

    // ---- Standards and frameworks

    standard_declaration: $ => seq('standard', field('name', $._name), optional($._title),
                                   field('body', alias($._standard_block, $.block))),
    _standard_block: $ => braces(choice($.owner_clause, $.every_clause)),
    every_clause: $ => seq('every', field('kind', $._name), optional($.where), 'requires',
                           field('demand', $._expression), optional($.because)),
    where: $ => seq('where', field('condition', $._expression)),

    framework_declaration: $ => seq('framework', field('name', $._name), optional($._title),
                                    field('body', alias($._framework_block, $.block))),
    _framework_block: $ => braces(choice($.framework_fact, 'incomplete', $.control)),
    framework_fact: $ => seq(field('key', choice('version', 'source', 'publisher', 'license', 'superseded_by')),
                             field('value', $.string)),
    control: $ => prec.right(seq(
      'control', field('id', $.string), optional($._title), repeat($._control_fact),
      optional(field('body', alias($._control_block, $.block))))),
    _control_block: $ => braces($.control),
    _control_fact: $ => choice(
      $.withdrawn_fact, $.replaced_by_fact, $.level_fact, $.paragraphs_fact, 'incomplete'),
    withdrawn_fact: $ => seq('withdrawn', commaSep($.string)),
    replaced_by_fact: $ => seq('replaced_by', commaSep1($.string)),
    level_fact: $ => seq('level', $._name),
    paragraphs_fact: $ => seq('paragraphs', $._integer, optional(seq('with', commaSep1($.string)))),

    // ---- Tests

    test_declaration: $ => seq('test', $._title, 'of', field('system', $.path),
                               field('body', alias($._test_block, $.block))),
    _test_block: $ => braces($._step),
    _step: $ => choice(
      $.at_step, $.after_step, $.state_step, $.call_step, $.result_step, $.text_step, $.start_step, $.signal_step,
      $.approved_step, $.expect_step),
    at_step: $ => seq('at', $._instant),
    after_step: $ => seq('after', $._duration),
    state_step: $ => seq(choice('session', 'agent', 'context'), $._step_value),
    call_step: $ => seq('call', $.tool_path, optional(field('value', $._step_expression))),
    result_step: $ => seq('result', $.tool_path,
                          optional(choice(seq('error', optional($.string)), field('value', $._step_expression))),
                          optional(seq('args', field('arguments', $._expression)))),
    text_step: $ => seq(field('event', choice(...textEvents)), $._step_value),
    start_step: _ => 'start',
    signal_step: $ => seq('signal', field('detector', $.path), optional($.signal_argument),
                          choice('unavailable', $._step_value)),
    signal_argument: $ => prec.dynamic(1, seq('(', $._expression, ')')),
    approved_step: $ => seq('approved', 'by', field('party', $.path)),
    expect_step: $ => seq('expect', choice(
      seq('failing', field('guardrail', $.path)),
      seq(optional('would_be'), choice(field('verdict', choice('allow', 'flag', 'deny', 'redact')),
                                       seq(field('verdict', 'ask'), field('party', $.path))), repeat($.origin)))),
    origin: $ => choice(seq('by', 'exception', field('exception', choice($.path, alias($._keyword_path, $.path)))),
                        seq('by', field('source', choice($.path, alias($._exception_path, $.path)))),
                        seq('with', field('reason', $._name))),
    /// An exception may be called as what begins the next step or origin is.
    _keyword_path: $ => seq(alias(choice(...stepBegins, 'by', 'with'), $.identifier), repeat(seq('.', $.identifier))),
    _exception_path: $ => seq(alias('exception', $.identifier), repeat(seq('.', $.identifier))),

    _step_value: $ => choice(field('value', $._step_expression), refuse($, ...afterStep)),
    _step_expression: $ => choice($.conditional_expression, $._step_or),
    ...ladder('step_', $ => $._step_reference, $ => [refuse($, ...afterStep)]),
    _step_reference: $ => choice(
      $.identifier, alias(choice(...historyWords, ...comprehensionWords), $.identifier),
      refuse($, 'args', 'error', 'unavailable', ...reserved.filter(word => word !== 'expect'))),

    // ---- Expressions

    _expression: $ => choice($.conditional_expression, $._or),
    conditional_expression: $ => seq('if', field('condition', $._expression), 'then', field('then', $._expression),
                                     'else', field('else', $._expression)),
    ...ladder('', $ => $._reference, _ => []),
    _reference: $ => choice(
      $.identifier, alias(choice(...historyWords, ...comprehensionWords), $.identifier), refuse($, ...reserved)),
    arguments: $ => seq('(', commaSep($._expression), ')'),

    /// What has a form of its own.
    _form: $ => choice($.history_expression, $.comprehension_expression, $.has_expression,
                       $.parenthesized_expression, $.list, $.record),
    has_expression: $ => seq('has', '(', field('operand', $._expression), ')'),
    parenthesized_expression: $ => seq('(', $._expression, ')'),
    list: $ => seq('[', optional(seq(commaSep1($._expression), optional(','))), ']'),
    record: $ => seq('{', optional(seq($.member, repeat(choice(seq(',', $.member), alias($._loose_member, $.member))),
                                       optional(','))), '}'),
    member: $ => seq(field('name', $._member_key), ':', field('value', $._expression)),
    /// Without a comma an infix word goes on with the value before it, and where it cannot it is a mistake.
    _loose_member: $ => seq(field('name', choice($._member_key, refuse($, ...infix))), ':',
                            field('value', $._expression)),

    history_expression: $ => seq(
      field('function', choice(...historyWords, 'count')), '(', optional('denied'), $.selector, optional($.where),
      optional($.last), optional($.per), optional(seq(',', field('value', $._expression))), ')'),
    last: $ => seq('last', $._duration),
    per: $ => seq('per', choice(seq('(', commaSep1($._expression), ')'), $._per_postfix)),
    ...postfixes('per_', $ => [$._name]),
    comprehension_expression: $ => choice(
      seq(field('function', 'count'), '(', field('variable', $._count_variable), 'in', field('domain', $._postfix),
          optional($.where), ')'),
      seq(field('function', 'sum'), '(', field('variable', $._name), 'in', field('domain', $._postfix),
          optional($.where), ',', field('value', $._expression), ')')),
    _count_variable: $ => choice($._name,
                                 alias(choice('denied', 'call', 'result', ...textEvents, 'start'), $.identifier)),

    _literal: $ => choice($.string, $.pattern, $.boolean, $.integer, $.decimal, $.duration, $.date, $.instant,
                          refuse($, $._malformed_number)),
    boolean: _ => choice('true', 'false'),

    // ---- Names

    path: $ => seq($._name, repeat(seq('.', $.identifier))),
    _name: $ => choice($.identifier, refuse($, ...reserved, 'r"')),
    /// After a type without a comma the key of a member may be `max`.
    _member_key: $ => choice($.identifier, alias('max', $.identifier), $.string),
    identifier: _ => /[a-zA-Z_][a-zA-Z0-9_]*/,

    // ---- Literals. Of two that match the same text the first one counts, so the malformed number comes last.

    _integer: $ => choice($.integer, refuse($, $._malformed_number)),
    _duration: $ => choice($.duration, refuse($, $._malformed_number)),
    _date: $ => choice($.date, refuse($, $._malformed_number)),
    _instant: $ => choice($.instant, refuse($, $._malformed_number)),

    instant: _ => /[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z/,
    date: _ => /[0-9]{4}-[0-9]{2}-[0-9]{2}/,
    duration: _ => /(0|[1-9][0-9]*(_[0-9]+)*)(ms|s|m|h|d|w)/,
    decimal: _ => /(0|[1-9][0-9]*(_[0-9]+)*)\.[0-9]+/,
    integer: _ => /0|[1-9][0-9]*(_[0-9]+)*/,
    _malformed_number: _ => token(choice(
      /[0-9][a-zA-Z0-9_]*(\.[0-9][a-zA-Z0-9_]*)*/,
      /[0-9]{4}-[0-9]{2}-[0-9]{2}T[a-zA-Z0-9_]*([:.][a-zA-Z0-9_]+)*([+\-][0-9]{2}:[0-9]{2})?/,
      /[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}/)),

    string: $ => seq('"', repeat(choice($._string_content, $.escape_sequence)), token.immediate('"')),
    _string_content: _ => token.immediate(prec(1, /[^"\\\r\n]+/)),
    escape_sequence: _ => token.immediate(choice(
      /\\["\\nrt]/, /\\u\{[0-9a-fA-F]{1,6}\}/)),
    pattern: $ => seq('r"', optional($.pattern_content), token.immediate('"')),
    pattern_content: _ => token.immediate(prec(1, /([^"\\\r\n]|\\[^\r\n])+/)),

    doc_comment: _ => token(/\/\/\/([^\/\r\n][^\r\n]*)?/),
    comment: _ => token(/\/\/[^\r\n]*/),

    /// A noncharacter, which no text may contain.
    _never: _ => /\uFFFF/,
  },
});
