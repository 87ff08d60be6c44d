//! A WebAssembly module, read as far as dividing it asks for.

use std::collections::BTreeMap;
use std::ops::Range;

use anyhow::{Context as _, Result, bail};
use wasm_encoder::reencode::{Reencode as _, RoundtripReencoder};
use wasm_encoder::{ExportKind, SectionId};
use wasmparser::{
    DataKind, ElementItems, ElementKind, Export, ExternalKind, FuncType, FunctionBody, GlobalType, Import, KnownCustom,
    MemoryType, Name, Operator, Parser, Payload, TableType, TypeRef,
};

/// The table that function pointers are indices of.
pub(super) const FUNCTIONS: u32 = 0;

/// A module, with at most one memory.
pub(super) struct Module<'a> {
    pub(super) bytes: &'a [u8],
    sections: BTreeMap<u8, Range<usize>>,
    pub(super) types: Vec<FuncType>,
    /// The imported functions.
    pub(super) imports: Vec<Import<'a>>,
    /// How many functions are imported; they have the first indices.
    pub(super) imported: u32,
    /// The type of each function, imported ones first.
    pub(super) signatures: Vec<u32>,
    pub(super) bodies: Vec<FunctionBody<'a>>,
    pub(super) names: BTreeMap<u32, &'a str>,
    pub(super) tables: Vec<TableType>,
    pub(super) memory: MemoryType,
    pub(super) globals: Vec<GlobalType>,
    pub(super) exports: Vec<Export<'a>>,
    /// Where each function stands in the table of functions.
    pub(super) slots: BTreeMap<u32, u32>,
    /// What the table of functions holds at first: the index of a function by its place.
    pub(super) table: BTreeMap<u32, u32>,
    pub(super) data: Vec<Segment<'a>>,
}

/// What the memory holds at first, from an address on.
#[derive(Clone, Copy)]
pub(super) struct Segment<'a> {
    pub(super) address: u32,
    pub(super) bytes: &'a [u8],
}

impl<'a> Module<'a> {
    pub(super) fn parse(bytes: &'a [u8]) -> Result<Self> {
        let mut module = Module {
            bytes,
            sections: BTreeMap::new(),
            types: Vec::new(),
            imports: Vec::new(),
            imported: 0,
            signatures: Vec::new(),
            bodies: Vec::new(),
            names: BTreeMap::new(),
            tables: Vec::new(),
            memory: MemoryType { memory64: false, shared: false, initial: 0, maximum: None, page_size_log2: None },
            globals: Vec::new(),
            exports: Vec::new(),
            slots: BTreeMap::new(),
            table: BTreeMap::new(),
            data: Vec::new(),
        };
        for payload in Parser::new(0).parse_all(bytes) {
            let payload = payload?;
            if let Some((id, range)) = payload.as_section()
                && id != SectionId::Custom as u8
            {
                module.sections.insert(id, range.start as usize..range.end as usize);
            }
            module.read(payload)?;
        }
        Ok(module)
    }

