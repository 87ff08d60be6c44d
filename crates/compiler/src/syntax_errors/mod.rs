//! Ruff's syntax errors in CPython's words.

mod around;

use ruff_python_ast::{Expr, token::TokenKind};
use ruff_python_parser::{
    InterpolatedStringErrorType, LexicalErrorType, ParseError, ParseErrorType, UnsupportedSyntaxError,
    UnsupportedSyntaxErrorKind,
};
use ruff_text_size::TextRange;

use self::around::refine;
pub(super) use self::around::report_beside_bracket;
use crate::carets::open_string;
use crate::diagnostic::Diagnostics;

/// Notes the errors. One mistake often leads to others on the same line, or to a cascade: one a line is enough.
#[cold]
#[inline(never)]
pub(super) fn report(source: &str, errors: &[ParseError], diagnostics: &mut Diagnostics<'_>) {
    let mut sorted: Vec<&ParseError> = errors.iter().collect();
    sorted.sort_by_key(|e| e.location.start());
    let line_of = |range: TextRange| {
        let end = range.start().to_usize().min(source.len());
        source.get(..end).unwrap_or_default().matches('\n').count()
    };
    let mut last = None;
    for error in sorted.into_iter().take(200) {
        let line = line_of(error.location);
        if last.is_some_and(|last| line <= last + 1) {
            last = Some(line);
            continue;
        }
        last = Some(line);
        let (message, advice) = describe(source, error);
        let (message, range) = refine(source, message, error);
        match advice {
            Some(advice) => diagnostics.error_with_advice(range, message, advice),
            None => diagnostics.error(range, message),
        }
    }
}

fn describe(source: &str, error: &ParseError) -> (String, Option<String>) {
    if let ParseErrorType::OtherError(message) = &error.error {
        return other(source, message, error);
    }
    let (message, advice) = describe_known(source, error);
    (message, advice.map(str::to_owned))
}

