// src/evidence/intake/claims.ts —— 申报:what a client says about a file before sending it, every field bounded
import { z } from 'zod';
import { isPlainDate, shanghaiDate } from '../../base/dates.ts';
import { EvidenceRefused } from '../refusal.ts';
import { refuseByName } from './mediaTypes.ts';

const plain = (text: string) => !/[\u0000-\u001f\u007f\ufffd]/.test(text);
const text = (max: number, label: string) =>
  z.string().trim().max(max, `${label}最多 ${max} 个字`).refine(plain, `${label}含有不能识别的字符`);

const shape = z.object({
  filename: z
    .string({ error: '缺少文件名' })
    .trim()
    .min(1, '缺少文件名')
    .max(200, '文件名最多 200 个字')
    .refine((name) => plain(name) && !/[/\\]/.test(name), '文件名不能含路径或控制字符'),
  mediaType: text(100, '文件类型').optional(),
  sha256: z
    .string({ error: '缺少客户端计算的 SHA-256 摘要' })
    .regex(/^[0-9a-fA-F]{64}$/, 'SHA-256 摘要须为 64 位十六进制')
    .transform((hex) => hex.toLowerCase()),
  caseId: z.string({ error: '缺少案件' }).regex(/^[0-9A-Za-z-]{1,64}$/, '案件编号不正确'),
  capturedOn: z.string().refine(isPlainDate, '拍摄日期不存在，请按 2025-02-19 的格式填写').optional(),
  capturedAt: z.iso.datetime({ offset: true, error: '拍摄时间须带时区，如 2025-02-19T09:30:00+08:00' }).optional(),
  place: text(200, '拍摄地点').optional(),
  device: text(100, '设备编号').optional(),
  note: text(2000, '说明').optional(),
  takenBy: z
    .string()
    .transform((list) => list.split(',').filter((id) => id !== ''))
    .pipe(z.array(z.string().regex(/^[0-9A-Za-z-]{1,64}$/, '拍摄人编号不正确')).max(10, '拍摄人最多 10 人'))
    .optional(),
});

/** What a client declares about a file; `sha256` in lower-case hex, dates in Asia/Shanghai. */
export type Claims = z.infer<typeof shape>;

/** Reads the declarations from upload metadata; refuses 'claims-unclear' (422) naming every field at once, or a format off the list (415). */
export function readClaims(metadata: Record<string, string | null> | undefined, now: Date): Claims {
  const present = Object.entries(metadata ?? {}).filter(([, value]) => value !== null && value !== '');
  const parsed = shape.safeParse(Object.fromEntries(present));
  const errors = parsed.success
    ? clockErrors(parsed.data, now)
    : parsed.error.issues.map(({ path, message }) => ({ field: String(path[0] ?? ''), says: message }));
  if (!parsed.success || errors.length > 0) {
    const all = [...new Set(errors.map(({ says }) => says))].join('；');
    throw new EvidenceRefused('claims-unclear', 422, '文件信息有误，未开始上传', `${all}。`, errors);
  }
  refuseByName(parsed.data.filename, parsed.data.mediaType);
  return parsed.data;
}

/** Nothing is captured in the future; a device clock up to five minutes fast is let pass. */
function clockErrors(claims: Claims, now: Date): { field: string; says: string }[] {
  const { capturedOn, capturedAt } = claims;
  const errors: { field: string; says: string }[] = [];
  if (capturedOn && capturedOn > shanghaiDate(now)) errors.push({ field: 'capturedOn', says: '拍摄日期晚于今天，请核对' });
  if (capturedAt && Date.parse(capturedAt) > now.getTime() + 300_000)
    errors.push({ field: 'capturedAt', says: '拍摄时间晚于现在，请核对设备时钟' });
  if (capturedOn && capturedAt && shanghaiDate(capturedAt) !== capturedOn)
    errors.push({ field: 'capturedOn', says: '拍摄日期与拍摄时间不是同一天' });
  return errors;
}
