// src/registers/pack.test.ts —— the pack of 盘锦 is whole, and a faulty pack names its faults
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { plainDate } from '../base/dates.ts';
import { dayKind } from '../law/reckoning/days.ts';
import { PackError, parsePack, readPack } from './pack.ts';
import type { Pack } from './packShapes.ts';

const folder = fileURLToPath(new URL('../../agencies/panjin', import.meta.url));
const pack = await readPack(folder);
const items = pack['items.json'];
const faultsOf = (change: (files: { [Name in keyof Pack]: Pack[Name] }) => void): string[] => {
  const files = structuredClone(pack);
  change(files);
  try {
    parsePack(files, folder);
    return [];
  } catch (error) {
    assert.ok(error instanceof PackError);
    return error.problems.map(({ file, path, says }) => `${file} ${path} ${says}`);
  }
};

test('盘锦 publishes 118 items of seven act types, 56 of them penalties, and 134 forms', () => {
  const counts = Object.fromEntries([...Map.groupBy(items, ({ actType }) => actType)].map(([type, list]) => [type, list.length]));
  assert.deepEqual(counts, { permit: 18, confirmation: 4, inspection: 12, penalty: 56, coercion: 13, levy: 3, other: 12 });
  assert.equal(pack['forms.json'].forms.length, 134);
});

test('an item whose law was revised and not yet checked is visible but not usable, and says why', () => {
  const stale = items.filter(({ verification }) => verification === 'needsUpdate');
  assert.deepEqual(
    stale.map(({ code }) => code),
    ['PJLS-XK-017', 'PJLS-JC-011', 'PJLS-CF-054'],
  );
  for (const { usable, whyUnusable } of stale) assert.ok(!usable && whyUnusable?.includes('自然保护区条例'));
  assert.equal(items.filter(({ usable }) => usable).length, 115);
});

test('crime thresholds are numbers where the interpretation gives numbers', () => {
  const thresholds = (code: string) =>
    items.find((item) => item.code === code)?.crime?.thresholds.map(({ measure, atLeast, unit }) => `${measure} ${atLeast} ${unit}`);
  assert.deepEqual(thresholds('PJLS-CF-001'), ['公益林地面积 5 亩', '商品林地面积 10 亩']);
  assert.deepEqual(thresholds('PJLS-CF-006'), ['立木蓄积 5 立方米', '幼树株数 200 株', '林木价值 20000 元']);
  assert.deepEqual(thresholds('PJLS-CF-007'), ['立木蓄积 20 立方米', '幼树株数 1000 株', '林木价值 50000 元']);
});

test('each tier of a fine lies inside a fine of its item, and each fine has tiers', () => {
  for (const { code, sanctions, tiers } of items) {
    const fines = sanctions.filter(({ kind }) => kind === '罚款');
    const matching = (tier: (typeof tiers)[number]) => fines.find((fine) => fine.unit === tier.unit && fine.condition === tier.condition);
    for (const tier of tiers.filter(({ fineMax }) => fineMax !== undefined)) {
      const fine = matching(tier);
      assert.ok(fine, `${code} ${tier.tier} ${tier.condition}`);
      assert.ok(tier.fineMax! <= fine.max!, `${code} ${tier.tier}`);
      if (tier.tier !== '减轻') assert.ok(tier.fineMin! >= fine.min!, `${code} ${tier.tier}`);
    }
    for (const fine of fines)
      assert.ok(
        tiers.some((tier) => matching(tier) === fine),
        `${code} ${fine.condition}`,
      );
  }
});

test('no text a person reads is left in English', () => {
  const spoken = items.map(({ code, nameEn, relatedInspection, charge: { see, ...charge }, ...item }) => ({ ...item, charge }));
  const values: string[] = [];
  JSON.stringify(spoken, (_, value) => {
    if (typeof value === 'string' && /[a-z] [a-z]/i.test(value)) values.push(value);
    return value;
  });
  assert.deepEqual(values, []);
});

test('the calendar has the make-up days of February and October 2026 as announced', () => {
  const kinds = (...days: string[]) => days.map((day) => dayKind(plainDate(day), pack['calendar.json']).working);
  assert.deepEqual(kinds('2026-02-13', '2026-02-14', '2026-02-15', '2026-02-23', '2026-02-24', '2026-02-28'), [
    true,
    true,
    false,
    false,
    true,
    true,
  ]);
  assert.deepEqual(kinds('2026-09-20', '2026-10-01', '2026-10-07', '2026-10-08', '2026-10-10', '2026-10-11'), [
    true,
    false,
    false,
    true,
    true,
    false,
  ]);
  assert.deepEqual(kinds('2025-01-26', '2025-01-28', '2025-02-04', '2025-02-05', '2025-02-08'), [true, false, false, true, true]);
  assert.match(dayKind(plainDate('2026-10-10'), pack['calendar.json']).why, /国庆节调休上班/);
});

