// src/law/papers/pieces/masking.test.ts —— 脱敏:no personal datum of a natural person stands unmasked on any paper
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { citizenCheckCharacter } from '../../reckoning/identifiers.ts';
import { type Paper, runsOf } from '../paper.ts';
import { coordinates, sampleCompany, samplePerson, witness } from '../sample/acts.ts';
import { sampleCase } from '../sampleCase.ts';

const person = sampleCase();
const company = sampleCase(sampleCompany);

const rare = fc.array(fc.constantFrom(...'㛃堃𬭎喆骉龘燚珺翀'), { minLength: 1, maxLength: 3 });
const name = fc.tuple(fc.constantFrom('张', '欧阳', '司马', '阚', '逄'), rare).map(([surname, given]) => surname + given.join(''));
const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((each) => each.join(''));
const citizenId = digits(3)
  .map((order) => `21112219900101${order}`)
  .map((first17) => first17 + citizenCheckCharacter(first17));
const natural = fc.record({
  kind: fc.constant('person' as const),
  name,
  citizenId,
  phone: digits(8).map((rest) => `139${rest}`),
  address: digits(3).map((no) => `辽宁省盘锦市大洼区演示街道喆园小区${no}号`),
});

/** Unmasked words of a paper; words that stand together are joined, so that a datum cut in two would be found. */
const openText = (paper: Paper) =>
  runsOf(paper)
    .map(({ run }) => (run.mask ? '\u0000' : run.text))
    .join('');

test('no name, number, address, birth date, plate or coordinate of a natural person stands in an unmasked run of any paper', () => {
  fc.assert(
    fc.property(natural, (party) => {
      fc.pre(party.name !== witness.name);
      const { all } = sampleCase(party);
      const data = [
        party.name,
        party.citizenId,
        party.phone,
        party.address,
        '1990年1月1日',
        witness.name,
        witness.citizenId,
        '1965年9月12日',
        coordinates,
        '辽L12345',
        '何演示',
        '李演示',
      ];
      assert.equal(new Set(all.map((paper) => paper.form)).size, 10);
      for (const paper of all) for (const datum of data) assert.ok(!openText(paper).includes(datum), `${paper.form} shows ${datum}`);
    }),
    { numRuns: 25 },
  );
});

test('a masked run holds the datum alone, in the class of its kind', () => {
  const masks = (paper: Paper) => runsOf(paper).flatMap(({ run }) => (run.mask ? [run] : []));
  const all = person.all.flatMap(masks);
  const classOf = (text: string) => [...new Set(all.filter((run) => run.text === text).map((run) => run.mask))];
  assert.deepEqual(classOf(samplePerson.name), ['personName']);
  assert.deepEqual(classOf(samplePerson.citizenId!), ['idNumber']);
  assert.deepEqual(classOf(samplePerson.address), ['homeAddress']);
  assert.deepEqual(classOf(samplePerson.phone), ['phone']);
  assert.deepEqual(classOf(witness.name), ['otherName']);
  assert.deepEqual(classOf('1978年2月28日'), ['birthDate']);
  assert.deepEqual(classOf('辽L12345'), ['plate']);
});

test('a company is named in the open, its people are not', () => {
  const open = company.all.map(openText).join('');
  for (const datum of [sampleCompany.name, sampleCompany.uscc!, sampleCompany.representative!, sampleCompany.address, sampleCompany.phone])
    assert.ok(open.includes(datum), datum);
  assert.ok(!open.includes(witness.name));
  assert.ok(!open.includes('何收发'));
});

test('a sole trader is named by the shop; the operator, the home and the telephone are masked', () => {
  const shop = { ...sampleCompany, kind: 'soleTrader' as const, name: '演示苗木店', phone: '13900000001' };
  const open = sampleCase(shop).all.map(openText).join('');
  assert.ok(open.includes('演示苗木店'));
  for (const datum of [shop.representative!, shop.address, shop.phone]) assert.ok(!open.includes(datum), datum);
});

test('agency, officers, certificates and the collecting bank stay open', () => {
  const open = openText(person.papers.CF29!) + openText(person.papers.CF19!);
  const { bank, name: agency } = person.registers.agency;
  for (const text of [agency, bank.name, bank.address, bank.account, '赵延', '演示-2111000001']) assert.ok(open.includes(text), text);
});