fn describe_known(source: &str, error: &ParseError) -> (String, Option<&'static str>) {
    let text = source.get(error.location.to_std_range()).unwrap_or_default();
    let message = match &error.error {
        ParseErrorType::OtherError(message) => message.clone(),
        ParseErrorType::StringAnnotationError(message) => (*message).to_owned(),
        ParseErrorType::ExpectedToken { expected, found } => return expected_token(source, error, *expected, *found),
        ParseErrorType::ExpectedExpression => return expected_expression(source, error.location, text),
        ParseErrorType::Lexical(lexical_error) => {
            let before = source.get(..error.location.end().to_usize()).unwrap_or_default();
            return lexical(lexical_error, before, text);
        }
        ParseErrorType::FStringError(error) => return (fstring(error), None),
        ParseErrorType::TStringError(_) => "template strings are not supported".to_owned(),
        ParseErrorType::EmptySlice => {
            return ("invalid syntax".to_owned(), Some("An index is missing between the brackets."));
        }
        ParseErrorType::EmptyGlobalNames | ParseErrorType::EmptyNonlocalNames | ParseErrorType::EmptyDeleteTargets => {
            return ("invalid syntax".to_owned(), Some("A name is missing."));
        }
        ParseErrorType::EmptyImportNames => {
            return ("invalid syntax".to_owned(), Some("Name what is to be imported after `import`."));
        }
        ParseErrorType::EmptyTypeParams => "Type parameter list cannot be empty".to_owned(),
        ParseErrorType::UnparenthesizedNamedExpression => {
            return ("invalid syntax".to_owned(), Some("Put the assignment expression (`:=`) into parentheses."));
        }
        ParseErrorType::UnparenthesizedTupleExpression => {
            return ("invalid syntax".to_owned(), Some("Put the tuple into parentheses."));
        }
        ParseErrorType::UnparenthesizedGeneratorExpression => "Generator expression must be parenthesized".to_owned(),
        ParseErrorType::InvalidLambdaExpressionUsage => {
            return ("invalid syntax".to_owned(), Some("Put the lambda into parentheses."));
        }
        ParseErrorType::InvalidYieldExpressionUsage => {
            return ("invalid syntax".to_owned(), Some("Put the `yield` expression into parentheses."));
        }
        ParseErrorType::InvalidStarredExpressionUsage => "can't use starred expression here".to_owned(),
        ParseErrorType::InvalidStarPatternUsage => "star pattern cannot be used here".to_owned(),
        ParseErrorType::InvalidMatchPatternTarget => "cannot use '_' as a target".to_owned(),
        ParseErrorType::ParamAfterVarKeywordParam => "arguments cannot follow var-keyword argument".to_owned(),
        ParseErrorType::NonDefaultParamAfterDefaultParam => "non-default argument follows default argument".to_owned(),
        ParseErrorType::VarParameterWithDefault => {
            let what = if text.starts_with("**") { "var-keyword" } else { "var-positional" };
            format!("{what} argument cannot have default value")
        }
        ParseErrorType::InvalidAssignmentTarget => return assignment(source, error.location, text),
        ParseErrorType::InvalidNamedAssignmentTarget => {
            format!("cannot use assignment expressions with {}", expr_name(text))
        }
        ParseErrorType::InvalidAnnotatedAssignmentTarget => match expr_name(text) {
            "tuple" => "only single target (not tuple) can be annotated".to_owned(),
            "list" => "only single target (not list) can be annotated".to_owned(),
            _ => "illegal target for annotation".to_owned(),
        },
        ParseErrorType::InvalidAugmentedAssignmentTarget => {
            format!("'{}' is an illegal expression for augmented assignment", expr_name(text))
        }
        ParseErrorType::InvalidDeleteTarget => format!("cannot delete {}", expr_name(text)),
        ParseErrorType::PositionalAfterKeywordArgument => "positional argument follows keyword argument".to_owned(),
        ParseErrorType::PositionalAfterKeywordUnpacking => {
            "positional argument follows keyword argument unpacking".to_owned()
        }
        ParseErrorType::InvalidArgumentUnpackingOrder => {
            "iterable argument unpacking follows keyword argument unpacking".to_owned()
        }
        ParseErrorType::IterableUnpackingInComprehension => {
            "iterable unpacking cannot be used in comprehension".to_owned()
        }
        ParseErrorType::SimpleStatementsOnSameLine | ParseErrorType::SimpleAndCompoundStatementOnSameLine => {
            return same_line(source, error.location);
        }
        ParseErrorType::ExpectedKeywordParam => "named arguments must follow bare *".to_owned(),
        ParseErrorType::ExpectedRealNumber => "real number required in complex literal".to_owned(),
        ParseErrorType::ExpectedImaginaryNumber => "imaginary number required in complex literal".to_owned(),
        ParseErrorType::UnexpectedIndentation => {
            return ("unexpected indent".to_owned(), Some("Line it up with the line before it."));
        }
        ParseErrorType::UnexpectedTokenAfterAsync(_) => {
            return ("invalid syntax".to_owned(), Some("Only `def`, `with` and `for` can follow `async`."));
        }
        ParseErrorType::UnexpectedIpythonEscapeCommand => {
            return ("invalid syntax".to_owned(), Some("Commands of IPython notebooks do not work here."));
        }
        ParseErrorType::UnexpectedExpressionToken => "invalid syntax".to_owned(),
    };
    (message, None)
}