    fn read(&mut self, payload: Payload<'a>) -> Result<()> {
        match payload {
            Payload::TypeSection(types) => {
                for kind in types.into_iter_err_on_gc_types() {
                    self.types.push(kind?);
                }
            }
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    let import = import?;
                    match import.ty {
                        TypeRef::Func(signature) => {
                            self.signatures.push(signature);
                            self.imports.push(import);
                            self.imported += 1;
                        }
                        TypeRef::Table(table) => self.tables.push(table),
                        TypeRef::Memory(memory) => self.memory = memory,
                        TypeRef::Global(global) => self.globals.push(global),
                        _ => bail!("{} is of an unknown kind", import.name),
                    }
                }
            }
            Payload::FunctionSection(functions) => {
                for signature in functions {
                    self.signatures.push(signature?);
                }
            }
            Payload::TableSection(tables) => {
                for table in tables {
                    self.tables.push(table?.ty);
                }
            }
            Payload::MemorySection(memories) => {
                for memory in memories {
                    self.memory = memory?;
                }
            }
            Payload::GlobalSection(globals) => {
                for global in globals {
                    self.globals.push(global?.ty);
                }
            }
            Payload::ExportSection(exports) => {
                for export in exports {
                    self.exports.push(export?);
                }
            }
            Payload::ElementSection(elements) => {
                for element in elements {
                    let element = element?;
                    let ElementKind::Active { table_index, offset_expr } = element.kind else { continue };
                    if table_index.unwrap_or(FUNCTIONS) != FUNCTIONS {
                        continue;
                    }
                    let first = constant(offset_expr.get_operators_reader().read()?)?;
                    let ElementItems::Functions(functions) = element.items else {
                        bail!("an element segment holds more than functions");
                    };
                    for (slot, function) in (first..).zip(functions) {
                        let function = function?;
                        self.table.insert(slot, function);
                        self.slots.insert(function, slot);
                    }
                }
            }
            Payload::CodeSectionEntry(body) => self.bodies.push(body),
            Payload::DataSection(data) => {
                for segment in data {
                    let segment = segment?;
                    let DataKind::Active { offset_expr, .. } = segment.kind else { bail!("a data segment is passive") };
                    let address = constant(offset_expr.get_operators_reader().read()?)?;
                    self.data.push(Segment { address, bytes: segment.data });
                }
            }
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(names) = section.as_known() {
                    for name in names {
                        let Name::Function(functions) = name? else { continue };
                        for function in functions {
                            let function = function?;
                            self.names.insert(function.index, function.name);
                        }
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Puts sections into another module as they stand, those that there are.
    pub(super) fn copy(&self, out: &mut wasm_encoder::Module, ids: &[SectionId]) {
        for id in ids {
            if let Some(range) = self.sections.get(&(*id as u8)) {
                out.section(&wasm_encoder::RawSection { id: *id as u8, data: &self.bytes[range.clone()] });
            }
        }
    }

    /// How many functions there are, imported ones included.
    pub(super) fn functions(&self) -> u32 {
        self.signatures.len() as u32
    }

    /// The body of a function that is not imported.
    pub(super) fn body(&self, function: u32) -> Option<&FunctionBody<'a>> {
        self.bodies.get(function.checked_sub(self.imported)? as usize)
    }

    /// The type of a function.
    pub(super) fn signature(&self, function: u32) -> &FuncType {
        &self.types[self.signatures[function as usize] as usize]
    }

    /// The functions that a function calls by name.
    pub(super) fn calls(&self, function: u32) -> Result<Vec<u32>> {
        let mut calls = Vec::new();
        if let Some(body) = self.body(function) {
            for operator in body.get_operators_reader()? {
                match operator? {
                    Operator::Call { function_index } => calls.push(function_index),
                    Operator::ReturnCall { .. } | Operator::RefFunc { .. } => {
                        bail!("tail calls and function references are not known to be used")
                    }
                    _ => {}
                }
            }
        }
        Ok(calls)
    }

    /// The functions that are exported.
    pub(super) fn exported_functions(&self) -> impl Iterator<Item = u32> {
        self.exports.iter().filter(|export| export.kind == ExternalKind::Func).map(|export| export.index)
    }

    /// The import whose name contains `part`.
    pub(super) fn import_named(&self, part: &str) -> Result<u32> {
        let index = self.imports.iter().position(|import| import.name.contains(part));
        index.map(|index| index as u32).with_context(|| format!("nothing called {part} is imported"))
    }

    /// The exports, encoded, with functions renumbered.
    pub(super) fn export_section(&self, number: impl Fn(u32) -> u32) -> wasm_encoder::ExportSection {
        let mut section = wasm_encoder::ExportSection::new();
        for export in &self.exports {
            let (kind, index) = match export.kind {
                ExternalKind::Memory => (ExportKind::Memory, export.index),
                ExternalKind::Table => (ExportKind::Table, export.index),
                ExternalKind::Global => (ExportKind::Global, export.index),
                ExternalKind::Tag => (ExportKind::Tag, export.index),
                _ => (ExportKind::Func, number(export.index)),
            };
            section.export(export.name, kind, index);
        }
        section
    }

    /// The tables, encoded; that of functions has `more` places.
    pub(super) fn encoded_tables(&self, more: u32) -> Result<Vec<wasm_encoder::TableType>> {
        let mut tables = Vec::new();
        for table in &self.tables {
            tables.push(RoundtripReencoder.table_type(*table)?);
        }
        if let Some(functions) = tables.get_mut(FUNCTIONS as usize) {
            functions.minimum += u64::from(more);
            functions.maximum = functions.maximum.map(|maximum| maximum + u64::from(more));
        }
        Ok(tables)
    }
}

fn constant(operator: Operator<'_>) -> Result<u32> {
    match operator {
        Operator::I32Const { value } => Ok(value as u32),
        _ => bail!("a segment's place is not a constant"),
    }
}
