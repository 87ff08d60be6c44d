//! Instructions that are not worth a place in the dispatch loop: engines compile a small loop sooner and better.

use std::rc::Rc;

use loopscope_compiler::op::{NO_REG, Op};

use super::Vm;
use crate::code::Code;
use crate::native::{Res, Tail, Unwind};
use crate::value::{Name, Value};

impl Vm {
    /// Runs an instruction that [`super::execute`] has no arm for: none of those that jump, or leave the frame without
    /// an [`Unwind`].
    #[inline(never)]
    pub(super) fn uncommon(&mut self, op: Op, regs: &mut [Value], code: &Rc<Code>) -> Res<()> {
        match op {
            Op::StoreName { src, name } => {
                let key = self.heap.name_value(code.names[name as usize]);
                self.set_item(regs[0], key, regs[src as usize])?;
            }
            Op::Unary { op, dst, a } => regs[dst as usize] = self.unary(op, regs[a as usize])?,
            Op::BuildMap { dst, base, count } => {
                let items = &regs[base as usize..base as usize + 2 * count as usize];
                regs[dst as usize] = self.map_of(items)?;
            }
            Op::Import { top, dst, name } => {
                regs[dst as usize] = self.import_op(code.names[name as usize], top)?;
            }
            Op::ImportFrom { dst, module, name } => {
                regs[dst as usize] = self.import_from(regs[module as usize], code.names[name as usize])?;
            }
            Op::BuildClass { argc, base: at, names, .. } => {
                let at = at as usize;
                let names = if names == NO_REG { None } else { Some(&*code.kwnames[names as usize]) };
                let values = &regs[at + 2..at + 2 + argc as usize];
                let split = values.len() - names.map_or(0, <[Name]>::len);
                let kwargs = names.unwrap_or(&[]).iter().copied().zip(values[split..].iter().copied()).collect();
                return Err(self.build_class(regs[at], regs[at + 1], values[..split].to_vec(), kwargs));
            }
            Op::MakeCell { reg, src } => {
                let value = if src == NO_REG { Value::Unbound } else { regs[src as usize] };
                regs[reg as usize] = Value::Cell(self.heap.alloc(crate::object::Cell { value }));
            }
            Op::MakeFunction { dst, index, base } => {
                regs[dst as usize] = self.make_function(code, index as usize, &regs[base as usize..], regs);
            }
            Op::LoadSpecial { which, dst, obj } => regs[dst as usize] = self.load_special(which, regs[obj as usize])?,
            Op::DeleteGlobal { slot } => {
                if self.heap[code.module].globals.at(slot as usize).is_unbound() {
                    return Err(self.no_global(code.module, slot));
                }
                self.heap[code.module].globals.set_at(slot as usize, Value::Unbound);
            }
            _ => self.rare(op, regs, code)?,
        }
        Ok(())
    }

