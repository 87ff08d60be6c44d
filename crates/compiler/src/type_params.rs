//! Type parameters and `type` statements (PEP 695).
//!
//! They are made by functions of the library module `typing`, which are imported where they are needed:
//! `_typevar(name, bound, constrained)`, where `bound` is `None` or a function without parameters that returns the bound
//! (the constraints, if `constrained`); `_typevartuple(name)`; `_paramspec(name)`; `_generic(*params)`, which is
//! `typing.Generic[*params]`; `_typealias(name, params, value)`, where `value` is a function without parameters.

use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::{Ranged, TextRange};

use super::Compiler;
use super::scope::{Place, ScopeId};
use crate::op::{NO_REG, Op, Reg};
use crate::spec::{CodeKind, Const, Params};

impl<'a> Compiler<'a> {
    /// Makes the type parameters of a definition, and makes their names known to its annotations and bases.
    pub(super) fn define_type_params(&mut self, params: Option<&'a ast::TypeParams>, id: ScopeId, range: TextRange) {
        let Some(params) = params else { return };
        self.unit.hidden.clone_from(&self.scopes.list[id].type_params);
        for param in &params.type_params {
            // Each definition makes a new variable.
            let stored = self.stored(param.name());
            if self.scope().place(&stored) == Place::Cell
                && let Some(reg) = self.unit.cells.get(&*stored).copied()
            {
                self.unit.emit(Op::MakeCell { reg, src: NO_REG }, range);
            }
        }
        for param in &params.type_params {
            let mark = self.unit.mark();
            let base = self.unit.alloc();
            let range = param.range();
            let (maker, bound) = match param {
                ast::TypeParam::TypeVar(p) => ("_typevar", p.bound.as_deref().map(|b| (b, &p.node_index))),
                ast::TypeParam::TypeVarTuple(_) => ("_typevartuple", None),
                ast::TypeParam::ParamSpec(_) => ("_paramspec", None),
            };
            self.load_typing(base, maker, range);
            let name = self.unit.alloc();
            self.unit.load_str(name, param.name(), range);
            let mut argc = 1;
            if maker == "_typevar" {
                let function = self.unit.alloc();
                match bound {
                    Some((bound, node)) => self.thunk_to(bound, node, param.name(), function),
                    None => self.unit.load_const(function, Const::None, range),
                }
                let constrained = self.unit.alloc();
                let value = Const::Bool(matches!(bound, Some((Expr::Tuple(_), _))));
                self.unit.load_const(constrained, value, range);
                argc = 3;
            }
            self.unit.emit(Op::Call { dst: base, base, argc }, range);
            self.store_name(param.name(), base, range);
            self.unit.release(mark);
        }
    }

    /// A function of the module `typing`.
    fn load_typing(&mut self, dst: Reg, function: &str, range: TextRange) {
        let name = self.unit.name_index("typing");
        self.unit.emit(Op::Import { top: true, dst, name }, range);
        let site = self.unit.attr_site(function, range);
        self.unit.emit(Op::LoadAttr { dst, obj: dst, site }, range);
    }

    /// A function without parameters that evaluates an expression later.
    fn thunk_to(&mut self, e: &'a Expr, node: &ast::AtomicNodeIndex, name: &str, dst: Reg) {
        let id = self.scopes.of(node);
        let hidden = std::mem::take(&mut self.unit.hidden);
        let line = self.line_of(e.range().start());
        let code = self.nested(id, CodeKind::Function, name, Params::default(), line, e.range(), |me| me.expr_body(e));
        self.unit.hidden = hidden;
        self.make_function(code, id, dst, dst, 0, Vec::new(), false, e.range());
    }

    /// A tuple of the type parameters of scope `id`, or of none.
    fn type_param_tuple(&mut self, params: Option<&'a ast::TypeParams>, range: TextRange) -> Reg {
        let dst = self.unit.alloc();
        let mark = self.unit.mark();
        let names: Vec<&str> = params.iter().flat_map(|p| &p.type_params).map(|p| p.name().as_str()).collect();
        for name in &names {
            let reg = self.unit.alloc();
            self.load_name(reg, name, range);
        }
        self.unit.emit(Op::BuildTuple { dst, base: mark as Reg, count: names.len() as u16 }, range);
        self.unit.release(mark);
        dst
    }

    /// `function.__type_params__ = …`
    pub(super) fn set_type_params(
        &mut self,
        params: Option<&'a ast::TypeParams>,
        id: ScopeId,
        function: Reg,
        range: TextRange,
    ) {
        if params.is_none() {
            return;
        }
        let mark = self.unit.mark();
        self.unit.hidden.clone_from(&self.scopes.list[id].type_params);
        let src = self.type_param_tuple(params, range);
        self.unit.hidden.clear();
        let site = self.unit.attr_site("__type_params__", range);
        self.unit.emit(Op::StoreAttr { obj: function, src, site }, range);
        self.unit.release(mark);
    }

    /// In a class body: `__type_params__ = …`.
    pub(super) fn class_type_params(&mut self, range: TextRange) {
        let mark = self.unit.mark();
        let dst = self.unit.alloc();
        let base = self.unit.mark() as Reg;
        let params = &self.scope().type_params;
        for (name, _) in params {
            let reg = self.unit.alloc();
            self.load_name(reg, name, range);
        }
        self.unit.emit(Op::BuildTuple { dst, base, count: params.len() as u16 }, range);
        self.store_name("__type_params__", dst, range);
        self.unit.release(mark);
    }

    /// The base class that a class with type parameters has: `typing.Generic[…]`, in a new temporary.
    pub(super) fn generic_base(&mut self, def: &'a ast::StmtClassDef, range: TextRange) -> Reg {
        let base = self.unit.alloc();
        self.load_typing(base, "_generic", range);
        let params = def.type_params.as_deref().map_or(&[][..], |p| &p.type_params);
        for param in params {
            let reg = self.unit.alloc();
            self.load_name(reg, param.name(), range);
        }
        self.unit.emit(Op::Call { dst: base, base, argc: params.len() as u16 }, range);
        self.unit.release(u32::from(base) + 1);
        base
    }

    pub(super) fn type_alias(&mut self, s: &'a ast::StmtTypeAlias) {
        let Expr::Name(name) = &*s.name else { return };
        let mark = self.unit.mark();
        let id = self.scopes.of(&s.node_index);
        self.define_type_params(s.type_params.as_deref(), id, s.range);
        let base = self.unit.alloc();
        self.load_typing(base, "_typealias", s.range);
        let text = self.unit.alloc();
        self.unit.load_str(text, &name.id, s.range);
        self.type_param_tuple(s.type_params.as_deref(), s.range);
        let function = self.unit.alloc();
        self.unit.hidden.clear();
        self.thunk_to(&s.value, &s.node_index, &name.id, function);
        self.unit.emit(Op::Call { dst: base, base, argc: 3 }, s.range);
        self.store_name(&name.id, base, s.range);
        self.unit.release(mark);
    }
}
