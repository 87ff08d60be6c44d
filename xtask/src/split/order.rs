//! A module with its functions in the order of the table, which makes the table next to nothing when compressed.

use std::collections::HashMap;
use std::convert::Infallible;

use anyhow::Result;
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{CodeSection, FunctionSection, ImportSection, SectionId};

use super::divide::elements;
use super::module::Module;

/// Renumbers functions.
struct Renumbered {
    /// The new index of each function.
    index: Vec<u32>,
}

impl Reencode for Renumbered {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<Infallible>> {
        Ok(self.index[function as usize])
    }
}

/// The module, with its functions in the order in which the table has them (the others come last), and with what it
/// imports by other names.
pub(super) fn by_table(module: &Module<'_>, names: &HashMap<&str, String>) -> Result<Vec<u8>> {
    let mut is_placed = vec![false; module.functions() as usize];
    is_placed[..module.imported as usize].fill(true);
    let mut order: Vec<u32> = Vec::new();
    for function in module.table.values().copied().chain(0..module.functions()) {
        if !std::mem::replace(&mut is_placed[function as usize], true) {
            order.push(function);
        }
    }
    let mut index: Vec<u32> = (0..module.functions()).collect();
    for (new, old) in (module.imported..).zip(&order) {
        index[*old as usize] = new;
    }
    let mut renumbered = Renumbered { index };

    let mut out = wasm_encoder::Module::new();
    module.copy(&mut out, &[SectionId::Type]);
    if names.is_empty() {
        module.copy(&mut out, &[SectionId::Import]);
    } else {
        let mut imports = ImportSection::new();
        for import in &module.imports {
            let name = names.get(import.name).map_or(import.name, String::as_str);
            imports.import(import.module, name, renumbered.entity_type(import.ty)?);
        }
        out.section(&imports);
    }
    let mut functions = FunctionSection::new();
    for function in &order {
        functions.function(module.signatures[*function as usize]);
    }
    out.section(&functions);
    module.copy(&mut out, &[SectionId::Table, SectionId::Memory, SectionId::Global]);
    out.section(&module.export_section(|function| renumbered.index[function as usize]));
    let table = module.table.iter().map(|(slot, function)| (*slot, renumbered.index[*function as usize])).collect();
    out.section(&elements(&table));
    let mut code = CodeSection::new();
    for function in &order {
        if let Some(body) = module.body(*function) {
            renumbered.parse_function_body(&mut code, body.clone())?;
        }
    }
    out.section(&code);
    module.copy(&mut out, &[SectionId::Data]);
    Ok(out.finish())
}
