// src/evidence/intake/room.ts —— 空间:whether what was announced fits on the disk, and how sizes are said
import { statfs } from 'node:fs/promises';
import { EvidenceRefused } from '../refusal.ts';

const GIB = 1024 ** 3;

/** A number of bytes for people to read. */
export const sized = (bytes: number): string =>
  bytes >= GIB
    ? `${Number((bytes / GIB).toFixed(2))} GB`
    : bytes >= 1024 ** 2
      ? `${Number((bytes / 1024 ** 2).toFixed(1))} MB`
      : `${bytes} 字节`;

/** Refuses 'disk-full' (507) when a file of `size` bytes does not fit beside what open uploads still have to bring and the floor, all in bytes. */
export async function refuseWithoutRoom(directory: string, size: number, announced: readonly number[], floor: number): Promise<void> {
  const { bavail, bsize } = await statfs(directory);
  const owed = announced.reduce((sum, bytes) => sum + bytes, 0);
  if (bavail * bsize >= size + owed + floor) return;
  const kept = owed > 0 ? `（另有 ${announced.length} 个正在上传的文件还要占用 ${sized(owed)}）` : '';
  throw new EvidenceRefused(
    'disk-full',
    507,
    '存储空间不足，未开始上传',
    `服务器剩余空间不够保存 ${sized(size)} 的文件${kept}。请等正在上传的文件传完，或者联系系统管理员清理、扩容。`,
  );
}