/// Ruff's own sentences. Where CPython has nothing to say but "invalid syntax", they are the advice.
fn other(source: &str, message: &str, error: &ParseError) -> (String, Option<String>) {
    let at = error.location.start().to_usize().min(source.len());
    let text = source.get(error.location.to_std_range()).unwrap_or_default();
    if let Some(what) = message.strip_prefix("Expected an indented block after ") {
        let line = header_line(source, at);
        let what = what
            .replace("`class`", "class")
            .replace('`', "'")
            .replace("' clause", "' statement")
            .replace("' block", "' statement");
        return (format!("expected an indented block after {what} on line {line}"), None);
    }
    let known = match message {
        "Expected `except` or `finally` after `try` block" => "expected 'except' or 'finally' block",
        "Only single target (not tuple) can be annotated" => "only single target (not tuple) can be annotated",
        "Only single target (not list) can be annotated" => "only single target (not list) can be annotated",
        "Only one '*' parameter allowed" => "* argument may appear only once",
        "Only one '/' separator allowed" => "/ may appear only once",
        "Bytes literal cannot be mixed with non-bytes literals" => "cannot mix bytes and nonbytes literals",
        "Trailing comma not allowed" => "trailing comma not allowed without surrounding parentheses",
        "Expected one or more exception types" => "expected one or more exception types",
        "Expected a parameter name" => match text {
            "True" | "False" | "None" => return (format!("cannot assign to {text}"), None),
            _ => "expression cannot contain assignment, perhaps you meant \"==\"?",
        },
        m if m.starts_with("Cannot have both") => "cannot have both 'except' and 'except*' on the same 'try'",
        m => {
            let advice = match m {
                "Expected a statement" | "Expected an identifier" => None,
                m => Some(format!("{}.", m.replace('`', "'"))),
            };
            return ("invalid syntax".to_owned(), advice);
        }
    };
    (known.to_owned(), None)
}

/// The 1-based line of the statement before a place.
fn header_line(source: &str, at: usize) -> usize {
    let before = &source[..at];
    let current = before.matches('\n').count() + 1;
    let lines: Vec<&str> = before.lines().collect();
    let is_code = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    let last = lines.iter().rposition(is_code).map_or(current, |index| index + 1);
    // What stands on the line itself, before the place, is the header.
    last.min(current)
}

fn expected_token(
    source: &str,
    error: &ParseError,
    expected: TokenKind,
    found: TokenKind,
) -> (String, Option<&'static str>) {
    let start = error.location.start().to_usize().min(source.len());
    let before = source[..start].trim_end();
    match (expected, found) {
        (TokenKind::Colon, TokenKind::Equal) => {
            ("invalid syntax. Maybe you meant '==' or ':=' instead of '='?".to_owned(), Some("Use `==` to compare."))
        }
        (TokenKind::Colon, TokenKind::Rbrace | TokenKind::Comma) => {
            ("':' expected after dictionary key".to_owned(), None)
        }
        (TokenKind::Colon, _) => ("expected ':'".to_owned(), None),
        (TokenKind::Lpar, _) => ("expected '('".to_owned(), None),
        (TokenKind::Comma | TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace, TokenKind::Equal) => {
            ("invalid syntax. Maybe you meant '==' or ':=' instead of '='?".to_owned(), Some("Use `==` to compare."))
        }
        (TokenKind::Comma, _) => ("invalid syntax. Perhaps you forgot a comma?".to_owned(), None),
        (TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace, _) => {
            ("invalid syntax. Perhaps you forgot a comma?".to_owned(), None)
        }
        (TokenKind::Else, _) => ("expected 'else' after 'if' expression".to_owned(), None),
        (TokenKind::Import, _) => ("invalid syntax".to_owned(), Some("`import` is missing.")),
        (TokenKind::In, _) => ("invalid syntax".to_owned(), Some("`in` is missing.")),
        (TokenKind::Indent, _) => ("expected an indented block".to_owned(), None),
        (TokenKind::Name, kind) if kind.is_keyword() && !before.is_empty() => {
            ("invalid syntax".to_owned(), Some("This is a keyword of the language: choose another name."))
        }
        _ => ("invalid syntax".to_owned(), None),
    }
}

