//! Classes.

use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::{Ranged, TextRange};

use super::Compiler;
use super::stmt::docstring;
use crate::op::{NO_REG, Op, Reg};
use crate::spec::{CodeKind, Const, Params};

/// Most bases and keywords that [`Op::BuildClass`] counts.
const MAX_COUNTED: usize = 200;

impl<'a> Compiler<'a> {
    pub(super) fn class(&mut self, def: &'a ast::StmtClassDef) {
        let mark = self.unit.mark();
        let range = self.without_decorators(&def.decorator_list, def.range);
        let (first, dst) = self.decorators(&def.decorator_list);
        let id = self.scopes.of(&def.node_index);
        self.define_type_params(def.type_params.as_deref(), id, range);
        let line = self.line_of(def.range.start());
        let code = self.nested(id, CodeKind::Class, &def.name, Params::default(), line, range, |me| {
            me.class_body(def);
        });
        self.make_function(code, id, dst, dst, 0, Vec::new(), false, range);
        let name = self.unit.alloc();
        self.unit.load_str(name, &def.name, range);
        self.bases_and_build(def, dst, range);
        self.unit.hidden.clear();
        self.unit.release(u32::from(dst) + 1);
        let dst = self.decorate(&def.decorator_list, first, dst);
        self.store_name(&def.name, dst, range);
        self.unit.release(mark);
    }

    /// The body's function is in `base`, the name in the register after it.
    fn bases_and_build(&mut self, def: &'a ast::StmtClassDef, base: Reg, range: TextRange) {
        let (args, keywords): (&[Expr], &[ast::Keyword]) =
            def.arguments.as_deref().map_or((&[], &[]), |a| (&a.args, &a.keywords));
        let is_generic = def.type_params.is_some();
        let is_spread = args.iter().any(Expr::is_starred_expr)
            || keywords.iter().any(|k| k.arg.is_none())
            || args.len() + keywords.len() >= MAX_COUNTED;
        if is_spread {
            let bases = self.unit.alloc();
            self.list_in_pieces(args, bases, range);
            if is_generic {
                let mark = self.unit.mark();
                let value = self.generic_base(def, range);
                self.unit.emit(Op::ListAppend { list: bases, value }, range);
                self.unit.release(mark);
            }
            let kwargs = self.unit.alloc();
            self.keyword_dict_to(keywords, kwargs, base, range);
            self.unit.emit(Op::BuildClassEx { dst: base, base }, range);
            return;
        }
        self.exprs_to_temps(args);
        if is_generic {
            self.generic_base(def, range);
        }
        self.exprs_to_temps(keywords.iter().map(|k| &k.value));
        let names = if keywords.is_empty() { NO_REG } else { self.keyword_names(keywords) };
        let argc = (args.len() + keywords.len() + usize::from(is_generic)) as u8;
        self.unit.emit(Op::BuildClass { argc, dst: base, base, names }, range);
    }

    fn class_body(&mut self, def: &'a ast::StmtClassDef) {
        let range = TextRange::empty(def.range.start());
        let mark = self.unit.mark();
        let value = self.unit.alloc();
        self.load_global(value, "__name__", range);
        self.store_name("__module__", value, range);
        let qualname = self.unit.qualname.clone();
        self.unit.load_str(value, &qualname, range);
        self.store_name("__qualname__", value, range);
        let mut body = &def.body[..];
        if let Some((doc, range, rest)) = docstring(body) {
            self.unit.doc = Some(doc.into());
            self.unit.load_str(value, doc, range);
            self.store_name("__doc__", value, range);
            body = rest;
        }
        if self.scope().has_annotations {
            self.set_up_annotations(range);
        }
        if def.type_params.is_some() {
            self.class_type_params(range);
        }
        self.unit.release(mark);
        self.body(body);
        let range = def.body.last().map_or(range, Ranged::range);
        let src = match self.unit.class_cell {
            Some(cell) => cell,
            None => {
                let none = self.unit.alloc();
                self.unit.load_const(none, Const::None, range);
                none
            }
        };
        self.unit.emit_last(Op::Return { src }, range);
    }

    /// `__annotations__ = {}`, unless a class's namespace has come with one.
    pub(super) fn set_up_annotations(&mut self, range: TextRange) {
        let mark = self.unit.mark();
        let dict = self.unit.alloc();
        let end = self.unit.label();
        if self.unit.kind == CodeKind::Class {
            let make = self.unit.label();
            let name = self.unit.name_index("__annotations__");
            self.unit.emit(Op::TryLoadName { dst: dict, name }, range);
            self.unit.emit_jump(Op::Jump { target: 0 }, make, range);
            self.unit.jump(end, range);
            self.unit.place(make);
        }
        self.unit.emit(Op::BuildMap { dst: dict, base: dict, count: 0 }, range);
        self.store_name("__annotations__", dict, range);
        self.unit.place(end);
        self.unit.release(mark);
    }
}
