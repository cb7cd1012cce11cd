// SPDX-License-Identifier: Apache-2.0
// The words of Onus. This file is the definition; the compiler reads with a faster lexer of its own
// (compiler/syntax/lexer.cpp) that the tests compare with this one, token by token.
//
// ANTLR takes the longest match and, among equals, the rule that stands first: keywords before `Identifier`, the
// right numbers before `BadNumber`. What cannot be a word of Onus is still one token, so that it gives one message.
lexer grammar OnusLexer;

// ---- Reserved words: names nowhere but after a dot and as the name of a member

All     : 'all' ;
And     : 'and' ;
Any     : 'any' ;
As      : 'as' ;
Because : 'because' ;
Else    : 'else' ;
Expect  : 'expect' ;
False   : 'false' ;
Has     : 'has' ;
If      : 'if' ;
In      : 'in' ;
Like    : 'like' ;
Matches : 'matches' ;
Not     : 'not' ;
Or      : 'or' ;
That    : 'that' ;
Then    : 'then' ;
True    : 'true' ;
When    : 'when' ;
Where   : 'where' ;

// ---- Contextual words: keywords in their place, names everywhere else

Active       : 'active' ;
After        : 'after' ;
Agent        : 'agent' ;
Alert        : 'alert' ;
Allow        : 'allow' ;
AnswersTo    : 'answers_to' ;
Approved     : 'approved' ;
Args         : 'args' ;
Ask          : 'ask' ;
At           : 'at' ;
Business     : 'business' ;
By           : 'by' ;
Call         : 'call' ;
Change       : 'change' ;
Closed       : 'closed' ;
Completion   : 'completion' ;
Contact      : 'contact' ;
Context      : 'context' ;
Control      : 'control' ;
Count        : 'count' ;
Cover        : 'cover' ;
Denied       : 'denied' ;
Deny         : 'deny' ;
Detector     : 'detector' ;
Disable      : 'disable' ;
Does         : 'does' ;
Duties       : 'duties' ;
Effect       : 'effect' ;
Email        : 'email' ;
Enforces     : 'enforces' ;
Engineering  : 'engineering' ;
Error        : 'error' ;
Escalate     : 'escalate' ;
Every        : 'every' ;
Exception    : 'exception' ;
Failing      : 'failing' ;
Fails        : 'fails' ;
Flag         : 'flag' ;
Framework    : 'framework' ;
From         : 'from' ;
Guardrail    : 'guardrail' ;
Handoff      : 'handoff' ;
Incident     : 'incident' ;
Incomplete   : 'incomplete' ;
Input        : 'input' ;
Is           : 'is' ;
Keep         : 'keep' ;
Last         : 'last' ;
Latest       : 'latest' ;
Lead         : 'lead' ;
Let          : 'let' ;
Level        : 'level' ;
License      : 'license' ;
Lifts        : 'lifts' ;
List         : 'list' ;
Log          : 'log' ;
Manual       : 'manual' ;
Map          : 'map' ;
Maps         : 'maps' ;
Matching     : 'matching' ;
Max          : 'max' ;
Members      : 'members' ;
Memory       : 'memory' ;
Mentioned    : 'mentioned' ;
Model        : 'model' ;
Monitor      : 'monitor' ;
More         : 'more' ;
No           : 'no' ;
Of           : 'of' ;
On           : 'on' ;
Open         : 'open' ;
Operator     : 'operator' ;
Organization : 'organization' ;
Output       : 'output' ;
Owner        : 'owner' ;
Package      : 'package' ;
Paragraphs   : 'paragraphs' ;
Pattern      : 'pattern' ;
Per          : 'per' ;
Person       : 'person' ;
Previous     : 'previous' ;
Prompt       : 'prompt' ;
Provides     : 'provides' ;
Publisher    : 'publisher' ;
Redact       : 'redact' ;
ReplacedBy   : 'replaced_by' ;
Requested    : 'requested' ;
Require      : 'require' ;
Requires     : 'requires' ;
Restore      : 'restore' ;
Result       : 'result' ;
Returns      : 'returns' ;
Review       : 'review' ;
Reviewed     : 'reviewed' ;
Revoke       : 'revoke' ;
Rollback     : 'rollback' ;
Runbook      : 'runbook' ;
Security     : 'security' ;
Seen         : 'seen' ;
Sensitive    : 'sensitive' ;
Session      : 'session' ;
Set          : 'set' ;
Severity     : 'severity' ;
Shadow       : 'shadow' ;
Signal       : 'signal' ;
Sink         : 'sink' ;
Source       : 'source' ;
Standard     : 'standard' ;
Standards    : 'standards' ;
Start        : 'start' ;
Sum          : 'sum' ;
SupersededBy : 'superseded_by' ;
Surface      : 'surface' ;
Surfaces     : 'surfaces' ;
System       : 'system' ;
Team         : 'team' ;
Test         : 'test' ;
Text         : 'text' ;
Than         : 'than' ;
Timeout      : 'timeout' ;
To           : 'to' ;
Tool         : 'tool' ;
Total        : 'total' ;
Type         : 'type' ;
Unavailable  : 'unavailable' ;
Under        : 'under' ;
Unguarded    : 'unguarded' ;
Until        : 'until' ;
Use          : 'use' ;
Vendor       : 'vendor' ;
Version      : 'version' ;
With         : 'with' ;
Withdrawn    : 'withdrawn' ;
Within       : 'within' ;
WouldBe      : 'would_be' ;
Yes          : 'yes' ;