fn expected_expression(source: &str, range: TextRange, text: &str) -> (String, Option<&'static str>) {
    let before = source.get(..range.start().to_usize()).unwrap_or_default();
    if text.starts_with(['}', '!', ':']) && before.trim_end().ends_with('{') && text != "}}" {
        let in_dict = text == "}" && !before.trim_end_matches([' ', '{']).contains(['"', '\'']);
        if !in_dict {
            return ("f-string: empty expression not allowed".to_owned(), None);
        }
    }
    let advice = match text.trim() {
        "" => Some("Something is missing here."),
        "!" => Some("Write `not`."),
        "&&" | "&" => Some("Write `and`."),
        "||" | "|" => Some("Write `or`."),
        _ => None,
    };
    ("invalid syntax".to_owned(), advice)
}

/// Two statements in a row: usually something is missing between them.
fn same_line(source: &str, range: TextRange) -> (String, Option<&'static str>) {
    let start = range.start().to_usize().min(source.len());
    let line = &source[source[..start].rfind('\n').map_or(0, |at| at + 1)..start];
    let line = line.trim();
    match line.rsplit([';', ':']).next().unwrap_or_default().trim() {
        "print" => {
            let message = "Missing parentheses in call to 'print'. Did you mean print(...)?".to_owned();
            return (message, Some("In Python 3, print is a function."));
        }
        "exec" => {
            let message = "Missing parentheses in call to 'exec'. Did you mean exec(...)?".to_owned();
            return (message, Some("In Python 3, exec is a function."));
        }
        _ => {}
    }
    let keyword = line.rsplit(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
    let advice = match keyword {
        "function" | "func" | "fn" => Some("Functions are defined with `def`."),
        "var" | "let" | "const" => Some("Variables are not declared: assign to them."),
        _ => Some("Put each statement on a line of its own."),
    };
    ("invalid syntax".to_owned(), advice)
}

fn assignment(source: &str, range: TextRange, text: &str) -> (String, Option<&'static str>) {
    let parsed = ruff_python_parser::parse_expression(text);
    if parsed.is_err() && !text.starts_with(['*', '(']) && !text.starts_with("yield") && !text.contains(":=") {
        return ("invalid syntax".to_owned(), None);
    }
    // The rule that suggests `==` is about operands only.
    let is_operand = !parsed.is_ok_and(|parsed| match parsed.expr() {
        Expr::BoolOp(_) | Expr::Compare(_) | Expr::Lambda(_) | Expr::If(_) => true,
        Expr::UnaryOp(e) => e.op.is_not(),
        _ => false,
    });
    let name = expr_name(text);
    let (start, end) = (range.start().to_usize(), range.end().to_usize());
    let before = source.get(..start).unwrap_or_default();
    let after = source.get(end..).unwrap_or_default().trim_start_matches([' ', ')']);
    let is_first = before[before.rfind('\n').map_or(0, |at| at + 1)..].trim_matches([' ', '\t', '(']).is_empty();
    match name {
        "list" | "tuple" | "name" | "attribute" | "subscript" | "starred" => ("invalid syntax".to_owned(), None),
        "True" | "False" | "None" => (format!("cannot assign to {name}"), None),
        _ if is_first && is_operand && after.starts_with('=') => (
            format!("cannot assign to {name} here. Maybe you meant '==' instead of '='?"),
            Some("Only variables, attributes and items can be assigned to."),
        ),
        _ => (format!("cannot assign to {name}"), Some("Only variables, attributes and items can be assigned to.")),
    }
}

fn lexical(error: &LexicalErrorType, before: &str, text: &str) -> (String, Option<&'static str>) {
    match error {
        LexicalErrorType::StringError | LexicalErrorType::UnclosedStringError => {
            ("unterminated string literal".to_owned(), None)
        }
        LexicalErrorType::UnicodeError => unicode(before),
        LexicalErrorType::MissingUnicodeLbrace | LexicalErrorType::MissingUnicodeRbrace => (
            "(unicode error) 'unicodeescape' codec can't decode bytes: malformed \\N character escape".to_owned(),
            None,
        ),
        LexicalErrorType::IndentationError => ("unindent does not match any outer indentation level".to_owned(), None),
        LexicalErrorType::UnrecognizedToken { tok } => {
            let advice = match tok {
                '“' | '”' | '„' | '‘' | '’' | '«' | '»' => Some("Use plain quotes: \" or '."),
                '（' | '）' | '，' | '：' | '；' | '。' | '【' | '】' => {
                    Some("Use the ASCII form of this character.")
                }
                '\u{a0}' => Some("Replace the no-break space by a space."),
                '$' | '?' | '`' => Some("This character means nothing in Python."),
                _ => None,
            };
            if tok.is_ascii() {
                ("invalid syntax".to_owned(), advice)
            } else {
                let message = if tok.is_control() || *tok == '\u{a0}' {
                    format!("invalid non-printable character U+{:04X}", u32::from(*tok))
                } else {
                    format!("invalid character '{tok}' (U+{:04X})", u32::from(*tok))
                };
                (message, advice)
            }
        }
        LexicalErrorType::FStringError(error) => (fstring(error), None),
        LexicalErrorType::TStringError(_) => ("template strings are not supported".to_owned(), None),
        LexicalErrorType::InvalidByteLiteral => {
            ("bytes can only contain ASCII literal characters".to_owned(), Some("Use `.encode()` on a string."))
        }
        LexicalErrorType::LineContinuationError => {
            ("unexpected character after line continuation character".to_owned(), None)
        }
        LexicalErrorType::Eof => ("unexpected EOF while parsing".to_owned(), None),
        LexicalErrorType::OtherError(message) => (number(message, text), None),
    }
}

/// An escape that stands for no character. `before` ends with it.
fn unicode(before: &str) -> (String, Option<&'static str>) {
    let backslash = before.rfind('\\').unwrap_or(before.len());
    let escape = before.get(backslash + 1..).unwrap_or_default();
    if escape.starts_with('N') {
        return (
            "characters by name (\\N{…}) are not supported".to_owned(),
            Some("Write the character itself, or its code point as in `\\u2022`."),
        );
    }
    let what = match escape.as_bytes().first() {
        Some(b'x') => "truncated \\xXX escape",
        Some(b'u') => "truncated \\uXXXX escape",
        Some(b'U') => "truncated \\UXXXXXXXX escape",
        _ => "malformed escape",
    };
    // CPython counts in a copy in which other characters are such escapes, too.
    let content = open_string(before).unwrap_or(backslash);
    let first: usize =
        before.get(content..backslash).unwrap_or_default().chars().map(|c| if c.is_ascii() { 1 } else { 10 }).sum();
    let digits = escape.bytes().skip(1).take_while(u8::is_ascii_hexdigit).count();
    let message = format!(
        "(unicode error) 'unicodeescape' codec can't decode bytes in position {first}-{}: {what}",
        first + 1 + digits
    );
    (message, Some("Write `\\\\` for a backslash, or put `r` before the string."))
}

/// Errors in numbers, which Ruff words in several ways.
fn number(message: &str, text: &str) -> String {
    if text.len() > 1 && text.starts_with('0') && text[1..].starts_with(|c: char| c.is_ascii_digit() || c == '_') {
        return "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers"
            .to_owned();
    }
    match message {
        m if m.contains("decimal literal") => "invalid decimal literal".to_owned(),
        m => m.replace('`', "'"),
    }
}

fn fstring(error: &InterpolatedStringErrorType) -> String {
    match error {
        InterpolatedStringErrorType::UnclosedLbrace => "f-string: expecting '}'",
        InterpolatedStringErrorType::InvalidConversionFlag => {
            "f-string: invalid conversion character: expected 's', 'r', or 'a'"
        }
        InterpolatedStringErrorType::SingleRbrace => "f-string: single '}' is not allowed",
        InterpolatedStringErrorType::UnterminatedString => "unterminated string literal",
        InterpolatedStringErrorType::UnterminatedTripleQuotedString => "unterminated triple-quoted string literal",
        InterpolatedStringErrorType::LambdaWithoutParentheses => {
            "f-string: lambda expressions are not allowed without parentheses"
        }
        InterpolatedStringErrorType::ConversionFlagNotImmediatelyAfterExclamation => {
            "f-string: conversion type must come right after the exclamation mark"
        }
        InterpolatedStringErrorType::NewlineInFormatSpec => "f-string: newlines are not allowed in format specifiers",
    }
    .to_owned()
}

/// What CPython calls an expression (`_PyPegen_get_expr_name`).
fn expr_name(text: &str) -> &'static str {
    match ruff_python_parser::parse_expression(text) {
        Ok(parsed) => name_of(parsed.expr()),
        // Only parentheses make these expressions.
        Err(_) if text.starts_with('*') => "starred",
        Err(_) if text.starts_with("yield") => "yield expression",
        Err(_) if text.contains(":=") => "named expression",
        Err(_) => "expression",
    }
}

