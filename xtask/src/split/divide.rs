//! A module divided into two: a first part that runs alone until it comes to a function that it has not, and the whole.
//!
//! The parts share the memory, the globals and the table of functions, and function indices are the same in both. In the
//! first part a late function is a stub, which has the whole loaded and calls what then stands in its place of the
//! table. The whole has all functions, those of the first part too, and puts its own into every place of the table: from
//! then on whatever is called through a pointer, as all that the browser calls back is, runs in the whole and stays
//! there. A call between the two would cost several times as much as one within. What the page imports from JavaScript,
//! the whole finds in the table, too.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context as _, Result};
use wasm_encoder::reencode::{Reencode as _, RoundtripReencoder};
use wasm_encoder::{
    CodeSection, ConstExpr, DataSection, ElementSection, Elements, EntityType, ExportKind, Function, GlobalType,
    ImportSection, Instruction, MemArg, MemArgTarget, MemorySection, MemoryType, SectionId, TableSection,
};
use wasmparser::{FunctionBody, Operator};

use super::module::{FUNCTIONS, Module};

/// The name that the rest imports everything from.
const FIRST: &str = "first";

/// The parts of a module.
pub(super) struct Parts {
    pub(super) first: Vec<u8>,
    pub(super) whole: Vec<u8>,
}

/// What a part's memory holds at first: bytes by their address.
pub(super) type Image = BTreeMap<u32, Vec<u8>>;

/// How a module is to be divided.
pub(super) struct Division<'m, 'a> {
    pub(super) module: &'m Module<'a>,
    /// Whether each function, imported ones included, is missing in the first part.
    pub(super) late: Vec<bool>,
    /// The imported function that loads the whole.
    pub(super) load: u32,
    pub(super) first_data: Image,
    /// What the first part's memory lacks.
    pub(super) late_data: Image,
}

impl Division<'_, '_> {
    pub(super) fn parts(&self) -> Result<Parts> {
        let slots = self.slots()?;
        Ok(Parts { first: self.first(&slots)?, whole: self.whole(&slots)? })
    }

    fn is_late(&self, function: u32) -> bool {
        self.late[function as usize]
    }

    /// Whether a function is imported, which only the first part does.
    fn is_imported(&self, function: u32) -> bool {
        function < self.module.imported
    }

    /// The place in the table of each function that is called through a pointer, or by a part that has it not.
    fn slots(&self) -> Result<BTreeMap<u32, u32>> {
        let mut missed = BTreeSet::new();
        for function in 0..self.module.functions() {
            for callee in self.module.calls(function)? {
                let is_missed = self.is_imported(callee) || (self.is_late(callee) && !self.is_late(function));
                if is_missed && !self.module.slots.contains_key(&callee) {
                    missed.insert(callee);
                }
            }
        }
        let end = self.module.tables[FUNCTIONS as usize].initial as u32;
        Ok(self
            .module
            .slots
            .iter()
            .map(|(function, slot)| (*function, *slot))
            .chain(missed.into_iter().zip(end..))
            .collect())
    }

    fn first(&self, slots: &BTreeMap<u32, u32>) -> Result<Vec<u8>> {
        let module = self.module;
        let mut out = wasm_encoder::Module::new();
        module.copy(&mut out, &[SectionId::Type, SectionId::Import, SectionId::Function]);
        let more = slots.len() - module.slots.len();
        let mut tables = TableSection::new();
        for table in module.encoded_tables(more as u32)? {
            tables.table(table);
        }
        out.section(&tables);
        module.copy(&mut out, &[SectionId::Memory, SectionId::Global]);
        let mut exports = module.export_section(|function| function);
        for (name, kind, index) in self.shared() {
            exports.export(&name, kind, index);
        }
        out.section(&exports);
        module.copy(&mut out, &[SectionId::Start]);
        out.section(&elements(&self.table(slots)));
        let mut code = CodeSection::new();
        for (function, body) in (module.imported..).zip(&module.bodies) {
            if self.is_late(function) {
                code.function(&self.stub(function, slots.get(&function).copied()));
            } else {
                code.function(&self.rewritten(body, slots, |callee| self.is_late(callee))?);
            }
        }
        out.section(&code);
        out.section(&data(&self.first_data));
        Ok(out.finish())
    }

    fn whole(&self, slots: &BTreeMap<u32, u32>) -> Result<Vec<u8>> {
        let module = self.module;
        let mut out = wasm_encoder::Module::new();
        module.copy(&mut out, &[SectionId::Type]);
        let mut imports = ImportSection::new();
        for import in &module.imports {
            imports.import(import.module, import.name, RoundtripReencoder.entity_type(import.ty)?);
        }
        let tables = module.encoded_tables((slots.len() - module.slots.len()) as u32)?;
        for (name, kind, index) in self.shared() {
            let entity = match kind {
                ExportKind::Table => EntityType::Table(tables[index as usize]),
                ExportKind::Memory => EntityType::Memory(RoundtripReencoder.memory_type(module.memory)?),
                _ => EntityType::Global(global(module, index)?),
            };
            imports.import(FIRST, &name, entity);
        }
        out.section(&imports);
        module.copy(&mut out, &[SectionId::Function]);
        out.section(&elements(&self.table(slots).into_iter().filter(|(_, f)| !self.is_imported(*f)).collect()));
        let mut code = CodeSection::new();
        for body in &module.bodies {
            code.function(&self.rewritten(body, slots, |callee| self.is_imported(callee))?);
        }
        out.section(&code);
        out.section(&data(&self.late_data));
        Ok(out.finish())
    }

