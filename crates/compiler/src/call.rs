//! Calls.

use std::borrow::Cow;

use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::{Ranged, TextRange};

use super::Compiler;
use super::scope::{Place, mangle};
use crate::op::{Op, Reg};
use crate::spec::Const;

/// Most arguments in the instructions that count them in a byte.
const MAX_COUNTED: usize = 200;

/// A parameter that collects what is left of the arguments.
#[derive(Clone, Copy)]
enum Collected {
    Args,
    Kwargs,
}

/// Are there no stars among them?
fn arguments_are_plain(arguments: &ast::Arguments) -> bool {
    !arguments.args.iter().any(Expr::is_starred_expr) && arguments.keywords.iter().all(|k| k.arg.is_some())
}

/// Does the evaluation of an expression do nothing that is noticed elsewhere, as far as reasonable programs go?
/// (`depth`: how deep in the whole expression.)
fn is_inert(e: &Expr, depth: u32) -> bool {
    let all = |exprs: &[Expr]| exprs.iter().all(|e| is_inert(e, depth + 1));
    let is = |e: &Expr| is_inert(e, depth + 1);
    depth < 8
        && match e {
            Expr::Name(_)
            | Expr::Lambda(_)
            | Expr::StringLiteral(_)
            | Expr::BytesLiteral(_)
            | Expr::NumberLiteral(_)
            | Expr::BooleanLiteral(_)
            | Expr::NoneLiteral(_)
            | Expr::EllipsisLiteral(_) => true,
            Expr::Attribute(e) => is(&e.value),
            Expr::Subscript(e) => is(&e.value) && is(&e.slice),
            Expr::BinOp(e) => is(&e.left) && is(&e.right),
            Expr::UnaryOp(e) => is(&e.operand),
            Expr::BoolOp(e) => all(&e.values),
            Expr::Compare(e) => is(&e.left) && all(&e.comparators),
            Expr::If(e) => is(&e.test) && is(&e.body) && is(&e.orelse),
            Expr::Tuple(e) => all(&e.elts),
            Expr::List(e) => all(&e.elts),
            Expr::Set(e) => all(&e.elts),
            Expr::Dict(e) => e.items.iter().all(|i| i.key.as_ref().is_some_and(is) && is(&i.value)),
            Expr::Slice(e) => [&e.lower, &e.upper, &e.step].into_iter().flatten().all(|e| is(e)),
            Expr::FString(e) => e.value.elements().all(|e| match e {
                ast::InterpolatedStringElement::Literal(_) => true,
                ast::InterpolatedStringElement::Interpolation(e) => is(&e.expression) && e.format_spec.is_none(),
            }),
            _ => false,
        }
}

impl<'a> Compiler<'a> {
    /// Can it be compiled as [`Op::CallMethod`], which looks the method up after the arguments? CPython does so before
    /// them: that can be told apart if the arguments do anything.
    pub(super) fn is_method_call(&self, call: &ast::ExprCall) -> bool {
        call.func.is_attribute_expr()
            && call.arguments.keywords.is_empty()
            && call.arguments.args.len() <= MAX_COUNTED
            && call.arguments.args.iter().all(|e| is_inert(e, 0))
    }

    /// Calls into `dst`. `value`: the function, or the object of a method call, if it has been evaluated, with a spare
    /// register before it if it is an object.
    pub(super) fn call_to(&mut self, call: &'a ast::ExprCall, value: Option<Reg>, dst: Reg) {
        if let Expr::Attribute(method) = &*call.func
            && self.is_method_call(call)
        {
            self.method_call_to(call, method, value, dst);
            return;
        }
        if value.is_none() && self.super_to(call, dst) {
            return;
        }
        let base = match value {
            // The value so far is on top: the call can use its place.
            Some(reg) if self.unit.is_top(reg) => reg,
            Some(reg) => {
                let base = self.unit.alloc();
                self.unit.emit(Op::Move { dst: base, src: reg }, call.func.range());
                base
            }
            None if self.unit.is_top(dst) => {
                self.expr_to(&call.func, dst);
                dst
            }
            None => self.expr_to_temp(&call.func),
        };
        let range = match &*call.func {
            Expr::Attribute(method) if arguments_are_plain(&call.arguments) => self.method_range(method, call.range()),
            _ => call.range(),
        };
        self.arguments_and_call(&call.arguments, base, dst, range);
    }

