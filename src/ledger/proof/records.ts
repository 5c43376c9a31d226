// src/ledger/proof/records.ts —— 封存件:how sealed payloads travel between a log and its mirror, one record each, in order
import { concat } from '../../base/bytes.ts';

/** Records with their big-endian 32-bit lengths; an empty record stands for a payload that was lawfully erased. */
export const formatRecords = (records: readonly Uint8Array[]): Uint8Array =>
  concat(...records.flatMap((record) => [lengthOf(record), record]));

function lengthOf(record: Uint8Array): Uint8Array {
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, record.length);
  return length;
}

/** The whole records at the beginning of the bytes, and how many bytes they take: what a crash cut short is left out. */
export function parseRecords(bytes: Uint8Array): { records: Uint8Array[]; length: number } {
  const records: Uint8Array[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = 0;
  while (at + 4 <= bytes.length && at + 4 + view.getUint32(at) <= bytes.length) {
    const end = at + 4 + view.getUint32(at);
    records.push(bytes.subarray(at + 4, end));
    at = end;
  }
  return { records, length: at };
}
