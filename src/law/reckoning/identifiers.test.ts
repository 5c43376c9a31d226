// src/law/reckoning/identifiers.test.ts —— 号码核验:samples of the standards, and the errors people make
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { plainDate } from '../../base/dates.ts';
import {
  type Checked,
  checkCitizenId,
  checkPhone,
  checkPlate,
  checkUscc,
  citizenCheckCharacter,
  usccCheckCharacter,
} from './identifiers.ts';

const says = (checked: Checked) => (checked.ok ? '' : checked.says);

test('GB 32100: real codes pass', () => {
  for (const code of ['91320105780688132K', '91230500MA1B3N1N2M', '11230500001755309F', '11500000MB1553803Q']) {
    assert.ok(checkUscc(code).ok, code);
  }
});

test('GB 32100: a wrong check character is refused, with the way out for early pilot codes', () => {
  assert.match(says(checkUscc('91320105780688132L')), /校验位不符.*如执照所载确是如此/);
});

test('GB 32100: length, small letters and letters the standard does not use are named', () => {
  assert.match(says(checkUscc('9132010578068813')), /现为16位/);
  assert.match(says(checkUscc('91320105780688132k')), /大写/);
  assert.match(says(checkUscc('9132O105780688132K')), /I、O、S、V、Z/);
  assert.match(says(checkUscc('91ABCDEF780688132K')), /第3至8位是数字/);
});

test('GB 11643: the samples of the standard pass, with birth and sex', () => {
  assert.deepEqual(checkCitizenId('11010519491231002X'), { ok: true, birth: '1949-12-31', sex: '女', region: '110105' });
  assert.deepEqual(checkCitizenId('440524188001010014'), { ok: true, birth: '1880-01-01', sex: '男', region: '440524' });
});

test('GB 11643: a wrong check character, an impossible birth date and an unknown region are named', () => {
  assert.match(says(checkCitizenId('110105194912310021')), /校验位不符/);
  assert.match(says(checkCitizenId('11010519490230002X')), /1949-02-30不存在/);
  assert.match(says(checkCitizenId('01010519491231002X')), /省级区划/);
});

test('GB 11643: old, short and small-letter numbers say what to type', () => {
  assert.match(says(checkCitizenId('110105491231002')), /15位旧号码/);
  assert.match(says(checkCitizenId('1101051949123100')), /现为16位/);
  assert.match(says(checkCitizenId('11010519491231002x')), /大写/);
});

test('GB 11643: nobody is born after the day of the act, nor 150 years before it', () => {
  const on = plainDate('2026-03-02');
  const withCheck = (first17: string) => first17 + citizenCheckCharacter(first17);
  assert.ok(checkCitizenId(withCheck('21110220260302001'), on).ok);
  assert.match(says(checkCitizenId(withCheck('21110220260303001'), on)), /不合常理/);
  assert.match(says(checkCitizenId(withCheck('21110218750302001'), on)), /不合常理/);
});

test('GB 11643: residence permits of 港澳台 and foreigners follow the same rule', () => {
  for (const first17 of ['81000019900101001', '82000019900101001', '83000019900101001', '91184019900101001']) {
    assert.ok(checkCitizenId(first17 + citizenCheckCharacter(first17)).ok, first17);
  }
});

const replaceAt = (text: string, at: number, by: string) => text.slice(0, at) + by + text.slice(at + 1);

test('property: any single wrong character of a 统一社会信用代码 is detected', () => {
  const characters = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];
  const body = fc.tuple(fc.stringMatching(/^\d{6}$/), fc.array(fc.constantFrom(...characters), { minLength: 9, maxLength: 9 }));
  fc.assert(
    fc.property(body, fc.nat(17), fc.constantFrom(...characters), ([region, rest], at, by) => {
      const first17 = `91${region}${rest.join('')}`;
      const code = first17 + usccCheckCharacter(first17);
      assert.ok(checkUscc(code).ok);
      if (code[at] !== by) assert.ok(!checkUscc(replaceAt(code, at, by)).ok);
    }),
  );
});

test('property: any single wrong digit of a 公民身份号码 is detected', () => {
  const day = fc.date({ min: new Date('1930-01-01'), max: new Date('2025-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(day, fc.stringMatching(/^\d{3}$/), fc.nat(17), fc.constantFrom(...'0123456789X'), (birth, order, at, by) => {
      const first17 = `211102${birth.toISOString().slice(0, 10).replaceAll('-', '')}${order}`;
      const number = first17 + citizenCheckCharacter(first17);
      assert.ok(checkCitizenId(number).ok);
      if (number[at] !== by) assert.ok(!checkCitizenId(replaceAt(number, at, by)).ok);
    }),
  );
});

test('phones: eleven digits, or an area code before seven or eight', () => {
  assert.deepEqual(checkPhone('13804270000'), { ok: true, mobile: true });
  for (const landline of ['0427-2812345', '04272812345', '010-12345678']) assert.ok(checkPhone(landline).ok, landline);
  assert.match(says(checkPhone('2812345')), /加区号/);
  assert.match(says(checkPhone('1380427000')), /现为10位/);
  assert.match(says(checkPhone('12804270000')), /13至19/);
  assert.match(says(checkPhone('电话')), /手机填11位/);
});

test('plates: five places after the letter, six for new energy, suffixes of trailers and learners', () => {
  for (const number of ['辽L12345', '辽L1234挂', '粤B1234学', '辽L1A2B3'])
    assert.deepEqual(checkPlate(number), { ok: true, newEnergy: false }, number);
  for (const number of ['辽LD12345', '辽LF12345', '辽L12345D']) assert.deepEqual(checkPlate(number), { ok: true, newEnergy: true }, number);
});

test('plates: dots, small letters, I and O, and missing provinces are named', () => {
  assert.match(says(checkPlate('辽L·12345')), /间隔点/);
  assert.match(says(checkPlate('辽l12345')), /大写/);
  assert.match(says(checkPlate('辽L1234O')), /I、O/);
  assert.match(says(checkPlate('L123456')), /省级简称/);
  assert.match(says(checkPlate('辽L1234567')), /请核对/);
  assert.match(says(checkPlate('')), /省级简称/);
});
