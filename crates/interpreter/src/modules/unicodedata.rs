//! `unicodedata`: what needs the tables of normalisation; the rest is Python.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::canonical_combining_class;

use super::ModuleDef;
use crate::native::{Args, NativeDef, Res};
use crate::value::Value;
use crate::vm::Vm;

pub(super) const MODULE: ModuleDef = ModuleDef {
    name: "unicodedata",
    init: Some(|vm, module| {
        vm.module_functions(module, FUNCTIONS);
        Ok(())
    }),
    source: Some(|| include_str!("lib/unicodedata.py")),
};

static FUNCTIONS: &[NativeDef] =
    &[NativeDef::function("normalize", 2, 2, normalize), NativeDef::function("combining", 1, 1, combining)];

fn normalize(vm: &mut Vm, args: Args<'_>) -> Res {
    let (Some(form), Some(text)) = (vm.text(args.at(0)).map(str::to_owned), vm.text(args.at(1)).map(str::to_owned))
    else {
        return Err(vm.type_error("normalize() arguments must be str"));
    };
    let text = text.as_str();
    let normal: String = match form.as_str() {
        "NFC" => text.nfc().collect(),
        "NFD" => text.nfd().collect(),
        "NFKC" => text.nfkc().collect(),
        "NFKD" => text.nfkd().collect(),
        _ => return Err(vm.value_error("invalid normalization form")),
    };
    Ok(vm.heap.str(normal))
}

fn combining(vm: &mut Vm, args: Args<'_>) -> Res {
    let text = vm.text(args.at(0)).unwrap_or_default();
    let mut characters = text.chars();
    match (characters.next(), characters.next()) {
        (Some(character), None) => Ok(Value::Int(canonical_combining_class(character).into())),
        _ => Err(vm.type_error("combining() argument must be a unicode character, not str")),
    }
}
