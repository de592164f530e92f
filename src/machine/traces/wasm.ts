/** Writing WebAssembly (core specification, section 5, with tail calls): what traces need, and no more. */

/** Opcodes, by the names of the specification. */
export const W = {
  UNREACHABLE: 0x00,
  LOOP: 0x03,
  IF: 0x04,
  ELSE: 0x05,
  END: 0x0b,
  BR: 0x0c,
  RETURN: 0x0f,
  CALL: 0x10,
  RETURN_CALL: 0x12,
  RETURN_CALL_INDIRECT: 0x13,
  SELECT: 0x1b,
  LOCAL_GET: 0x20,
  LOCAL_SET: 0x21,
  LOCAL_TEE: 0x22,
  I32_LOAD: 0x28,
  I64_LOAD: 0x29,
  I32_LOAD8_U: 0x2d,
  I64_LOAD8_S: 0x30,
  I64_LOAD8_U: 0x31,
  I64_LOAD16_S: 0x32,
  I64_LOAD16_U: 0x33,
  I64_LOAD32_S: 0x34,
  I64_LOAD32_U: 0x35,
  I32_STORE: 0x36,
  I64_STORE: 0x37,
  I64_STORE8: 0x3c,
  I64_STORE16: 0x3d,
  I64_STORE32: 0x3e,
  I32_CONST: 0x41,
  I64_CONST: 0x42,
  I32_EQZ: 0x45,
  I32_NE: 0x47,
  I32_LT_S: 0x48,
  I32_GT_U: 0x4b,
  I64_EQZ: 0x50,
  I64_EQ: 0x51,
  I64_NE: 0x52,
  I64_LT_S: 0x53,
  I64_LT_U: 0x54,
  I64_LE_S: 0x57,
  I64_LE_U: 0x58,
  I32_SUB: 0x6b,
  I32_AND: 0x71,
  I32_OR: 0x72,
  I32_XOR: 0x73,
  I32_SHL: 0x74,
  I32_SHR_U: 0x76,
  I64_ADD: 0x7c,
  I64_SUB: 0x7d,
  I64_MUL: 0x7e,
  I64_AND: 0x83,
  I64_OR: 0x84,
  I64_XOR: 0x85,
  I64_SHL: 0x86,
  I64_SHR_S: 0x87,
  I64_SHR_U: 0x88,
  I32_WRAP_I64: 0xa7,
  I64_EXTEND_I32_U: 0xad,
  I64_EXTEND8_S: 0xc2,
  I64_EXTEND16_S: 0xc3,
  I64_EXTEND32_S: 0xc4,
} as const;

const I32 = 0x7f;
const I64 = 0x7e;
const FUNCREF = 0x70;
const NO_RESULT = 0x40;

function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest & 0x7f) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  bytes.push(rest);
  return bytes;
}

/** Of 32 bits. */
function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (;;) {
    const low = rest & 0x7f;
    rest >>= 7;
    if ((rest === 0 && low < 0x40) || (rest === -1 && low >= 0x40)) {
      bytes.push(low);
      return bytes;
    }
    bytes.push(low | 0x80);
  }
}

/** Of 64 bits, where they do not fit into 32. */
function signedWide(value: bigint): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (;;) {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    if ((rest === 0n && low < 0x40) || (rest === -1n && low >= 0x40)) {
      bytes.push(low);
      return bytes;
    }
    bytes.push(low | 0x80);
  }
}

/** Masks that come again and again. */
const WIDE = new Map<bigint, readonly number[]>();
const MOST_WIDE = 1_000;

function signed64(value: bigint): readonly number[] {
  const number = Number(value);
  if (number >= -0x8000_0000 && number <= 0x7fff_ffff) return signed(number);
  const known = WIDE.get(value);
  if (known) return known;
  const bytes = signedWide(value);
  if (WIDE.size < MOST_WIDE) WIDE.set(value, bytes);
  return bytes;
}

/** The body of one function as it grows. Each method appends and returns the code itself. */
export class Code {
  readonly bytes: number[] = [];
  /** Blocks, loops and ifs that are open. */
  depth = 0;

