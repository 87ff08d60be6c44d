//! Raw deflate, by the browser's own streams.

use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStream, ReadableStreamDefaultReader, WritableStream, WritableStreamDefaultWriter};

use super::ShareError;
use crate::boxed::spawn;

// `web-sys` still counts these among its unstable ones.
#[wasm_bindgen]
extern "C" {
    type CompressionStream;
    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<CompressionStream, JsValue>;
    #[wasm_bindgen(method, getter)]
    fn readable(this: &CompressionStream) -> ReadableStream;
    #[wasm_bindgen(method, getter)]
    fn writable(this: &CompressionStream) -> WritableStream;

    type DecompressionStream;
    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<DecompressionStream, JsValue>;
    #[wasm_bindgen(method, getter)]
    fn readable(this: &DecompressionStream) -> ReadableStream;
    #[wasm_bindgen(method, getter)]
    fn writable(this: &DecompressionStream) -> WritableStream;
}

const FORMAT: &str = "deflate-raw";

/// Packs bytes.
pub(super) async fn deflate(bytes: &[u8]) -> Result<Vec<u8>, ShareError> {
    let stream = CompressionStream::new(FORMAT).map_err(|_| ShareError::Unsupported)?;
    feed(&stream.writable(), bytes).map_err(|_| ShareError::Unsupported)?;
    drain(&stream.readable(), usize::MAX).await
}

/// Unpacks bytes, and gives up as soon as more than `limit` come out.
pub(super) async fn inflate(bytes: &[u8], limit: usize) -> Result<Vec<u8>, ShareError> {
    let stream = DecompressionStream::new(FORMAT).map_err(|_| ShareError::Unsupported)?;
    feed(&stream.writable(), bytes).map_err(|_| ShareError::Broken)?;
    drain(&stream.readable(), limit).await
}

/// Writes all bytes and the end. What goes wrong shows at the other end too, so the promises are only silenced.
fn feed(stream: &WritableStream, bytes: &[u8]) -> Result<(), JsValue> {
    let writer: WritableStreamDefaultWriter = stream.get_writer()?;
    let promises = [writer.write_with_chunk(&Uint8Array::from(bytes)), writer.close()];
    for promise in promises {
        spawn(async move {
            let _ = JsFuture::from(promise).await;
        });
    }
    Ok(())
}

async fn drain(stream: &ReadableStream, limit: usize) -> Result<Vec<u8>, ShareError> {
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    let mut bytes = Vec::new();
    loop {
        let result = JsFuture::from(reader.read()).await.map_err(|_| ShareError::Broken)?;
        let field = |name: &str| Reflect::get(&result, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED);
        if field("done").is_truthy() {
            return Ok(bytes);
        }
        let chunk: Uint8Array = field("value").dyn_into().map_err(|_| ShareError::Broken)?;
        if bytes.len() + chunk.length() as usize > limit {
            let _ = reader.cancel();
            return Err(ShareError::TooLarge);
        }
        bytes.extend(chunk.to_vec());
    }
}
