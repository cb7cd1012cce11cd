// SPDX-License-Identifier: Apache-2.0
// The syntax of Onus. README.md beside this file has the precedence of operators and the reserved words.
//
// Three habits keep it fast. Decisions look one token ahead wherever the language allows it. Operators are a flat list
// that the tree builder folds by precedence, so that an expression costs one rule and not one for each level. And the
// builder reads labels only, never children, so that no parse tree is kept. Where a clause may follow several others
// (what is said after a tool, for instance) the grammar lists clauses flat and the builder says whose they are.
parser grammar OnusParser;

options { tokenVocab = OnusLexer; }

file
  : package=packageClause? uses+=useClause* declarations+=declaration* EOF
  ;

packageClause
  : Package title=path (Owner owner=path)?
  ;

useClause
  : Use first=name (Dot parts+=usePart)* (As alias=name)?
  ;

usePart
  : word=memberName                                              # usedName
  | LBrace items+=useItem (Comma items+=useItem)* Comma? RBrace  # usedGroup
  ;

useItem
  : imported=name (As alias=name)?
  ;

declaration
  : body=partyDecl      # declaredParty
  | body=sinkDecl       # declaredSink
  | body=contextDecl    # declaredContext
  | body=typeDecl       # declaredType
  | body=letDecl        # declaredLet
  | body=effectDecl     # declaredEffect
  | body=surfaceDecl    # declaredSurface
  | body=detectorDecl   # declaredDetector
  | body=systemDecl     # declaredSystem
  | body=dutiesDecl     # declaredDuties
  | body=guardrailDecl  # declaredGuardrail
  | body=patternDecl    # declaredPattern
  | body=exceptionDecl  # declaredException
  | body=standardDecl   # declaredStandard
  | body=frameworkDecl  # declaredFramework
  | body=testDecl       # declaredTest
  ;

// ---- People and sinks

partyDecl
  : kind=(Organization | Team | Person | Vendor) title=name caption=String? (LBrace clauses+=partyClause* RBrace)?
  ;

partyClause
  : Email address=String                                  # partyEmail
  | Lead lead=path                                        # partyLead
  | Members members+=path (Comma members+=path)*          # partyMembers
  | Contact contacts+=contact (Comma contacts+=contact)*  # partyContact
  | Provides what=String                                  # partyProvides
  | AnswersTo team=path                                   # partyAnswersTo
  | Active (From since=Date)? (Until until=Date)?         # partyActive
  | Standards standards+=path (Comma standards+=path)*    # partyStandards
  ;

contact
  : channel=name address=String
  ;

sinkDecl
  : Sink title=name caption=String? LBrace clauses+=sinkClause* RBrace
  ;

sinkClause
  : Owner owner=path    # sinkOwner
  | Keep time=Duration  # sinkKeep
  ;

// ---- Types and values

contextDecl
  : Context members=recordType
  ;

typeDecl
  : Type title=name Assign shape=type
  ;

letDecl
  : Let title=name parameters=params? (Colon wanted=type)?
    (Assign value=expr (Yes hits+=String (Comma hits+=String)*)? (No misses+=String (Comma misses+=String)*)?
    | From format=name data=String)
  ;

params
  : LParen (items+=param (Comma items+=param)*)? RParen
  ;

/// Only the parameters of patterns have a default; the builder says so elsewhere.
param
  : title=memberName Colon shape=type (Assign fallback=expr)?  # namedParam
  | Ellipsis                                                   # otherParams
  ;

type
  : sensitive=Sensitive? base=typeAtom optional=Question?
  ;

typeAtom
  : words+=String (Pipe words+=String)*                              # unionType
  | generic=(List | Map | Set) Less element=type Greater size=limit? # genericType
  | named=typePath size=limit?                                       # namedType
  | members=recordType                                               # shapeType
  ;

limit
  : Max most=Int
  ;

recordType
  : LBrace (fields+=fieldDecl Comma?)* (open=Ellipsis Comma?)? RBrace
  ;

fieldDecl
  : title=memberKey Colon shape=type
  ;

// ---- Effects, surfaces, detectors, systems

effectDecl
  : Effect title=name parameters=params? caption=String? (LBrace clauses+=effectClause* RBrace)?
  ;