Identifier : [a-zA-Z_] [a-zA-Z0-9_]* ;

// ---- Symbols

LParen       : '(' ;
RParen       : ')' ;
LBrack       : '[' ;
RBrack       : ']' ;
LBrace       : '{' ;
RBrace       : '}' ;
Comma        : ',' ;
Colon        : ':' ;
Dot          : '.' ;
Ellipsis     : '...' | '\u2026' ;
Assign       : '=' ;
Pipe         : '|' ;
Question     : '?' ;
Coalesce     : '??' ;
Equal        : '==' ;
NotEqual     : '!=' ;
Less         : '<' ;
LessEqual    : '<=' ;
Greater      : '>' ;
GreaterEqual : '>=' ;
Plus         : '+' ;
Minus        : '-' ;
Star         : '*' ;

// ---- Literals

Instant  : DATE 'T' [0-9:.]+ 'Z' ;
Date     : DATE ;
Duration : WHOLE ('ms' | 's' | 'm' | 'h' | 'd' | 'w') ;
Decimal  : WHOLE '.' DIGIT+ ;
Int      : WHOLE ;
String   : TEXT '"' ;
Raw      : 'r' TEXT '"' ;

// ---- What people write by mistake

BadNumber
  : DIGIT WORD_CHAR* ('.' DIGIT WORD_CHAR*)*
  | DATE 'T' WORD_CHAR* ([:.] WORD_CHAR+)* ([+\-] DIGIT DIGIT ':' DIGIT DIGIT)?
  | DIGIT DIGIT DIGIT DIGIT '-' DIGIT DIGIT? '-' DIGIT DIGIT?
  ;
UnclosedString : TEXT '\\'? ;
UnclosedRaw    : 'r' TEXT '\\'? ;
Misquoted
  : '\'' ~['\r\n]* '\''
  | '`' ~[`\r\n]* '`'
  | [\u2018\u2019] ~[\u2018\u2019\r\n]* [\u2018\u2019]
  | [\u201c\u201d\u201e] ~["\u201c\u201d\r\n]* ["\u201c\u201d]
  ;
AmpAmp         : '&&' ;
PipePipe       : '||' ;
Bang           : '!' ;

// ---- Between the words

DocComment  : '///' (~[/\r\n] ~[\r\n]*)? -> channel(HIDDEN) ;
LineComment : '//' ~[\r\n]* -> channel(HIDDEN) ;
Blank       : [ \t\r\n]+ -> skip ;

/// Last, for it stands for whatever nothing else explains.
BadCharacter : . ;

fragment DIGIT     : [0-9] ;
fragment WORD_CHAR : [a-zA-Z0-9_] ;
fragment WHOLE     : DIGIT+ ('_' DIGIT+)* ;
fragment DATE      : DIGIT DIGIT DIGIT DIGIT '-' DIGIT DIGIT '-' DIGIT DIGIT ;
fragment TEXT      : '"' ('\\' ~[\r\n] | ~["\\\r\n])* ;