fn name_of(e: &Expr) -> &'static str {
    match e {
        Expr::Attribute(_) => "attribute",
        Expr::Subscript(_) => "subscript",
        Expr::Starred(_) => "starred",
        Expr::Name(_) => "name",
        Expr::List(_) => "list",
        Expr::Tuple(_) => "tuple",
        Expr::Lambda(_) => "lambda",
        Expr::Call(_) => "function call",
        Expr::BoolOp(_) | Expr::BinOp(_) | Expr::UnaryOp(_) => "expression",
        Expr::Generator(_) => "generator expression",
        Expr::Yield(_) | Expr::YieldFrom(_) => "yield expression",
        Expr::Await(_) => "await expression",
        Expr::ListComp(_) => "list comprehension",
        Expr::SetComp(_) => "set comprehension",
        Expr::DictComp(_) => "dict comprehension",
        Expr::Dict(_) => "dict literal",
        Expr::Set(_) => "set display",
        Expr::FString(_) | Expr::TString(_) => "f-string expression",
        Expr::NumberLiteral(_) | Expr::StringLiteral(_) | Expr::BytesLiteral(_) => "literal",
        Expr::BooleanLiteral(e) => {
            if e.value {
                "True"
            } else {
                "False"
            }
        }
        Expr::NoneLiteral(_) => "None",
        Expr::EllipsisLiteral(_) => "ellipsis",
        Expr::Compare(_) => "comparison",
        Expr::If(_) => "conditional expression",
        Expr::Named(_) => "named expression",
        Expr::Slice(_) | Expr::IpyEscapeCommand(_) => "expression",
    }
}

/// Notes what is newer than the Python that runs here.
#[cold]
#[inline(never)]
pub(super) fn report_unsupported(errors: &[UnsupportedSyntaxError], diagnostics: &mut Diagnostics<'_>) {
    for error in errors {
        match error.kind {
            UnsupportedSyntaxErrorKind::UnparenthesizedExceptionTypes => {
                diagnostics.error(error.range, "multiple exception types must be parenthesized");
            }
            UnsupportedSyntaxErrorKind::UnpackingInComprehension(_) => {
                let is_dict = error.to_string().contains("dictionary");
                let message = if is_dict {
                    "dict unpacking cannot be used in dict comprehension"
                } else {
                    "iterable unpacking cannot be used in comprehension"
                };
                diagnostics.error(error.range, message);
            }
            UnsupportedSyntaxErrorKind::TemplateStrings => {
                diagnostics.error_with_advice(error.range, "template strings are not supported", "Use an f-string.");
            }
            _ => diagnostics.error(error.range, error.to_string()),
        }
    }
}