effectClause
  : Severity level=name                        # effectSeverity
  | Cover kinds+=name (Comma kinds+=name)*     # effectCover
  ;

surfaceDecl
  : Surface title=name caption=String? LBrace clauses+=surfaceClause* RBrace
  ;

/// What stands after a tool belongs to the tool, and what stands after `unguarded because` belongs to that waiver.
surfaceClause
  : From format=name document=String                                        # surfaceFrom
  | Owner owner=path                                                        # surfaceOwner
  | Tool names+=toolName (Comma names+=toolName)* parameters=params?        # surfaceTool
  | Returns shape=type (From text=Text)?                                    # toolReturns
  | Does effects+=effectUse (Comma effects+=effectUse)*                     # toolDoes
  | Unguarded (first=toolName second=toolName? (Comma others+=toolName)*)?
    Because reason=String                                                   # surfaceUnguarded
  | term=requestedBy                                                             # surfaceRequested
  | term=approvedBy                                                              # surfaceApproved
  | term=reviewedBy                                                              # surfaceReviewed
  | term=untilDate                                                               # surfaceUntil
  ;

toolName
  : name    # toolWord
  | String  # toolText
  ;

effectUse
  : effect=path (LParen (bindings+=binding (Comma bindings+=binding)*)? RParen)?
  ;

binding
  : parameter=memberName Colon value=expr (Because reason=String)?
  ;

detectorDecl
  : Detector title=name caption=String? (Is base=path)? LBrace clauses+=detectorClause* RBrace
  ;

detectorClause
  : Input inputs+=param (Comma inputs+=param)*  # detectorInput
  | Output shape=type                           # detectorOutput
  | Vendor vendor=path                          # detectorVendor
  | Owner owner=path                            # detectorOwner
  | Timeout time=Duration                       # detectorTimeout
  ;

systemDecl
  : System title=name caption=String? LBrace clauses+=systemClause* RBrace
  ;

systemClause
  : Operator party=path                                # systemOperator
  | role=(Business | Engineering | Security) party=path # systemRole
  | Model vendor=path version=String?                  # systemModel
  | Surfaces surfaces+=path (Comma surfaces+=path)*    # systemSurfaces
  | Enforces policies+=path (Comma policies+=path)*    # systemEnforces
  | Change reference=String                            # systemChange
  | Incident reference=String                          # systemIncident
  | Review reference=String (On date=Date)?            # systemReview
  ;

// ---- Guardrails

dutiesDecl
  : Duties title=name caption=String? LBrace clauses+=guardrailMember* RBrace
  ;

guardrailDecl
  : Guardrail title=name caption=String? (Is pattern=path given=namedArguments?)? (Under duties=path)?
    LBrace clauses+=guardrailMember* RBrace
  ;

namedArguments
  : LParen (items+=namedArgument (Comma items+=namedArgument)*)? RParen
  ;

namedArgument
  : parameter=memberName Colon value=expr
  ;

patternDecl
  : Pattern title=name parameters=params? caption=String? LBrace clauses+=guardrailMember* RBrace
  ;

guardrailMember
  : label=name Colon body=ruleBody                                                                      # labelledRule
  | body=ruleBody                                                                                       # plainRule
  | Owner owner=path                                                                                # guardrailOwner
  | Under duties=path                                                                               # guardrailUnder
  | Severity level=name                                                                             # guardrailSeverity
  | On selectors+=selector (Comma selectors+=selector)*                                             # guardrailOn
  | Log items+=expr (Comma items+=expr)* (Redact redacted+=expr (Comma redacted+=expr)*)?
    To sink=path                                                                                    # guardrailLog
  | Escalate To steps+=escalationStep (Comma Then steps+=escalationStep)*
    (When frequency=moreThan)?                                                                      # guardrailEscalate
  | Rollback action=rollbackAction By executor=path Within time=Duration (Runbook runbook=String)?  # guardrailRollback
  | Maps framework=path controls+=String (Comma controls+=String)*                                  # guardrailMaps
  | Fails way=failMode                                                                              # guardrailFails
  | Shadow terms+=waiverTerm*                                                                       # guardrailShadow
  | local=letDecl                                                                                   # guardrailLet
  | waiver=exceptionDecl                                                                            # guardrailException
  ;