    /// Runs an instruction that a simple program does not have. A page begins without these.
    #[inline(never)]
    fn rare(&mut self, op: Op, regs: &mut [Value], code: &Rc<Code>) -> Res<()> {
        match op {
            Op::DeleteCell { cell, name } => {
                if let Value::Cell(r) = regs[cell as usize] {
                    if self.heap[r].value.is_unbound() {
                        return Err(self.empty_cell(code.names[name as usize], cell >= code.spec.free_base));
                    }
                    self.heap[r].value = Value::Unbound;
                }
            }
            Op::StoreDictGlobal { src, slot } => {
                self.store_dict_global(code.module, slot, regs[src as usize])?;
            }
            Op::DeleteDictGlobal { slot } => self.delete_dict_global(code.module, slot)?,
            Op::DeleteName { name } => {
                let key = self.heap.name_value(code.names[name as usize]);
                self.del_item(regs[0], key)?;
            }
            Op::DeleteAttr { obj, site } => {
                self.del_attr(regs[obj as usize], code.attrs[site as usize].name)?;
            }
            Op::DeleteItem { obj, key } => self.del_item(regs[obj as usize], regs[key as usize])?,
            Op::BuildSlice { dst, base } => {
                let b = base as usize;
                let slice = crate::object::Slice { start: regs[b], stop: regs[b + 1], step: regs[b + 2] };
                regs[dst as usize] = Value::Slice(self.heap.alloc(slice));
            }
            Op::UnpackEx { before, src, base, after } => {
                let values = self.unpack_starred(regs[src as usize], before as usize, after as usize)?;
                regs[base as usize..base as usize + values.len()].copy_from_slice(&values);
            }
            Op::BuildSet { dst, base, count } => {
                regs[dst as usize] = self.set_display(&regs[base as usize..base as usize + count as usize])?;
            }
            Op::SetUpdate { set, src } => self.update_set(regs[set as usize], regs[src as usize])?,
            Op::MapUpdate { map, src } => self.update_map(regs[map as usize], regs[src as usize])?,
            Op::MapMerge { map, src, func } => {
                self.merge_kwargs(regs[map as usize], regs[src as usize], regs[func as usize])?;
            }
            Op::ListExtend { list, src, function } => {
                let function = if function == NO_REG { Value::Unbound } else { regs[function as usize] };
                self.extend_list(regs[list as usize], regs[src as usize], function)?;
            }
            Op::ListToTuple { dst, src } => {
                let items =
                    if let Value::List(list) = regs[src as usize] { self.heap[list].items.clone() } else { Vec::new() };
                regs[dst as usize] = self.heap.tuple(items);
            }
            Op::GetAIter { dst, src } => regs[dst as usize] = self.async_iter(regs[src as usize])?,
            Op::GetANext { dst, src } => regs[dst as usize] = self.async_next(regs[src as usize])?,
            Op::ExcTriple { base, exc } => {
                let exception = regs[exc as usize];
                let b = base as usize;
                regs[b] = Value::Class(self.class_of(exception));
                regs[b + 1] = exception;
                regs[b + 2] = match exception {
                    Value::Exception(e) => self.traceback_of(e),
                    _ => Value::None,
                };
            }
            Op::SplitGroup { dst, rest, types } => {
                let (matched, other) = self.split_group(regs[rest as usize], regs[types as usize])?;
                regs[dst as usize] = matched;
                regs[rest as usize] = other;
            }
            Op::JoinGroup { dst, orig, list } => {
                let raised = match regs[list as usize] {
                    Value::List(list) => self.heap[list].items.clone(),
                    _ => Vec::new(),
                };
                regs[dst as usize] = self.join_group(regs[orig as usize], &raised, regs[list as usize + 1])?;
            }
            Op::LoadAssertionError { dst } => regs[dst as usize] = Value::Class(self.types.assertion_error),
            Op::ImportStar { module } => self.import_star(code.module, regs[module as usize])?,
            Op::MatchSequence { dst, src } => {
                regs[dst as usize] = Value::Bool(self.match_sequence(regs[src as usize]));
            }
            Op::MatchMapping { dst, src } => {
                regs[dst as usize] = Value::Bool(self.match_mapping(regs[src as usize]));
            }
            Op::MatchKeys { dst, src, keys } => {
                regs[dst as usize] = self.match_keys(regs[src as usize], regs[keys as usize])?;
            }
            Op::MatchRest { dst, src, keys } => {
                regs[dst as usize] = self.match_rest(regs[src as usize], regs[keys as usize])?;
            }
            Op::MatchClass { count, dst, src, base } => {
                let b = base as usize;
                regs[dst as usize] = self.match_class(regs[src as usize], regs[b], count as usize, regs[b + 1])?;
            }
            Op::Len { dst, src } => {
                let length = self.len(regs[src as usize])?;
                regs[dst as usize] = Value::Int(length as i64);
            }
            Op::CloseIter { iter } => {
                let iterator = std::mem::replace(&mut regs[iter as usize], Value::Unbound);
                if let Value::Generator(generator) = iterator {
                    self.close_iterator(generator)?;
                }
            }
            Op::CallEx { base: at, .. } => {
                let at = at as usize;
                let (args, kwargs) = self.spread(regs[at + 1], regs[at + 2])?;
                let callable = regs[at];
                return Err(Unwind::Tail(Box::new(Tail::Call { callable, args, kwargs })));
            }
            Op::BuildClassEx { base: at, .. } => {
                let at = at as usize;
                let (bases, kwargs) = self.spread(regs[at + 2], regs[at + 3])?;
                return Err(self.build_class(regs[at], regs[at + 1], bases, kwargs));
            }
            Op::DeleteLocal { reg, name } => {
                if regs[reg as usize].is_unbound() {
                    return Err(self.unbound_local(code.names[name as usize]));
                }
                regs[reg as usize] = Value::Unbound;
            }
            _ => unreachable!("the dispatch loop has an arm for {op:?}"),
        }
        Ok(())
    }
}