    /// Evaluates the arguments of the function that is in `base`, the topmost temporary, and calls it.
    pub(super) fn arguments_and_call(&mut self, arguments: &'a ast::Arguments, base: Reg, dst: Reg, range: TextRange) {
        let is_spread = arguments.args.iter().any(Expr::is_starred_expr)
            || arguments.keywords.iter().any(|k| k.arg.is_none())
            || arguments.args.len() > MAX_COUNTED
            || arguments.keywords.len() > MAX_COUNTED
            || arguments.len() > MAX_COUNTED && !arguments.keywords.is_empty();
        if is_spread {
            let args = self.unit.alloc();
            match arguments.args.as_ref() {
                [Expr::Starred(starred)] if self.is_own_parameter(&starred.value, Collected::Args) => {
                    self.expr_to(&starred.value, args);
                }
                [Expr::Starred(starred)] => {
                    self.unit.emit(Op::BuildList { dst: args, base: args, count: 0 }, range);
                    let mark = self.unit.mark();
                    let src = self.expr(&starred.value);
                    self.unit.emit(Op::ListExtend { list: args, src, function: base }, range);
                    self.unit.release(mark);
                }
                positional => self.list_in_pieces(positional, args, range),
            }
            let kwargs = self.unit.alloc();
            self.keyword_dict_to(&arguments.keywords, kwargs, base, range);
            self.unit.emit(Op::CallEx { dst, base }, range);
            return;
        }
        self.exprs_to_temps(&arguments.args);
        if arguments.keywords.is_empty() {
            self.unit.emit(Op::Call { dst, base, argc: arguments.args.len() as u16 }, range);
            return;
        }
        self.exprs_to_temps(arguments.keywords.iter().map(|k| &k.value));
        let names = self.keyword_names(&arguments.keywords);
        self.unit.emit(Op::CallKw { argc: arguments.len() as u8, dst, base, names }, range);
    }

    /// Is it the function's own `*args` or `**kwargs`, which is never assigned to, and so surely a tuple or a dict?
    fn is_own_parameter(&self, e: &Expr, which: Collected) -> bool {
        let Expr::Name(name) = e else { return false };
        let params = &self.unit.params;
        let (has, from_end) = match which {
            Collected::Args => (params.varargs, 1 + usize::from(params.varkw)),
            Collected::Kwargs => (params.varkw, 1),
        };
        let Some(at) = params.names.len().checked_sub(from_end) else { return false };
        let symbol = self.scope().get(&name.id);
        has && *params.names[at] == *name.id.as_str()
            && symbol.is_some_and(|s| s.place == Place::Local && !s.rebound && !s.deleted)
    }

    pub(super) fn keyword_names(&mut self, keywords: &[ast::Keyword]) -> u16 {
        let names = keywords.iter().filter_map(|k| k.arg.as_ref()).map(|n| n.as_str().into()).collect();
        self.unit.keyword_names(names)
    }

    /// The dict of keyword arguments, or `None`. `func` is the function's register, for messages.
    pub(super) fn keyword_dict_to(&mut self, keywords: &'a [ast::Keyword], dst: Reg, func: Reg, range: TextRange) {
        match keywords {
            [] => return self.unit.load_const(dst, Const::None, range),
            [only] if only.arg.is_none() && self.is_own_parameter(&only.value, Collected::Kwargs) => {
                return self.expr_to(&only.value, dst);
            }
            _ => {}
        }
        let mark = self.unit.mark();
        let mut is_made = false;
        for group in keywords.chunk_by(|a, b| a.arg.is_some() && b.arg.is_some()) {
            let src = match group {
                [ast::Keyword { arg: None, value, .. }] => {
                    if !is_made {
                        self.unit.emit(Op::BuildMap { dst, base: dst, count: 0 }, range);
                    }
                    is_made = true;
                    self.expr(value)
                }
                _ => {
                    let src = if is_made { self.unit.alloc() } else { dst };
                    self.named_arguments_to(group, src, range);
                    if !is_made {
                        is_made = true;
                        continue;
                    }
                    src
                }
            };
            self.unit.emit(Op::MapMerge { map: dst, src, func }, range);
            self.unit.release(mark);
        }
        self.unit.release(mark);
    }