ruleBody
  : Deny (When condition=expr)? (Because reason=String)?                                      # denyRule
  | Flag (When condition=expr)? (Because reason=String)?                                      # flagRule
  | Ask party=path (Within time=Duration)? (When condition=expr)? (Because reason=String)?    # askRule
  | Redact items+=redaction (Comma items+=redaction)* (When condition=expr)? (Because reason=String)?
                                                                                              # redactRule
  | Require condition=expr (Because reason=String)?                                           # requireRule
  ;

redaction
  : target=expr (Matching pattern=expr)?
  ;

selector
  : kind=(Call | Result) what=selectorTarget                                 # actionSelector
  | kind=(Input | Prompt | Completion | Output | Handoff | Memory | Start)   # textSelector
  ;

selectorTarget
  : Star                                          # everyTool
  | That effects+=path (And effects+=path)*       # toolsByEffect
  | tool=toolPath                                 # toolByName
  ;

toolPath
  : first=name (Dot parts+=toolPart)*
  ;

toolPart
  : memberName  # partWord
  | String      # partText
  | Star        # partStar
  ;

escalationStep
  : party=path Within time=Duration
  ;

moreThan
  : More Than times=Int In window=Duration
  ;

rollbackAction
  : Disable targets+=toolPath (Comma targets+=toolPath)*  # rollbackDisable
  | Restore Previous                                      # rollbackRestore
  | Revoke credential=String                              # rollbackRevoke
  | Manual                                                # rollbackManual
  ;

failMode
  : Closed                  # failsClosed
  | Open terms+=waiverTerm* # failsOpen
  | To Ask party=path       # failsToAsk
  ;

// ---- Waivers and exceptions

waiverTerm
  : Because reason=String  # termBecause
  | term=requestedBy            # termRequested
  | term=approvedBy             # termApproved
  | term=reviewedBy             # termReviewed
  | term=untilDate              # termUntil
  ;

requestedBy : Requested By party=path ;
approvedBy  : Approved By party=path On date=Date ;
reviewedBy  : Reviewed By party=path On date=Date Every time=Duration ;
untilDate   : Until date=Date ;

exceptionDecl
  : Exception title=name (To target=path)? caption=String? LBrace clauses+=exceptionClause* RBrace
  ;

exceptionClause
  : Lifts labels+=name (Comma labels+=name)*          # exceptionLifts
  | When condition=expr                               # exceptionWhen
  | Monitor Alert party=path When frequency=moreThan  # exceptionMonitor
  | term=waiverTerm                                   # exceptionTerm
  ;

// ---- Standards and frameworks

standardDecl
  : Standard title=name caption=String? LBrace clauses+=standardClause* RBrace
  ;

standardClause
  : Owner owner=path                                                                          # standardOwner
  | Every kind=name (Where condition=expr)? Requires demand=expr (Because reason=String)?  # standardEvery
  ;

frameworkDecl
  : Framework title=name caption=String? LBrace clauses+=frameworkClause* RBrace
  ;

frameworkClause
  : key=(Version | Source | Publisher | License | SupersededBy) value=String  # frameworkFact
  | Incomplete                                                                # frameworkIncomplete
  | entry=control                                                             # frameworkControl
  ;

control
  : Control id=String caption=String? facts+=controlFact* (LBrace entries+=control* RBrace)?
  ;

controlFact
  : Withdrawn (ids+=String (Comma ids+=String)*)?                  # controlWithdrawn
  | ReplacedBy ids+=String (Comma ids+=String)*                    # controlReplaced
  | Level level=name                                               # controlLevel
  | Paragraphs most=Int (With ids+=String (Comma ids+=String)*)?   # controlParagraphs
  | Incomplete                                                     # controlIncomplete
  ;

// ---- Tests

testDecl
  : Test title=String Of system=path LBrace steps+=testStep* RBrace
  ;

