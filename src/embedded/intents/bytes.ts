/**
 * Reading and writing packed bytes, little-endian. A reader never throws and never reads past its end: it gives zeros and says `overrun`.
 */

/** Grows as it is written to. */
export class ByteWriter {
  #buffer = new Uint8Array(1 << 16);
  #length = 0;

  u8(value: number): void {
    this.#room(1);
    this.#buffer[this.#length] = value;
    this.#length += 1;
  }

  u32(value: number): void {
    for (let shift = 0; shift < 32; shift += 8) this.u8((value >>> shift) & 0xff);
  }

  /** Seven bits a byte, lowest first; the top bit says that more follow (LEB128). `value` is a whole number from 0 to 2³¹ − 1. */
  varint(value: number): void {
    let rest = value;
    while (rest > 0x7f) {
      this.u8((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    this.u8(rest);
  }

  bytes(values: Uint8Array): void {
    this.#room(values.length);
    this.#buffer.set(values, this.#length);
    this.#length += values.length;
  }

  done(): Uint8Array {
    return this.#buffer.slice(0, this.#length);
  }

  #room(needed: number): void {
    if (this.#length + needed <= this.#buffer.length) return;
    const larger = new Uint8Array(Math.max(this.#buffer.length * 2, this.#length + needed));
    larger.set(this.#buffer.subarray(0, this.#length));
    this.#buffer = larger;
  }
}

/** Reads what a `ByteWriter` wrote. */
export class ByteReader {
  /** True once something was read that is not there. */
  overrun = false;
  #at = 0;
  readonly #source: Uint8Array;

  constructor(source: Uint8Array) {
    this.#source = source;
  }

  get left(): number {
    return this.#source.length - this.#at;
  }

  u8(): number {
    const value = this.#source[this.#at];
    if (value === undefined) this.overrun = true;
    else this.#at += 1;
    return value ?? 0;
  }

  u32(): number {
    const value = this.u8() | (this.u8() << 8) | (this.u8() << 16) | (this.u8() << 24);
    return value >>> 0;
  }

  varint(): number {
    let value = 0;
    for (let shift = 0; shift < 28; shift += 7) {
      const byte = this.u8();
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    this.overrun = true;
    return value;
  }

  bytes(length: number): Uint8Array {
    if (length > this.left) this.overrun = true;
    const part = this.#source.subarray(this.#at, this.#at + length);
    this.#at += part.length;
    return part;
  }
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});

/** CRC-32 as in ISO 3309 (gzip, PNG). */
export function crc32(bytes: Uint8Array): number {
  let state = 0xffffffff;
  for (const byte of bytes) state = (CRC_TABLE[(state ^ byte) & 0xff] ?? 0) ^ (state >>> 8);
  return (state ^ 0xffffffff) >>> 0;
}