    /// A dict of arguments that are all named, into a temporary.
    fn named_arguments_to(&mut self, keywords: &'a [ast::Keyword], dst: Reg, range: TextRange) {
        let mark = self.unit.mark();
        let base = self.unit.mark() as Reg;
        for keyword in keywords.iter().take(MAX_COUNTED) {
            self.pair(keyword);
        }
        let count = keywords.len().min(MAX_COUNTED) as u16;
        self.unit.emit(Op::BuildMap { dst, base, count }, range);
        self.unit.release(mark);
        for keyword in keywords.iter().skip(MAX_COUNTED) {
            let (key, value) = self.pair(keyword);
            self.unit.emit(Op::MapInsert { map: dst, key, value }, range);
            self.unit.release(mark);
        }
    }

    fn pair(&mut self, keyword: &'a ast::Keyword) -> (Reg, Reg) {
        let key = self.unit.alloc();
        let name = keyword.arg.as_ref().map_or("", |n| n.as_str());
        self.unit.load_str(key, name, keyword.range);
        let value = self.expr_to_temp(&keyword.value);
        (key, value)
    }

    fn method_call_to(
        &mut self,
        call: &'a ast::ExprCall,
        method: &'a ast::ExprAttribute,
        value: Option<Reg>,
        dst: Reg,
    ) {
        let base = match value {
            Some(object) => object - 1,
            None => {
                let base = if self.unit.is_top(dst) { dst } else { self.unit.alloc() };
                self.expr_to_temp(&method.value);
                base
            }
        };
        self.exprs_to_temps(&call.arguments.args);
        let name = self.mangled(&method.attr);
        let site = self.unit.attr_site(&name, self.method_range(method, method.range));
        let argc = call.arguments.args.len() as u8;
        self.unit.emit(Op::CallMethod { argc, dst, base, site }, self.method_range(method, call.range()));
    }

    /// `super()` in a method: called with the class and the first argument. Tells whether it was that.
    fn super_to(&mut self, call: &'a ast::ExprCall, dst: Reg) -> bool {
        let is_super = matches!(&*call.func, Expr::Name(n) if n.id.as_str() == "super") && call.arguments.is_empty();
        // As in CPython, `*args` alone is no first argument.
        let first = match self.unit.params.names.first() {
            Some(first) if is_super && self.unit.params.positional > 0 => first.clone(),
            _ => return false,
        };
        let scope = self.scope();
        if scope.place("super") != Place::Global || !matches!(scope.place("__class__"), Place::Free(_)) {
            return false;
        }
        let range = call.range();
        let base = if self.unit.is_top(dst) { dst } else { self.unit.alloc() };
        self.load_global(base, "super", call.func.range());
        let class = self.unit.alloc();
        self.load_name(class, "__class__", range);
        let object = self.unit.alloc();
        match self.unit.cells.get(&first) {
            Some(cell) => {
                let cell = *cell;
                let name = self.unit.name_index(&first);
                self.unit.emit(Op::LoadCell { dst: object, cell, name }, range);
            }
            None => {
                if let Some(src) = self.local(&first, range) {
                    self.unit.emit(Op::Move { dst: object, src }, range);
                }
            }
        }
        self.unit.emit(Op::Call { dst, base, argc: 2 }, range);
        true
    }

    /// Where CPython 3.11 says that an attribute, or a method call, is: it begins with the attribute's name if that
    /// stands on another line than the object.
    pub(super) fn method_range(&self, method: &ast::ExprAttribute, range: TextRange) -> TextRange {
        if self.line_of(range.start()) == self.line_of(method.range.end()) {
            return range;
        }
        TextRange::new(method.attr.range.start().min(range.end()), range.end())
    }

    /// An attribute's name as it is stored.
    pub(super) fn mangled<'n>(&self, name: &'n str) -> Cow<'n, str> {
        mangle(self.scope().class.as_deref(), name)
    }
}
