//! Variables: registers, cells, globals and the namespaces of class bodies.

use std::borrow::Cow;

use ruff_python_ast::Identifier;
use ruff_text_size::{Ranged, TextRange};

use super::Compiler;
use super::bits::Bits;
use super::scope::{Place, Scope, ScopeId, mangle};
use crate::op::{NO_REG, Op, Reg};
use crate::spec::{CodeKind, Const};

/// The register of a class body's namespace.
const NAMESPACE: &str = ".namespace";

impl<'a> Compiler<'a> {
    pub(super) fn scope(&self) -> &'a Scope {
        &self.scopes.list[self.unit.scope]
    }

    /// Lays out the registers of the scope's variables, and makes its cells.
    pub(super) fn enter_scope(&mut self, range: TextRange) {
        let scope = self.scope();
        if self.unit.kind == CodeKind::Class {
            self.unit.declare(NAMESPACE);
        }
        let mut bound = Bits::default();
        for index in 0..self.unit.params.names.len() {
            let name = self.unit.params.names[index].clone();
            let reg = self.unit.declare(&name);
            self.unit.variables.insert(name, reg);
            bound.insert(reg);
        }
        let mut deletable = Bits::default();
        for symbol in scope.symbols.iter().filter(|s| s.place == Place::Local) {
            let reg = match self.unit.variables.get(&symbol.name) {
                Some(reg) => *reg,
                None => {
                    let reg = self.unit.declare(&symbol.name);
                    self.unit.variables.insert(symbol.name.clone(), reg);
                    reg
                }
            };
            if symbol.deleted {
                deletable.insert(reg);
            }
        }
        self.unit.deletable = deletable;
        self.unit.bound = Some(bound);
        self.make_cells(scope, range);
        self.unit.free_base = self.unit.mark() as Reg;
        for name in &scope.free {
            let reg = self.unit.declare(name);
            self.unit.cells.insert(name.clone(), reg);
            self.unit.free.push(name.clone());
        }
    }

    fn make_cells(&mut self, scope: &Scope, range: TextRange) {
        let mut cells = Vec::new();
        if scope.class_cell {
            let reg = self.unit.declare("__class__");
            self.unit.class_cell = Some(reg);
            cells.push((reg, NO_REG));
        }
        for symbol in scope.symbols.iter().filter(|s| s.place == Place::Cell) {
            let reg = self.unit.declare(&symbol.name);
            self.unit.cells.insert(symbol.name.clone(), reg);
            // A type parameter's cell is made by each definition anew.
            if !symbol.hidden {
                cells.push((reg, self.unit.variables.get(&symbol.name).copied().unwrap_or(NO_REG)));
            }
        }
        for (reg, src) in cells {
            self.unit.emit(Op::MakeCell { reg, src }, range);
        }
    }

    /// The cells of the frame being compiled that the code of `scope` captures.
    pub(super) fn closure(&self, scope: ScopeId) -> Vec<Reg> {
        let free = &self.scopes.list[scope].free;
        free.iter()
            .map(|name| match self.unit.class_cell {
                Some(cell) if &**name == "__class__" => cell,
                _ => self.unit.cells.get(name).copied().unwrap_or(NO_REG),
            })
            .collect()
    }

    /// The name under which the program's `name` is stored here.
    pub(super) fn stored<'n>(&self, name: &'n str) -> Cow<'n, str> {
        if let Some((_, hidden)) = self.unit.hidden.iter().rev().find(|(n, _)| &**n == name) {
            return Cow::Owned(hidden.to_string());
        }
        mangle(self.scope().class.as_deref(), name)
    }

    /// The slot of a global.
    pub(super) fn global(&mut self, name: &str) -> u32 {
        if let Some(slot) = self.global_slots.get(name) {
            return *slot;
        }
        let slot = self.globals.len() as u32;
        self.globals.push(name.into());
        self.global_slots.insert(name.into(), slot);
        slot
    }

    pub(super) fn load_global(&mut self, dst: Reg, name: &str, range: TextRange) {
        let slot = self.global(name);
        self.unit.emit(Op::LoadGlobal { dst, slot }, range);
    }

    /// The register of a local variable that is surely bound (it is checked if need be).
    pub(super) fn local(&mut self, name: &str, range: TextRange) -> Option<Reg> {
        let stored = self.stored(name);
        if self.scope().place(&stored) != Place::Local {
            return None;
        }
        let reg = *self.unit.variables.get(&*stored)?;
        if !self.unit.is_bound(reg) {
            let name = self.unit.name_index(name);
            self.unit.emit(Op::CheckBound { reg, name }, range);
            self.unit.set_bound(reg);
        }
        Some(reg)
    }

    /// The register of a local variable that is to be assigned to.
    pub(super) fn local_target(&self, name: &str) -> Option<Reg> {
        let stored = self.stored(name);
        if self.scope().place(&stored) != Place::Local {
            return None;
        }
        self.unit.variables.get(&*stored).copied()
    }

    /// May an expression assign to this variable while its value is being used?
    pub(super) fn is_walrus_target(&self, name: &str) -> bool {
        let stored = self.stored(name);
        self.scope().get(&stored).is_some_and(|s| s.walrus)
    }

    pub(super) fn load_name(&mut self, dst: Reg, name: &str, range: TextRange) {
        let stored = self.stored(name);
        match self.scope().place(&stored) {
            Place::Local => {
                if let Some(src) = self.local(name, range) {
                    self.unit.emit(Op::Move { dst, src }, range);
                }
            }
            Place::Cell => self.load_cell(dst, &stored, name, range),
            Place::Free(cell) => self.load_cell(dst, &cell, name, range),
            Place::Global => self.load_global(dst, &stored, range),
            Place::Name => {
                let index = self.unit.name_index(&stored);
                self.unit.emit(Op::TryLoadName { dst, name: index }, range);
                self.load_global(dst, &stored, range);
            }
            Place::NameOrFree(cell) => {
                let index = self.unit.name_index(&stored);
                self.unit.emit(Op::TryLoadName { dst, name: index }, range);
                self.load_cell(dst, &cell, name, range);
            }
        }
    }

    fn load_cell(&mut self, dst: Reg, cell: &str, name: &str, range: TextRange) {
        let cell = self.unit.cells.get(cell).copied().unwrap_or(NO_REG);
        let name = self.unit.name_index(name);
        self.unit.emit(Op::LoadCell { dst, cell, name }, range);
    }

    pub(super) fn store_name(&mut self, name: &str, src: Reg, range: TextRange) {
        let stored = self.stored(name);
        match self.scope().place(&stored) {
            Place::Local => {
                if let Some(dst) = self.unit.variables.get(&*stored).copied() {
                    if dst != src {
                        self.unit.emit(Op::Move { dst, src }, range);
                    }
                    self.unit.set_bound(dst);
                }
            }
            Place::Cell => self.store_cell(&stored, src, range),
            Place::Free(cell) => self.store_cell(&cell, src, range),
            Place::Global => {
                let slot = self.global(&stored);
                self.unit.emit(Op::StoreGlobal { src, slot }, range);
            }
            Place::Name | Place::NameOrFree(_) => {
                let name = self.unit.name_index(&stored);
                self.unit.emit(Op::StoreName { src, name }, range);
            }
        }
    }

    fn store_cell(&mut self, cell: &str, src: Reg, range: TextRange) {
        let cell = self.unit.cells.get(cell).copied().unwrap_or(NO_REG);
        self.unit.emit(Op::StoreCell { cell, src }, range);
    }

    pub(super) fn delete_name(&mut self, name: &str, range: TextRange) {
        let stored = self.stored(name);
        match self.scope().place(&stored) {
            Place::Local => {
                if let Some(reg) = self.unit.variables.get(&*stored).copied() {
                    let name = self.unit.name_index(name);
                    self.unit.emit(Op::DeleteLocal { reg, name }, range);
                    self.unit.set_unbound(reg);
                }
            }
            place @ (Place::Cell | Place::Free(_)) => {
                let cell = match &place {
                    Place::Free(cell) => cell,
                    _ => &*stored,
                };
                let cell = self.unit.cells.get(cell).copied().unwrap_or(NO_REG);
                let name = self.unit.name_index(name);
                self.unit.emit(Op::DeleteCell { cell, name }, range);
            }
            Place::Global => {
                let slot = self.global(&stored);
                self.unit.emit(Op::DeleteGlobal { slot }, range);
            }
            Place::Name | Place::NameOrFree(_) => {
                let name = self.unit.name_index(&stored);
                self.unit.emit(Op::DeleteName { name }, range);
            }
        }
    }

    /// The end of `except … as name`. The handler may have deleted the variable itself, which is no error.
    pub(super) fn unbind_exception(&mut self, name: &Identifier, range: TextRange) {
        let is_bound = self.local_target(name).is_some_and(|reg| self.unit.is_bound(reg));
        if !is_bound {
            let mark = self.unit.mark();
            let none = self.unit.alloc();
            self.unit.load_const(none, Const::None, range);
            self.store_name(name, none, name.range());
            self.unit.release(mark);
        }
        self.delete_name(name, range);
    }
}