    /// The table of functions.
    fn table(&self, slots: &BTreeMap<u32, u32>) -> BTreeMap<u32, u32> {
        // A function may have several places already: what stands there counts.
        let mut table = self.module.table.clone();
        table.extend(slots.iter().map(|(function, slot)| (*slot, *function)));
        table
    }

    /// What the parts share, by the name that it is exported and imported by: tables, the memory, globals.
    fn shared(&self) -> Vec<(String, ExportKind, u32)> {
        let tables = (0..self.module.tables.len() as u32).map(|index| (format!("t{index}"), ExportKind::Table, index));
        let globals =
            (0..self.module.globals.len() as u32).map(|index| (format!("g{index}"), ExportKind::Global, index));
        tables.chain([("m".to_owned(), ExportKind::Memory, 0)]).chain(globals).collect()
    }

    /// A function's body, in which calls of functions that are missing go through the table.
    fn rewritten(
        &self,
        body: &FunctionBody<'_>,
        slots: &BTreeMap<u32, u32>,
        is_missing: impl Fn(u32) -> bool,
    ) -> Result<Function> {
        let mut out = RoundtripReencoder.new_function_with_parsed_locals(body)?;
        for operator in body.get_operators_reader()? {
            match operator? {
                Operator::Call { function_index: callee } if is_missing(callee) => {
                    let slot = *slots.get(&callee).context("a function that is called has no place in the table")?;
                    self.call_through_table(&mut out, callee, slot);
                }
                other => {
                    out.instruction(&RoundtripReencoder.instruction(other)?);
                }
            }
        }
        Ok(out)
    }

    fn call_through_table(&self, out: &mut Function, callee: u32, slot: u32) {
        let type_index = self.module.signatures[callee as usize];
        out.instruction(&Instruction::I32Const(slot as i32));
        out.instruction(&Instruction::CallIndirect { type_index, table_index: FUNCTIONS });
    }

    /// What stands in the first part for a late function.
    fn stub(&self, function: u32, slot: Option<u32>) -> Function {
        // Without a place in the table nothing in the first part calls it.
        let Some(slot) = slot else { return unreachable() };
        let mut out = Function::new([]);
        out.instruction(&Instruction::Call(self.load));
        for parameter in 0..self.module.signature(function).params().len() {
            out.instruction(&Instruction::LocalGet(parameter as u32));
        }
        self.call_through_table(&mut out, function, slot);
        out.instruction(&Instruction::End);
        out
    }
}

/// The memory of a counted module that tells which functions have run.
pub(super) const HITS: &str = "hits";

/// A module in which every function first sets the byte at its own index in a memory of its own, [`HITS`].
pub(super) fn counted(module: &Module<'_>) -> Result<Vec<u8>> {
    let mut out = wasm_encoder::Module::new();
    module.copy(&mut out, &[SectionId::Type, SectionId::Import, SectionId::Function, SectionId::Table]);
    let own = RoundtripReencoder.memory_type(module.memory)?;
    let pages = u64::from(module.functions()).div_ceil(1 << 16);
    let hits =
        MemoryType { minimum: pages, maximum: Some(pages), memory64: false, shared: false, page_size_log2: None };
    out.section(MemorySection::new().memory(own).memory(hits));
    module.copy(&mut out, &[SectionId::Global]);
    let mut exports = module.export_section(|function| function);
    out.section(exports.export(HITS, ExportKind::Memory, 1));
    module.copy(&mut out, &[SectionId::Start, SectionId::Element]);
    let mut code = CodeSection::new();
    for (function, body) in (module.imported..).zip(&module.bodies) {
        let mut counted = RoundtripReencoder.new_function_with_parsed_locals(body)?;
        counted.instruction(&Instruction::I32Const(function as i32));
        counted.instruction(&Instruction::I32Const(1));
        let target = MemArgTarget::Memory(1);
        counted.instruction(&Instruction::I32Store8(MemArg { offset: 0, align: 0, target, ordering: None }));
        for operator in body.get_operators_reader()? {
            counted.instruction(&RoundtripReencoder.instruction(operator?)?);
        }
        code.function(&counted);
    }
    out.section(&code);
    module.copy(&mut out, &[SectionId::Data]);
    Ok(out.finish())
}

fn unreachable() -> Function {
    let mut out = Function::new([]);
    out.instruction(&Instruction::Unreachable);
    out.instruction(&Instruction::End);
    out
}

fn global(module: &Module<'_>, index: u32) -> Result<GlobalType> {
    Ok(RoundtripReencoder.global_type(module.globals[index as usize])?)
}

/// A table's content, in as few segments as there are runs of places.
pub(super) fn elements(table: &BTreeMap<u32, u32>) -> ElementSection {
    let mut section = ElementSection::new();
    let mut run: Vec<u32> = Vec::new();
    let mut start = 0;
    for (&slot, &function) in table {
        if !run.is_empty() && slot != start + run.len() as u32 {
            segment(&mut section, start, &run);
            run.clear();
        }
        if run.is_empty() {
            start = slot;
        }
        run.push(function);
    }
    segment(&mut section, start, &run);
    section
}

fn segment(section: &mut ElementSection, start: u32, functions: &[u32]) {
    if !functions.is_empty() {
        section.active(Some(FUNCTIONS), &ConstExpr::i32_const(start as i32), Elements::Functions(functions.into()));
    }
}

fn data(image: &Image) -> DataSection {
    let mut section = DataSection::new();
    for (address, bytes) in image {
        section.active(0, &ConstExpr::i32_const(*address as i32), bytes.iter().copied());
    }
    section
}
