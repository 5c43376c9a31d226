// src/server/routes/registers/words.ts —— 填写的文字:trimmed, bounded, and nothing in it that cannot be recorded
import { z } from '@hono/zod-openapi';

/** Text of at least two characters; `says` what to write where it is missing. */
export const words = (max: number, says: string) =>
  z
    .string({ error: says })
    .trim()
    .min(2, { error: `${says}，至少2字` })
    .max(max, { error: `最多${max}字` })
    .refine((text) => !/[\u0000-\u0009\u000b-\u001f\u007f\ud800-\udfff]/u.test(text), { error: '含有不能记录的字符，请删去后重填' });
