/** A vector as text: 32-bit floats of length 1, little-endian, in base64. D1 gives binary columns back as lists of numbers, which are four times as long. */

/** Of length 1, so that a product is a cosine. A vector of zeros has no direction and stays one. */
export function normalised(values: readonly number[]): Float32Array {
  const length = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
  return Float32Array.from(values, (value) => (length === 0 ? 0 : value / length));
}

export function packVector(values: readonly number[]): string {
  const view = new DataView(new ArrayBuffer(4 * values.length));
  for (const [at, value] of normalised(values).entries()) view.setFloat32(4 * at, value, true);
  return btoa(Array.from(new Uint8Array(view.buffer), (byte) => String.fromCharCode(byte)).join(""));
}

/** Writes the vector at `offset`; false when it has not `dimensions` values. */
export function unpackVector(text: string, into: Float32Array, offset: number, dimensions: number): boolean {
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  if (bytes.length !== 4 * dimensions) return false;
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < dimensions; at += 1) into[offset + at] = view.getFloat32(4 * at, true);
  return true;
}
