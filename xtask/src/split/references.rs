//! What in the memory's first content is referred to by what.
//!
//! Read off what the linker leaves with `--emit-relocs`: each address that stands in code or data, and the static that it
//! is the address of. Names of functions and addresses are the same after `wasm-bindgen` has worked on the module.

use std::collections::HashSet;
use std::ops::Range;

use anyhow::{Context as _, Result};
use wasmparser::{DataKind, KnownCustom, Linking, Name, Operator, Parser, Payload, RelocationEntry, SymbolInfo};

/// A static, or another run of bytes that the linker has placed as one.
struct Static {
    address: Range<u32>,
    /// The statics whose addresses are in it.
    refers_to: Vec<usize>,
    is_early: bool,
}

/// A module as the linker has written it.
#[derive(Default)]
struct Linked<'a> {
    names: Vec<(u32, &'a str)>,
    imported: u32,
    /// Where each body stands in the file.
    bodies: Vec<Range<u64>>,
    /// Each data segment's address, and where its content stands in the file.
    segments: Vec<(u32, Range<u64>)>,
    symbols: Vec<SymbolInfo<'a>>,
    code: (usize, u64),
    data: (usize, u64),
    /// By the number of the section that they are of.
    relocations: Vec<(usize, Vec<RelocationEntry>)>,
}

/// The addresses of what only functions refer to (by other statics too) that are not among the early ones.
pub(super) fn late_data(linked: &[u8], early: &HashSet<&str>) -> Result<Vec<Range<u32>>> {
    let linked = Linked::parse(linked)?;
    let mut statics = linked.statics();
    let order = linked.by_symbol(&statics);
    let target = |entry: &RelocationEntry| order.get(entry.index as usize).copied().flatten();

    let mut pending = Vec::new();
    for entry in linked.relocations_of(linked.code.0) {
        let (true, Some(target)) = (is_address(entry), target(entry)) else { continue };
        if linked.function_at(linked.code.1 + u64::from(entry.offset)).is_none_or(|name| early.contains(name)) {
            pending.push(target);
        }
    }
    for entry in linked.relocations_of(linked.data.0) {
        let (true, Some(target)) = (is_address(entry), target(entry)) else { continue };
        let address =
            linked.address_at(linked.data.1 + u64::from(entry.offset)).context("a relocation of no segment")?;
        let index = statics.partition_point(|other| other.address.end <= address);
        match statics.get_mut(index) {
            Some(holder) if holder.address.start <= address => holder.refers_to.push(target),
            // It stands in no static that we know, and so we do not know who reads it.
            _ => pending.push(target),
        }
    }
    while let Some(index) = pending.pop() {
        if !statics[index].is_early {
            statics[index].is_early = true;
            pending.extend_from_slice(&statics[index].refers_to);
        }
    }
    Ok(statics.into_iter().filter(|known| !known.is_early).map(|known| known.address).collect())
}

fn is_address(entry: &RelocationEntry) -> bool {
    use wasmparser::RelocationType::{MemoryAddrI32, MemoryAddrLeb, MemoryAddrSleb};
    matches!(entry.ty, MemoryAddrI32 | MemoryAddrLeb | MemoryAddrSleb)
}

impl<'a> Linked<'a> {
    fn parse(bytes: &'a [u8]) -> Result<Self> {
        let mut linked = Linked::default();
        let mut number = 0;
        for payload in Parser::new(0).parse_all(bytes) {
            let payload = payload?;
            let section = payload.as_section();
            match payload {
                Payload::ImportSection(imports) => linked.imported = imports.into_imports().count() as u32,
                Payload::CodeSectionStart { unchecked_range, .. } => linked.code = (number, unchecked_range.start),
                Payload::CodeSectionEntry(body) => linked.bodies.push(body.range()),
                Payload::DataSection(data) => {
                    linked.data = (number, data.range().start);
                    for segment in data {
                        let segment = segment?;
                        let mut address = 0;
                        if let DataKind::Active { offset_expr, .. } = segment.kind
                            && let Operator::I32Const { value } = offset_expr.get_operators_reader().read()?
                        {
                            address = value as u32;
                        }
                        let end = segment.range.end;
                        linked.segments.push((address, end - segment.data.len() as u64..end));
                    }
                }
                Payload::CustomSection(custom) => match custom.as_known() {
                    KnownCustom::Name(names) => {
                        for name in names {
                            let Name::Function(functions) = name? else { continue };
                            for function in functions {
                                let function = function?;
                                linked.names.push((function.index, function.name));
                            }
                        }
                    }
                    KnownCustom::Linking(linking) => {
                        for part in linking {
                            let Linking::SymbolTable(symbols) = part? else { continue };
                            linked.symbols = symbols.into_iter().collect::<Result<_, _>>()?;
                        }
                    }
                    KnownCustom::Reloc(relocations) => {
                        let of = relocations.section_index() as usize;
                        linked.relocations.push((of, relocations.entries().into_iter().collect::<Result<_, _>>()?));
                    }
                    _ => {}
                },
                _ => {}
            }
            if section.is_some() {
                number += 1;
            }
        }
        Ok(linked)
    }

    fn relocations_of(&self, section: usize) -> impl Iterator<Item = &RelocationEntry> {
        self.relocations.iter().filter(move |(of, _)| *of == section).flat_map(|(_, entries)| entries)
    }

    /// The address and size of a symbol that is a static.
    fn place(&self, symbol: &SymbolInfo<'_>) -> Option<Range<u32>> {
        let SymbolInfo::Data { symbol: Some(data), .. } = symbol else { return None };
        let start = self.segments.get(data.index as usize)?.0 + data.offset;
        Some(start..start + data.size)
    }

    /// The statics, by address; those that overlap are one.
    fn statics(&self) -> Vec<Static> {
        let mut places: Vec<Range<u32>> = self.symbols.iter().filter_map(|symbol| self.place(symbol)).collect();
        places.retain(|place| !place.is_empty());
        places.sort_by_key(|place| (place.start, place.end));
        let mut statics: Vec<Static> = Vec::new();
        for address in places {
            match statics.last_mut() {
                Some(last) if address.start < last.address.end => last.address.end = last.address.end.max(address.end),
                _ => statics.push(Static { address, refers_to: Vec::new(), is_early: false }),
            }
        }
        statics
    }

    /// The static of each symbol.
    fn by_symbol(&self, statics: &[Static]) -> Vec<Option<usize>> {
        let find = |symbol: &SymbolInfo<'_>| {
            let place = self.place(symbol)?;
            let index = statics.partition_point(|known| known.address.end <= place.start);
            (statics.get(index)?.address.start <= place.start).then_some(index)
        };
        self.symbols.iter().map(find).collect()
    }

    /// The name of the function whose body is at a place in the file.
    fn function_at(&self, place: u64) -> Option<&'a str> {
        let index = self.bodies.partition_point(|body| body.end <= place) as u32;
        let known = self.names.binary_search_by_key(&(index + self.imported), |(function, _)| *function).ok()?;
        Some(self.names[known].1)
    }

    /// The address of what is at a place in the file.
    fn address_at(&self, place: u64) -> Option<u32> {
        let (address, range) = self.segments.iter().find(|(_, range)| range.contains(&place))?;
        Some(address + (place - range.start) as u32)
    }
}
