/** A growing run of bytes, reused from one text to the next. */
export interface ByteBuffer {
  clear(): void
  push(byte: number): void
  /** The bytes so far, valid until the next change. */
  bytes(): Uint8Array
  /** Drops the last `count` bytes. */
  drop(count: number): void
}

export function createByteBuffer(capacity = 4096): ByteBuffer {
  let store = new Uint8Array(capacity)
  let size = 0
  return {
    clear: () => {
      size = 0
    },
    push: (byte) => {
      if (size === store.length) {
        const larger = new Uint8Array(store.length * 2)
        larger.set(store)
        store = larger
      }
      store[size++] = byte
    },
    bytes: () => store.subarray(0, size),
    drop: (count) => {
      size -= count
    },
  }
}