  op(...opcodes: readonly number[]): this {
    this.bytes.push(...opcodes);
    return this;
  }
  i32(value: number): this {
    this.bytes.push(W.I32_CONST, ...signed(value | 0));
    return this;
  }
  i64(value: bigint): this {
    this.bytes.push(W.I64_CONST, ...signed64(BigInt.asIntN(64, value)));
    return this;
  }
  get(local: number): this {
    this.bytes.push(W.LOCAL_GET, local);
    return this;
  }
  set(local: number): this {
    this.bytes.push(W.LOCAL_SET, local);
    return this;
  }
  tee(local: number): this {
    this.bytes.push(W.LOCAL_TEE, local);
    return this;
  }
  /** A load or a store, of any alignment. */
  memory(opcode: number, offset = 0): this {
    this.bytes.push(opcode, 0, ...unsigned(offset));
    return this;
  }
  call(index: number): this {
    this.bytes.push(W.CALL, ...unsigned(index));
    return this;
  }
  returnCall(index: number): this {
    this.bytes.push(W.RETURN_CALL, ...unsigned(index));
    return this;
  }
  returnCallIndirect(type: number): this {
    this.bytes.push(W.RETURN_CALL_INDIRECT, ...unsigned(type), 0);
    return this;
  }
  if(): this {
    this.bytes.push(W.IF, NO_RESULT);
    this.depth++;
    return this;
  }
  else(): this {
    this.bytes.push(W.ELSE);
    return this;
  }
  loop(): this {
    this.bytes.push(W.LOOP, NO_RESULT);
    this.depth++;
    return this;
  }
  end(): this {
    this.bytes.push(W.END);
    this.depth--;
    return this;
  }
  /** To the innermost loop but for `this.depth - depth` others: the one that was opened when `depth` were open. */
  branchTo(depth: number): this {
    this.bytes.push(W.BR, ...unsigned(this.depth - depth - 1));
    return this;
  }
}

export type Type = { readonly parameters: readonly ('i32' | 'i64')[]; readonly result: 'i32' | 'i64' };

export interface ModuleParts {
  readonly types: readonly Type[];
  /** Functions of module `vm`, by name and type; they have the first indices. */
  readonly imports: readonly { readonly name: string; readonly type: number }[];
  /** The functions, all of one type with the same locals, and their place in the imported table. */
  readonly type: number;
  readonly locals: readonly { readonly count: number; readonly type: 'i32' | 'i64' }[];
  readonly bodies: readonly Code[];
  readonly tableBase: number;
}

const vector = (items: readonly (readonly number[])[]): number[] => [
  ...unsigned(items.length),
  ...items.flat(),
];
const typeByte = (type: 'i32' | 'i64'): number => (type === 'i32' ? I32 : I64);
const name = (text: string): number[] => vector([...new TextEncoder().encode(text)].map((byte) => [byte]));

/** A module that imports `vm.memory` and `vm.table`, and puts its functions into the table. */
export function wasmModule(parts: ModuleParts): Uint8Array<ArrayBuffer> {
  const chunks: (readonly number[])[] = [[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0]];
  const section = (id: number, content: readonly number[]): void => {
    chunks.push([id, ...unsigned(content.length)], content);
  };
  section(
    1,
    vector(
      parts.types.map(({ parameters, result }) => [
        0x60,
        ...vector(parameters.map((type) => [typeByte(type)])),
        ...vector([[typeByte(result)]]),
      ]),
    ),
  );
  section(
    2,
    vector([
      ...parts.imports.map((one) => [...name('vm'), ...name(one.name), 0x00, ...unsigned(one.type)]),
      // a memory with a maximum of 65536 pages, and a table of functions
      [...name('vm'), ...name('memory'), 0x02, 0x01, 0, ...unsigned(0x10000)],
      [...name('vm'), ...name('table'), 0x01, FUNCREF, 0x00, 0],
    ]),
  );
  section(3, vector(parts.bodies.map(() => unsigned(parts.type))));
  const indices = parts.bodies.map((_, index) => unsigned(parts.imports.length + index));
  section(9, vector([[0x00, W.I32_CONST, ...signed(parts.tableBase), W.END, ...vector(indices)]]));
  const locals = vector(parts.locals.map(({ count, type }) => [...unsigned(count), typeByte(type)]));
  const bodies = parts.bodies.map(({ bytes }) => {
    const size = locals.length + bytes.length + 1;
    return [unsigned(size), locals, bytes, [W.END]];
  });
  const size = bodies.flat().reduce((sum, chunk) => sum + chunk.length, 0);
  const count = unsigned(bodies.length);
  chunks.push([10, ...unsigned(size + count.length)], count, ...bodies.flat());
  return Uint8Array.from(chunks.flat());
}
