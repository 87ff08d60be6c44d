//! `zlib`: DEFLATE and checksums. What frames the data (headers, checksums at the end) is Python's part, `lib/zlib.py`.

use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::inflate_flags::TINFL_FLAG_HAS_MORE_INPUT;
use miniz_oxide::inflate::core::inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress};

use super::ModuleDef;
use crate::heap::Ref;
use crate::native::{NativeDef, Res};
use crate::object::{Bytes, Module};
use crate::value::Value;
use crate::vm::Vm;

pub(super) const MODULE: ModuleDef =
    ModuleDef { name: "zlib", init: Some(init), source: Some(|| include_str!("lib/zlib.py")) };

/// How much room is made at once for what is decompressed.
const CHUNK: usize = 1 << 16;

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("crc32", 1, 2, |vm, args| {
        let data = data(vm, args.at(0))?;
        let start = start(vm, args.get(1), 0)?;
        Ok(Value::Int(i64::from(crc32(&data, start))))
    }),
    NativeDef::function("adler32", 1, 2, |vm, args| {
        let data = data(vm, args.at(0))?;
        let start = start(vm, args.get(1), 1)?;
        Ok(Value::Int(i64::from(adler32(&data, start))))
    }),
    // `_deflate(data, level)`: the data as one stream of DEFLATE.
    NativeDef::function("_deflate", 2, 2, |vm, args| {
        let data = data(vm, args.at(0))?;
        let level = vm.to_index(args.at(1))?;
        let data = compress_to_vec(&data, u8::try_from(level).unwrap_or(6));
        vm.heap.charge(data.len());
        Ok(Value::Bytes(vm.heap.alloc(Bytes { data, mutable: false })))
    }),
    // `_inflate(data)`: what a stream of DEFLATE has in it, how long the stream is, and whether its end was seen.
    NativeDef::function("_inflate", 1, 1, |vm, args| {
        let input = data(vm, args.at(0))?;
        let mut inflater = DecompressorOxide::new();
        let (mut data, mut read, mut written) = (Vec::new(), 0, 0);
        let done = loop {
            vm.reserve(data.len() + CHUNK)?;
            data.resize(data.len() + CHUNK, 0);
            let flags = TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF | TINFL_FLAG_HAS_MORE_INPUT;
            let (status, taken, made) = decompress(&mut inflater, &input[read..], &mut data, written, flags);
            read += taken;
            written += made;
            match status {
                TINFLStatus::Done => break true,
                TINFLStatus::HasMoreOutput => {}
                TINFLStatus::NeedsMoreInput | TINFLStatus::FailedCannotMakeProgress => break false,
                _ => return Ok(Value::None),
            }
        };
        data.truncate(written);
        vm.heap.charge(data.len());
        let data = Value::Bytes(vm.heap.alloc(Bytes { data, mutable: false }));
        Ok(vm.heap.tuple(vec![data, Value::Int(read as i64), Value::Bool(done)]))
    }),
];

fn init(vm: &mut Vm, module: Ref<Module>) -> Res<()> {
    vm.module_functions(module, FUNCTIONS);
    Ok(())
}

fn data(vm: &mut Vm, value: Value) -> Res<Vec<u8>> {
    if let Some(data) = vm.buffer(value) {
        return Ok(data);
    }
    let message = format!("a bytes-like object is required, not '{}'", vm.type_name(value));
    Err(vm.type_error(message))
}

/// The checksum of what came before.
#[expect(clippy::cast_sign_loss, clippy::cast_possible_truncation, reason = "its lower 32 bits are meant")]
fn start(vm: &mut Vm, value: Option<Value>, none: u32) -> Res<u32> {
    value.map_or(Ok(none), |value| Ok(vm.to_index(value)? as u32))
}

fn crc32(data: &[u8], start: u32) -> u32 {
    let mut table = [0u32; 256];
    for (row, byte) in table.iter_mut().zip(0u32..) {
        *row = (0..8).fold(byte, |row, _| if row & 1 == 1 { row >> 1 ^ 0xEDB8_8320 } else { row >> 1 });
    }
    !data.iter().fold(!start, |crc, byte| table[((crc ^ u32::from(*byte)) & 0xFF) as usize] ^ crc >> 8)
}

fn adler32(data: &[u8], start: u32) -> u32 {
    let (low, high) = data.iter().fold((start & 0xFFFF, start >> 16), |(low, high), byte| {
        let low = (low + u32::from(*byte)) % 65_521;
        (low, (high + low) % 65_521)
    });
    high << 16 | low
}
