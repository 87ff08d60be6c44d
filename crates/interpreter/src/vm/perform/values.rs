//! Names, attributes and items, and objects that are built.

use std::rc::Rc;

use loopscope_compiler::op::{NO_REG, Op};

use crate::code::Code;
use crate::frame::{Fiber, OnReturn};
use crate::native::Res;
use crate::value::Value;
use crate::vm::Vm;
use crate::vm::attr::BOUND;
use crate::vm::execute::{Flow, Leave};

impl Vm {
    /// Loads, stores or builds a value.
    #[inline(never)]
    pub(in crate::vm) fn perform_value(
        &mut self,
        fiber: &mut Fiber,
        code: &Rc<Code>,
        op: Op,
        mut pc: usize,
    ) -> Res<Flow> {
        let base = fiber.frames.last().expect("the running frame").base as usize;
        let regs = &mut fiber.stack[base..base + code.spec.registers as usize];
        match op {
            Op::CheckBound { reg, name } => {
                if regs[reg as usize].is_unbound() {
                    return Err(self.unbound_local(code.names[name as usize]));
                }
            }
            Op::LoadCell { dst, cell, name } => {
                let Value::Cell(r) = regs[cell as usize] else {
                    return Err(self.unbound_local(code.names[name as usize]));
                };
                let value = self.heap[r].value;
                if value.is_unbound() {
                    let name = code.names[name as usize];
                    return Err(self.empty_cell(name, cell >= code.spec.free_base));
                }
                regs[dst as usize] = value;
            }
            Op::LoadGlobal { dst, slot } => {
                let module = &self.heap[code.module];
                let mut value = module.globals.at(slot as usize);
                if value.is_unbound() {
                    value = module.fallbacks[slot as usize];
                    if value.is_unbound() {
                        value = self.missing_global(code.module, slot)?;
                    }
                }
                regs[dst as usize] = value;
            }
            Op::StoreGlobal { src, slot } => {
                let value = regs[src as usize];
                let globals = &mut self.heap[code.module].globals;
                if self.mortals.is_empty() {
                    globals.set_at(slot as usize, value);
                } else {
                    let before = globals.at(slot as usize);
                    globals.set_at(slot as usize, value);
                    if self.is_mortal(before) {
                        return Ok(Flow::Leave(Leave::Dropped(base + src as usize + 1)));
                    }
                }
            }
            Op::TryLoadName { dst, name } => {
                let found = self.load_class_name(regs[0], code.names[name as usize])?;
                if let Some(value) = found {
                    regs[dst as usize] = value;
                    pc += 1;
                }
            }
            Op::LoadAttr { dst, obj, site } => {
                let object = regs[obj as usize];
                let site = &code.attrs[site as usize];
                let cache = site.cache.get();
                if let (Value::Instance(i), Value::Function(function)) = (object, cache.value)
                    && cache.shape == self.heap[i].shape
                    && cache.epoch == self.epoch
                {
                    if cache.slot == BOUND {
                        regs[dst as usize] = self.bound(cache.value, object);
                        return Ok(Flow::Next(pc));
                    }
                    return Ok(self.enter_method(fiber, code, dst, function, &[object], OnReturn::Store));
                }
                regs[dst as usize] = self.load_attr(object, site)?;
            }
            Op::StoreAttr { obj, src, site } => {
                self.store_attr(regs[obj as usize], regs[src as usize], &code.attrs[site as usize])?;
            }
            Op::LoadItem { dst, obj, key } => {
                regs[dst as usize] = self.get_item(regs[obj as usize], regs[key as usize])?;
            }
            Op::StoreItem { obj, key, src } => {
                self.set_item(regs[obj as usize], regs[key as usize], regs[src as usize])?;
            }
            Op::Unpack { src, base, count } => {
                let targets = base as usize..base as usize + count as usize;
                match regs[src as usize] {
                    Value::Tuple(t) if self.heap[t].items.len() == count as usize => {
                        regs[targets].copy_from_slice(&self.heap[t].items);
                    }
                    Value::List(l) if self.heap[l].items.len() == count as usize => {
                        regs[targets].copy_from_slice(&self.heap[l].items);
                    }
                    value => {
                        let values = self.unpack(value, count as usize)?;
                        regs[targets].copy_from_slice(&values);
                    }
                }
            }
            Op::BuildTuple { dst, base, count } => {
                let items = &regs[base as usize..base as usize + count as usize];
                regs[dst as usize] = self.heap.tuple_of(items);
            }
            Op::BuildList { dst, base, count } => {
                let items = regs[base as usize..base as usize + count as usize].to_vec();
                regs[dst as usize] = self.heap.list(items);
            }
            Op::ListAppend { list, value } => {
                if let Value::List(list) = regs[list as usize] {
                    self.heap.list_push(list, regs[value as usize]);
                }
            }
            Op::SetAdd { set, value } => {
                if let Value::Set(set) = regs[set as usize] {
                    self.set_add(set, regs[value as usize])?;
                }
            }
            Op::MapInsert { map, key, value } => {
                if let Value::Dict(map) = regs[map as usize] {
                    self.dict_set(map, regs[key as usize], regs[value as usize])?;
                }
            }
            Op::BuildString { dst, base, count } => {
                regs[dst as usize] = self.join_strings(&regs[base as usize..base as usize + count as usize]);
            }
            Op::FormatValue { conversion, dst, src, spec } => {
                let spec = if spec == NO_REG { Value::Unbound } else { regs[spec as usize] };
                if let Value::Future(_) = regs[src as usize] {
                    self.note_outermost(&fiber.frames, pc);
                }
                regs[dst as usize] = self.format_value(conversion, regs[src as usize], spec)?;
            }
            _ => unreachable!("{op:?} is of another family"),
        }
        Ok(Flow::Next(pc))
    }
}