testStep
  : At time=Instant                                                                    # stepAt
  | After time=Duration                                                                # stepAfter
  | kind=(Session | Agent | Context) value=stepExpr                                    # stepState
  | Call tool=toolPath value=stepExpr?                                                 # stepCall
  | Result tool=toolPath (failed=Error message=String? | value=stepExpr)?
    (Args given=expr)?                                                                 # stepResult
  | kind=(Input | Prompt | Completion | Output | Handoff | Memory) value=stepExpr      # stepText
  | Start                                                                              # stepStart
  | Signal detector=path (LParen argument=expr RParen)? (absent=Unavailable | value=stepExpr)  # stepSignal
  | Approved By party=path                                                             # stepApproved
  | Expect wanted=outcome                                                              # stepExpect
  ;

outcome
  : Failing guardrail=path                                                      # outcomeFailing
  | trial=WouldBe? verdict=(Allow | Flag | Deny | Redact) origins+=origin*      # outcomeVerdict
  | trial=WouldBe? Ask party=path origins+=origin*                              # outcomeAsk
  ;

origin
  : By Exception waiver=path  # originException
  | By source=path                # originRule
  | With reason=name              # originReason
  ;

// ---- Expressions

expr
  : If condition=expr Then positive=expr Else negative=expr    # conditional
  | operands+=operand
    (operators+=(Or | And | Equal | NotEqual | Less | LessEqual | Greater | GreaterEqual | In | Matches | Like
                | Coalesce | Plus | Minus | Star) operands+=operand)*
                                                               # operation
  ;

/// The value of a step of a test: it does not begin with a word that begins the next step.
stepExpr
  : If condition=expr Then positive=expr Else negative=expr    # stepConditional
  | first=stepOperand
    (operators+=(Or | And | Equal | NotEqual | Less | LessEqual | Greater | GreaterEqual | In | Matches | Like
                | Coalesce | Plus | Minus | Star) operands+=operand)*
                                                               # stepOperation
  ;

operand
  : prefixes+=prefix* (base=atom | word=stepWord call=callArguments?) suffixes+=suffix* (As shape=type)?
  ;

stepOperand
  : prefixes+=prefix* base=atom suffixes+=suffix* (As shape=type)?
  ;

prefix
  : Not                                                      # prefixNot
  | Minus                                                    # prefixMinus
  | which=(Any | All) variable=name In domain=subject Colon  # prefixQuantifier
  ;

/// What a quantifier runs over: no operator, unless in parentheses.
subject
  : (base=atom | word=stepWord call=callArguments?) suffixes+=suffix*
  ;

suffix
  : Dot word=memberName call=callArguments?  # suffixMember
  | LBrack index=expr? RBrack              # suffixIndex
  ;

callArguments
  : LParen (items+=expr (Comma items+=expr)*)? RParen
  ;

atom
  : word=freeWord call=callArguments?                                                              # reference
  | kind=(Seen | Total | Latest | Mentioned) (LParen term=historyTerm RParen)?                 # history
  | Count (LParen body=countBody RParen)?                                                      # counting
  | Sum (LParen variable=name In domain=subject (Where filter=expr)? Comma value=expr RParen)? # summing
  | Has LParen what=expr RParen                                                                # presence
  | token=(Int | Decimal | String | Raw | Duration | Date | Instant | True | False)            # literal
  | LParen inner=expr RParen                                                                   # parenthesis
  | LBrack items+=expr? (Comma items+=expr?)* RBrack                                           # listLiteral
  | LBrace runs+=memberRun? (Comma runs+=memberRun?)* RBrace                                   # recordLiteral
  ;

countBody
  : variable=name In domain=subject (Where filter=expr)?  # countItems
  | term=historyTerm                                      # countEvents
  ;

historyTerm
  : denied=Denied? events=selector (Where filter=expr)? (Last window=Duration)? (Per scope=perKey)?
    (Comma value=expr)?
  ;

perKey
  : LParen keys+=expr (Comma keys+=expr)* RParen  # perSeveral
  | key=perPath                                   # perOne
  ;

perPath
  : word=name call=callArguments? suffixes+=suffix*
  ;

/// Members up to the next comma. The end of a line separates members too, but there an infix word (`in`, `and`, …)
/// goes on with the value, so that a member of such a name wants the comma before it.
memberRun
  : first=member rest+=looseMember*
  ;

member
  : key=memberKey Colon value=expr
  ;