test('2025 has 28 days off and 5 make-up days, 2026 has 33 and 6, as the notices say', () => {
  for (const year of ['2025', '2026']) {
    const { holidays, workdays } = pack['calendar.json'].years[year]!;
    assert.equal(Object.keys(holidays).length, year === '2025' ? 28 : 33);
    assert.equal(Object.keys(workdays).length, year === '2025' ? 5 : 6);
  }
});

test('every sample person is marked 演示, and so is every number', () => {
  const { people } = pack['people.json'];
  assert.ok(people.every(({ demo }) => demo));
  for (const { certificates, legalQualification } of people) {
    for (const { number } of certificates) assert.match(number, /^演示/);
    assert.match(legalQualification ?? '演示', /^演示/);
  }
});

test('a fault is named by file, place and what to do', () => {
  assert.deepEqual(
    faultsOf((files) => {
      files['items.json'][3]!.publishedFrom = '2025-02-30' as never;
    }),
    ['items.json 第4项（PJLS-XK-004） › publishedFrom 应为真实存在的日期，写作 YYYY-MM-DD'],
  );
  assert.match(faultsOf((files) => Object.assign(files['agency.json'], { colour: '绿' })).join(), /agency\.json.*colour/);
});

test('all faults are reported at once', () => {
  const faults = faultsOf((files) => {
    files['people.json'].people[0]!.unit = 'nowhere';
    files['people.json'].people[1]!.login = files['people.json'].people[0]!.login;
    files['parameters.json'].parameters.shift();
    files['items.json'].push(files['items.json'][0]!);
    files['forms.json'].forms.find(({ code }) => code === 'CF05')!.docNumberAbbr = '罚决';
    files['calendar.json'].years['2026']!.workdays['2026-03-02' as never] = '调休上班' as never;
  });
  for (const told of [
    /没有机构“nowhere”/,
    /登录名重复/,
    /clue\.verifyDays 缺少/,
    /事项编码和公布日期重复/,
    /forms\.json 罚决 文种代字重复/,
    /2026-03-02 不是周六或者周日/,
  ]) {
    assert.match(faults.join('\n'), told);
  }
});

test('a penalty item in use must cite what was breached and what punishes it', () => {
  const faults = faultsOf((files) => {
    const item = files['items.json'].find(({ code }) => code === 'PJLS-CF-001')!;
    Object.assign(item, { breach: [], penalty: [] });
  });
  assert.equal(faults.length, 2);
});

test('only an organisation of the agency is authorised or entrusted, never a person; a levy is one of an item, once for each day', () => {
  assert.deepEqual(
    faultsOf((files) => {
      files['acting.json'].bodies[0]!.unit = 'panjin-p01';
      files['levies.json'].levies[0]!.item = 'PJLS-ZS-999';
      files['levies.json'].levies.push(structuredClone(files['levies.json'].levies[1]!));
    }).map((fault) => fault.split('，')[0]),
    [
      'levies.json PJLS-ZS-999 items.json 中没有这个事项',
      'levies.json PJLS-ZS-002 2024-07-01 事项和起始日期重复',
      'acting.json panjin-p01 organisation.json 中没有这个机构；只能授权、委托组织',
    ],
  );
  assert.match(
    faultsOf((files) => Object.assign(files['levies.json'].levies[0]!.rates[0]!, { yuan: -10 }))[0]!,
    /levies\.json levies › 第1项 › rates › 第1项 › yuan 应大于零/,
  );
});

test('a missing or broken file is named before anything is loaded', async () => {
  const empty = await mkdtemp(join(tmpdir(), 'heming-pack-'));
  await writeFile(join(empty, 'agency.json'), '{');
  await assert.rejects(readPack(empty), (error: PackError) => {
    assert.match(error.message, /agency\.json：不是合法的 JSON/);
    assert.match(error.message, /items\.json：文件不存在或者读不出/);
    return error.problems.length === 9;
  });
  await rm(empty, { recursive: true });
});