looseMember
  : key=looseKey Colon value=expr
  ;

memberKey
  : memberName  # keyWord
  | String      # keyText
  ;

looseKey
  : looseName  # looseWord
  | String     # looseText
  ;

// ---- Names. Words are never listed: a name is what is neither a symbol, a literal nor reserved.

path
  : first=name (Dot rest+=memberName)*
  ;

typePath
  : first=typeName (Dot rest+=memberName)*
  ;

/// After a dot and before the colon of a member every word is a name.
memberName
  : ~(LParen | RParen | LBrack | RBrack | LBrace | RBrace | Comma | Colon | Dot | Ellipsis | Assign | Pipe
      | Question | Coalesce | Equal | NotEqual | Less | LessEqual | Greater | GreaterEqual | Plus | Minus
      | Star | Instant | Date | Duration | Decimal | Int | String | Raw | BadNumber | UnclosedString
      | UnclosedRaw | Misquoted | AmpAmp | PipePipe | Bang | BadCharacter)
  ;

looseName
  : ~(LParen | RParen | LBrack | RBrack | LBrace | RBrace | Comma | Colon | Dot | Ellipsis | Assign | Pipe
      | Question | Coalesce | Equal | NotEqual | Less | LessEqual | Greater | GreaterEqual | Plus | Minus
      | Star | Instant | Date | Duration | Decimal | Int | String | Raw | BadNumber | UnclosedString
      | UnclosedRaw | Misquoted | AmpAmp | PipePipe | Bang | BadCharacter
      | And | Or | In | Matches | Like | As)
  ;

name
  : ~(LParen | RParen | LBrack | RBrack | LBrace | RBrace | Comma | Colon | Dot | Ellipsis | Assign | Pipe
      | Question | Coalesce | Equal | NotEqual | Less | LessEqual | Greater | GreaterEqual | Plus | Minus
      | Star | Instant | Date | Duration | Decimal | Int | String | Raw | BadNumber | UnclosedString
      | UnclosedRaw | Misquoted | AmpAmp | PipePipe | Bang | BadCharacter
      | All | And | Any | As | Because | Else | Expect | False | Has | If | In | Like | Matches | Not | Or
      | That | Then | True | When | Where)
  ;

/// `list`, `map` and `set` always take an element type, and `sensitive` stands before a type.
typeName
  : ~(LParen | RParen | LBrack | RBrack | LBrace | RBrace | Comma | Colon | Dot | Ellipsis | Assign | Pipe
      | Question | Coalesce | Equal | NotEqual | Less | LessEqual | Greater | GreaterEqual | Plus | Minus
      | Star | Instant | Date | Duration | Decimal | Int | String | Raw | BadNumber | UnclosedString
      | UnclosedRaw | Misquoted | AmpAmp | PipePipe | Bang | BadCharacter
      | All | And | Any | As | Because | Else | Expect | False | Has | If | In | Like | Matches | Not | Or
      | That | Then | True | When | Where
      | List | Map | Set | Sensitive)
  ;

/// A name that begins an expression wherever it stands.
freeWord
  : ~(LParen | RParen | LBrack | RBrack | LBrace | RBrace | Comma | Colon | Dot | Ellipsis | Assign | Pipe
      | Question | Coalesce | Equal | NotEqual | Less | LessEqual | Greater | GreaterEqual | Plus | Minus
      | Star | Instant | Date | Duration | Decimal | Int | String | Raw | BadNumber | UnclosedString
      | UnclosedRaw | Misquoted | AmpAmp | PipePipe | Bang | BadCharacter
      | All | And | Any | As | Because | Else | Expect | False | Has | If | In | Like | Matches | Not | Or
      | That | Then | True | When | Where
      | Seen | Total | Latest | Mentioned | Count | Sum
      | After | Agent | Approved | Args | At | Call | Completion | Context | Error | Handoff | Input
      | Memory | Output | Prompt | Result | Session | Signal | Start | Unavailable)
  ;

/// A name that begins a step where a step may begin.
stepWord
  : After | Agent | Approved | Args | At | Call | Completion | Context | Error | Handoff | Input
  | Memory | Output | Prompt | Result | Session | Signal | Start | Unavailable
  ;
